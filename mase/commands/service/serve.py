"""``mase serve``: the running service on one machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import TYPE_CHECKING

from forum.text.problem import Problem

if TYPE_CHECKING:
    from pydantic import SecretStr

    from config.settings import Settings
    from mase.service.deployments import Deployment
    from tasks.duties.base.office import Office

_RUNNING = (
    "mase serve is running already, with the Prefect server of {}. End that one first, "
    "or give this one a folder and a port of its own (MASE_PREFECT_FOLDER, MASE_PREFECT_PORT)."
)


def serve() -> None:
    """Start the Prefect server and run every flow at its time, until Ctrl-C."""
    import asyncio
    import os

    from config.settings import ROOT, load_settings
    from config.wiring import open_office
    from mase.logs import PREFECTS, say, speak
    from mase.service.deployments import all_to_serve, read_deployments
    from mase.service.prefect_server import prefect_server
    from mase.terminal import environment
    from tasks.register.backup.snapshot import delete_left_over
    from tasks.register.database.guards import locked, refuse_contradicting_clock, sole_service
    from tasks.register.migrations import refuse_other_schema

    settings = load_settings()
    speak(form := settings.log_format)
    office = open_office(settings)  # what is wrong is said now, not at 7am
    register = office.register
    refuse_other_schema(register)
    refuse_contradicting_clock(register)
    delete_left_over(register)
    os.chdir(ROOT)
    with (
        suppress(KeyboardInterrupt),
        closing(register),
        environment(PREFECTS[form]),
        sole_service(register),
        locked(settings.prefect_folder / "serve.lock", _RUNNING.format(settings.prefect_folder)),
        prefect_server(
            settings.prefect_folder,
            host=settings.prefect_host,
            port=settings.prefect_port,
            ui=True,
            schedules=True,
            auth_string=_value_of(settings.prefect_auth_string),
            encryption_key=_value_of(settings.prefect_encryption_key),
        ) as api_url,
    ):
        from httpx import TransportError

        from mase.service.runners import GONE, as_paused, run_flows

        deployments = asyncio.run(as_paused(read_deployments(settings.shards)))
        served = list(zip(deployments, all_to_serve(deployments), strict=True))
        if form == "text":
            _show_timetable(deployments)
        for paused in (deployment.name for deployment in deployments if deployment.is_paused):
            say(f"{paused} is paused in Prefect, and stays so until somebody resumes it there.")
        say(f"Prefect is at {api_url.removesuffix('/api')}. {_how_to_sign_in(settings)}")
        if restored := notice_restore(settings, office):
            say(restored, style="bold red")

        async def run() -> None:
            say("Ctrl-C ends the service.")  # said once it is heard
            await run_flows(served, api_url, listening_beside(settings, office, deployments))

        try:
            asyncio.run(run())
        except TransportError:
            raise Problem(GONE) from None
    say("The service has ended.")


def _show_timetable(deployments: Sequence[Deployment]) -> None:
    from rich.table import Table
    from rich.text import Text

    from mase.terminal import terminal

    timetable = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for deployment in deployments:
        timetable.add_row(Text(deployment.name, "bold"), deployment.description)
    terminal().print(timetable)


@contextmanager
def listening_beside(settings: Settings, office: Office, deployments: Sequence[Deployment]) -> Iterator[None]:
    """Have each mailbox listened to in a block, at the hours at which the flow that reads them runs."""
    from config.wiring import mailboxes
    from mase.service.catch_up import MAILBOX, is_within_day
    from mase.service.listener import listening

    (reading,) = (deployment for deployment in deployments if deployment.name == MAILBOX)
    with ExitStack() as listeners:
        for mailbox in mailboxes(settings, office, office.clock):
            listeners.enter_context(
                listening(
                    office.register,
                    mailbox.address,
                    mailbox.open,
                    lambda: is_within_day(reading, dt.datetime.now(dt.UTC)),
                )
            )
        yield


def notice_restore(settings: Settings, office: Office) -> str:
    """Look into each mailbox before anything goes, and hold everything if the register was restored.

    Return why everything is held, or why a mailbox could not be looked into; empty when all is well.
    """
    from config.wiring import mailboxes
    from tasks.mail.sending.delivery import hold_if_restored

    today, reasons = office.clock.now().date(), []
    for mailbox in mailboxes(settings, office, office.clock):
        try:
            with closing(mailbox):
                reasons.append(
                    hold_if_restored(
                        office.register, mailbox.mailer, mailbox.rules, as_of=today, by="mase serve"
                    )
                )
        except Problem as problem:
            reasons.append(str(problem))
    return " ".join(dict.fromkeys(filter(None, reasons)))


def _how_to_sign_in(settings: Settings) -> str:
    if settings.prefect_auth_string:
        return "Sign in with MASE_PREFECT_AUTH_STRING."
    from mase.service.prefect_client import FILE

    return f"Sign in with the line in {settings.prefect_folder / FILE}."


def _value_of(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None
