"""``mase restore``: a backup in the place of the register, with everything held."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from config.settings import Settings
    from tasks.register.backup.restore import Restored

ALL_KNOWN = "Sent Items and the calendar have nothing that the register does not know of."
RESUME = "Nothing leaves until you say so. Once you have looked: mase outbox resume --by WHO --reason WHY"


def restore(
    file: Annotated[Path, typer.Argument(help="The backup, mase-….age.")],
    identity: Annotated[Path, typer.Option("--identity", help="The file with the secret key.")],
    drill: Annotated[bool, typer.Option("--drill", help="Only see that it restores.")] = False,
) -> None:
    """Restore a backup, hold everything, and look in Sent Items for what went after it was made."""
    from config.backups import folders_beside
    from config.database import register_as_it_stands
    from config.settings import load_settings
    from tasks.register.backup import restore as restoring
    from tasks.register.backup.back_up import identities_in

    settings = load_settings()
    identities = identities_in(identity)
    with register_as_it_stands(settings) as register:
        if drill:
            _say(restoring.try_restore(file, identities, register))
            typer.echo("It was a drill: nothing was put in place.")
            return
        restored = restoring.restore(file, identities, register, folders_beside(settings))
    _say(restored)
    _say_what_lies_beside(restored)
    typer.echo(_look_into_the_mailbox(settings) or ALL_KNOWN)
    typer.echo(RESUME)


def _say(restored: Restored) -> None:
    from forum.calendar.backups import lasting
    from forum.text.wording import clock_time, long_date
    from mase.terminal import terminal

    at = restored.last_entry
    stood = f", as it stood on {long_date(at)} at {clock_time(at.time())}" if at else ""
    typer.echo(f"Restored in {lasting(restored.seconds)}{stood}.")
    if restored.fault:
        terminal().print(restored.fault, style="bold red", soft_wrap=True)
    else:
        typer.echo("Its audit trail is whole, and each row is as the trail says.")


def _say_what_lies_beside(restored: Restored) -> None:
    if restored.aside:
        typer.echo(f"The register that was there is now {restored.aside}. Delete it when all is well.")
    for other in restored.others:
        typer.echo(f"{other} is not as in the backup, and was left as it is.")


def _look_into_the_mailbox(settings: Settings) -> str:
    """Say what went after the backup, which is held until it is explained, whatever the mode is to be."""
    from contextlib import closing

    from config.wiring import open_office
    from mase.commands.service.serve import notice_restore

    office = open_office(settings)
    with closing(office.register):
        return notice_restore(settings.model_copy(update={"mode": "live"}), office)
