"""The database of the register, at the place that the settings name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from config.backups import backup_rules
from config.settings import Settings
from forum.text.problem import Problem
from tasks.register.backup.back_up import back_up
from tasks.register.backup.snapshot import take_snapshot
from tasks.register.database.clock import Clock, SystemClock
from tasks.register.database.errors import in_words
from tasks.register.database.register import OutOfReach, Register
from tasks.register.migrations import newest, refuse_newer, try_upgrade, upgrade, version


def open_register(settings: Settings, clock: Clock) -> Register:
    """The register at the settings' database, made or brought up to date where needed, after a backup.

    Raises OutOfReach when the database cannot be reached, and Problem when it is of a newer version or no
    backup could be made before an update.
    """
    register = register_of(settings, clock)
    try:
        with _reached(register):
            if file := file_of(register):
                file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                file.touch(mode=0o600)
            if (before := version(register)) != newest():
                if before:
                    _back_up_first(register, settings)
                upgrade(register)
    except Problem:
        register.close()
        raise
    return register


def _back_up_first(register: Register, settings: Settings) -> None:
    """Keep a register as it is before an update: as a backup, or where none are made, an SQLite one as a copy
    beside it, which whoever runs the service deletes."""
    refuse_newer(register)
    try_upgrade(register)
    if rules := backup_rules(settings):
        back_up(register, rules)
    elif file := file_of(register):
        copy = file.with_name(f"{file.name}.before-{newest()}")
        copy.touch(mode=0o600)
        take_snapshot(register, copy)


def register_of(settings: Settings, clock: Clock) -> Register:
    """The register of the settings, whose database is not reached yet. Raises Problem for a wrong address."""
    try:
        return Register(settings.database_url, clock, durable=not settings.rehearsal)
    except (SQLAlchemyError, ValueError) as error:
        fault = in_words(error)
    raise Problem(f"The register cannot be opened: {fault}. Correct MASE_DATABASE_URL.")


@contextmanager
def register_as_it_stands(settings: Settings, clock: Clock | None = None) -> Iterator[Register]:
    """The register as the block finds it, neither made nor brought up to date.

    Raises Problem as open_register does.
    """
    register = register_of(settings, clock or SystemClock())
    with _reached(register), closing(register):
        yield register


@contextmanager
def _reached(register: Register) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError, ValueError, TypeError) as error:
        raise OutOfReach(
            f"The register cannot be opened at {place_of(register)}: {_reason(error, file_of(register))}. "
            "Correct MASE_DATABASE_URL, or mend the database."
        ) from None


def is_of_newest_version(register: Register) -> bool:
    """Say whether the register's database is there, and needs no migration."""
    return not ((file := file_of(register)) and not file.exists()) and version(register) == newest()


def place_of(register: Register) -> str:
    """The file of the register, or "the PostgreSQL server": any part of its address may be a secret."""
    return str(file_of(register) or "the PostgreSQL server")


def file_of(register: Register) -> Path | None:
    """The file of an SQLite database; None for another database."""
    sqlite = register.engine.dialect.name == "sqlite"
    return Path(register.url.database) if sqlite and register.url.database else None


def _reason(error: Exception, file: Path | None) -> str:
    if isinstance(error, OSError) and file:
        return f"its folder {file.parent} can’t be made or written to"
    return in_words(error)
