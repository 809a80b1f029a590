"""``mase watch``: look whether the service does its work, and tell those who run it when it does not."""

from __future__ import annotations

import logging
from contextlib import closing, nullcontext, suppress
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from threading import Event

    from tasks.watch.metrics import LastRound
    from tasks.watch.round import Watcher

EVERY = 300.0  # seconds
LOG = logging.getLogger(__name__)


def watch(
    once: Annotated[
        bool, typer.Option("--once", help="Make one round and end, for cron or a timer of systemd.")
    ] = False,
) -> None:
    """Look every five minutes whether the service works, and tell those who run it when it does not."""
    from config.settings import load_settings
    from config.watching import watcher_of
    from mase.commands.service.doctor import NO_ROUTE
    from mase.logs import say, write_logs
    from mase.service.beside import end_on_sigterm
    from mase.version import build_of_program
    from tasks.watch.metrics import LastRound, serving_metrics

    settings = load_settings()
    write_logs(settings.log_format)
    watcher = watcher_of(settings)
    if not watcher.routes and not settings.watch_only_measures:
        LOG.warning(NO_ROUTE)
    with closing(watcher.register):
        if once:
            make_round(watcher, LastRound())
            return
        last = LastRound(build_of_program())
        ended = end_on_sigterm()
        say("Watching. Ctrl-C ends it.")
        port = settings.metrics_port
        with suppress(KeyboardInterrupt), serving_metrics(port, last) if port else nullcontext():
            keep_watching(watcher, last, ended)


def keep_watching(watcher: Watcher, last: LastRound, ended: Event) -> NoReturn:
    """Make a round every five minutes until it has ``ended``. A round that fails is no end of the watch: the
    next one follows, and the dead man’s switch has not heard of its end."""
    from mase.service.beside import wait
    from tasks.unforeseen import without_values

    while True:
        try:
            make_round(watcher, last)
        except Exception as error:
            LOG.error("A round of the watch failed: %s", without_values(error))
        wait(EVERY, ended)


def make_round(watcher: Watcher, last: LastRound) -> None:
    """Make a round, and keep it for the metrics."""
    made = watcher.make_round()
    last.seen, last.faults = made.seen, made.faults
