"""``mase listen``: what stands beside workers of Prefect's: the listener, and the keeper of the runs."""

from __future__ import annotations

from contextlib import closing, suppress

from forum.text.problem import Problem

NO_SERVER = (
    "PREFECT_API_URL is not set. Set it to the address of the Prefect server that the worker works for."
)


def listen() -> None:
    """Beside workers: read mail as it comes, end runs that were killed and make up for them, until Ctrl-C."""
    from prefect.settings import get_current_settings

    from config.settings import load_settings
    from config.wiring import open_office
    from mase.commands.service.serve import listening_beside
    from mase.logs import say, write_logs
    from mase.service.beside import beside, end_on_sigterm, wait
    from mase.service.deployments import read_deployments
    from mase.service.keeper import Keeper, Runs

    if not get_current_settings().api.url:
        raise Problem(NO_SERVER)
    settings = load_settings()
    write_logs(settings.log_format)
    office = open_office(settings)
    deployments = read_deployments(settings.shards)
    ended = end_on_sigterm()  # so that the next listener begins at once
    with (
        suppress(KeyboardInterrupt),
        closing(office.register),
        listening_beside(settings, office, deployments),
        beside(lambda wait: Keeper(office.register, Runs(tuple(deployments)), wait).keep()),
    ):
        say("Listening. Ctrl-C ends it.")
        wait(ended=ended)
