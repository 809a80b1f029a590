"""``mase listen``: the listener alone, for a machine where a worker of Prefect's runs the flows."""

from __future__ import annotations

from contextlib import closing, suppress

from forum.text.problem import Problem

NO_SERVER = (
    "PREFECT_API_URL is not set. Set it to the address of the Prefect server that the worker works for."
)


def listen() -> None:
    """Listen at the mailbox, and start its reading when mail comes, beside a worker, until Ctrl-C."""
    import signal
    import sys
    from threading import Event

    from prefect.settings import get_current_settings

    from config.settings import load_settings
    from config.wiring import open_office
    from mase.commands.service.serve import listening_beside
    from mase.service.deployments import read_deployments
    from mase.terminal import terminal

    if not get_current_settings().api.url:
        raise Problem(NO_SERVER)
    settings = load_settings()
    office = open_office(settings)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # so that the next listener begins at once
    with (
        suppress(KeyboardInterrupt),
        closing(office.register),
        listening_beside(settings, office, read_deployments()),
    ):
        terminal().print("Listening. Ctrl-C ends it.")
        Event().wait()
