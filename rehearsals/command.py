"""``mase rehearse``: months of the forum in a minute, with scripted people, in a folder of their own."""

from __future__ import annotations

import datetime as dt
import gc
from pathlib import Path
from typing import Annotated

import typer

from mase.options import day

DEFAULT_START = "9 December 2026"


def rehearse(
    months: Annotated[int, typer.Option(min=1, max=24, help="How many meetings’ months to play.")] = 3,
    start: Annotated[
        str, typer.Option(help="The first day; by default the day after December’s meeting.")
    ] = DEFAULT_START,
    out: Annotated[Path, typer.Option(help="The folder for letters, documents and the page.")] = Path(
        "rehearsal"
    ),
    policy: Annotated[Path | None, typer.Option(help="The terms of reference; by default mase.toml.")] = None,
    members: Annotated[
        Path | None,
        typer.Option(help="A members’ workbook; by default the sample, or people made up for --policy."),
    ] = None,
    keep_ui: Annotated[bool, typer.Option("--keep-ui", help="Leave the Prefect UI up at the end.")] = False,
    timings: Annotated[bool, typer.Option("--timings", help="Say where the time went.")] = False,
    awkward: Annotated[
        bool,
        typer.Option(
            "--awkward",
            help="Play four months in which much comes at a bad time; the page awkward.html has each day.",
        ),
    ] = False,
    mailbox: Annotated[
        str,
        typer.Option(metavar="URL", help="Have people answer by mail, through the Exchange stand-in there."),
    ] = "",
) -> None:
    """Play months of the forum through the real flows, with scripted people."""
    from config.settings import ROOT
    from forum.text.problem import Problem
    from mase.terminal import terminal

    gc.disable()  # what imports make stays: a search for garbage in it finds none
    from rehearsals.awkward import MONTHS as AWKWARD_MONTHS
    from rehearsals.play import Options, play_months
    from rehearsals.stage import SAMPLE_MEMBERS

    gc.freeze()
    gc.enable()
    if awkward and mailbox:
        raise Problem("--awkward has a mailbox of its own: leave --mailbox out.")
    first: dt.date = day(start)
    options = Options(
        months=AWKWARD_MONTHS if awkward else months,
        start=first,
        out=out.resolve(),
        policy=policy or ROOT / "config" / "mase.toml",
        members=members or (None if policy else SAMPLE_MEMBERS),
        keep_ui=keep_ui,
        timings=timings,
        mailbox=mailbox,
        awkward=awkward,
    )
    play_months(options, terminal())
