"""``mase doctor``: what is wrong with the running service, and what to do, for a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from config.settings import Settings
    from forum.watch.evidence import Evidence
    from forum.watch.faults import Fault, FaultFacts
    from forum.watch.message import Service
    from tasks.watch.routes import Route

ONLY_MEASURES = "mase watch only measures: your own alerting tells of faults (MASE_WATCH_ONLY_MEASURES)."
NO_ROUTE = (
    "Nobody is told of faults: set MASE_OPS_ADDRESS with MASE_SMTP_HOST, or MASE_WATCH_WEBHOOK, and run mase "
    "watch."
)


def doctor(
    send_test: Annotated[
        bool, typer.Option("--send-test", help="Also send a test by each route that faults are told by.")
    ] = False,
) -> None:
    """Say what is wrong with the running service and what to do, as mase watch sees it."""
    from rich.table import Table
    from rich.text import Text

    from config.settings import load_settings
    from config.watching import look, routes_of, service_of
    from forum.watch.faults import FAULTS, judge
    from mase.terminal import terminal

    settings = load_settings()
    seen = look(settings)
    faults, routes = judge(seen), routes_of(settings)
    screen = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    screen.add_column(no_wrap=True)
    for kind, facts in FAULTS.items():
        mark, style, words = _standing([fault for fault in faults if fault.kind is kind], facts, seen)
        screen.add_row(Text(mark, style), words)
    console = terminal()
    console.print(screen)
    console.print()
    for words in _try(routes, service_of(settings)) if send_test and routes else [how_told(settings, routes)]:
        console.print(words, soft_wrap=True)
    if faults:
        raise typer.Exit(1)


def _standing(faults: Sequence[Fault], facts: FaultFacts, seen: Evidence) -> tuple[str, str, str]:
    if faults:
        sentences = [fault.sentence for fault in faults]
        return "WRONG", "bold red", "\n".join([*sentences, f"What to do: {facts.remedy}"])
    if (seen.register or seen.clock) and not facts.of_machine:
        return "?", "bold yellow", f"{facts.well}: not known, since the register says it"
    return "ok", "green", facts.well


def how_told(settings: Settings, routes: Sequence[Route]) -> str:
    """Say by which routes those who run the service hear of faults."""
    from forum.text.wording import listed

    if settings.watch_only_measures:
        return ONLY_MEASURES
    return f"mase watch tells of faults by {listed(route.name for route in routes)}." if routes else NO_ROUTE


def _try(routes: Sequence[Route], service: Service) -> list[str]:
    from forum.watch.message import trial
    from tasks.watch.routes import FAILURES

    said = []
    for route in routes:
        try:
            route.tell(trial(service))
            said.append(f"A test has gone by {route.name}: see that it comes.")
        except FAILURES as error:
            said.append(f"No test could be sent by {route.name} ({type(error).__name__}).")
    return said
