"""Restore a backup: at the register's place with everything held, or beside it to see how long that takes."""

from __future__ import annotations

import datetime as dt
import filecmp
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from forum.questions.reasons import HoldReason
from forum.text.problem import Problem
from tasks.register.audit.row_check import verify_register
from tasks.register.audit.trail import last_written
from tasks.register.backup.snapshot import (
    KINDS,
    REGISTER,
    disk_errors_in_words,
    is_empty,
    laid_beside,
    lay_down,
    temporary_folder,
    unpack,
)
from tasks.register.database.guards import sole_service
from tasks.register.database.register import Register
from tasks.register.migrations import upgrade
from tasks.register.outbox import standing_hold
from tasks.register.tables import HoldRow

if TYPE_CHECKING:
    from pyrage.x25519 import Identity

BY = "mase restore"
MAIL = "mail"  # the folder that knows what has gone
BEGINS = {b"SQLite format 3": "sqlite", b"PGDMP": "postgresql"}  # the first letters of a snapshot
WITH_IT = ("", "-wal", "-shm")  # the files of an SQLite database


@dataclass(frozen=True)
class Restored:
    """A register restored: when it was last written to, how long that took, and what is wrong with it.

    ``aside`` is where the register before it lies, ``others`` are files that are there and differ from the
    backup's.
    """

    last_entry: dt.datetime | None
    seconds: float
    fault: str
    aside: Path | None = None
    others: tuple[Path, ...] = ()


def try_restore(file: Path, identities: Sequence[Identity], register: Register) -> Restored:
    """Restore a backup beside the register, and leave nothing of it. Raises Problem as ``restore`` does."""
    begun = time.monotonic()
    with _opened(file, identities, register) as folder:
        with laid_beside(folder / REGISTER, register, register.clock) as beside:
            last, fault = _brought_up(beside)
        return Restored(last, time.monotonic() - begun, fault)


def restore(
    file: Path,
    identities: Sequence[Identity],
    register: Register,
    folders: Mapping[str, Path],
) -> Restored:
    """Put a backup in the register's place, up to date and with everything held, and its files where there
    are none.

    An SQLite register that is there is put aside. Raises Problem, leaving all as it is, for a backup that
    can't be read, a register of another kind, a PostgreSQL database that is not empty, and a running service.
    """
    begun = time.monotonic()
    with _opened(file, identities, register) as folder, sole_service(register):
        aside = None
        if register.engine.dialect.name == "sqlite":
            with laid_beside(folder / REGISTER, register, register.clock) as beside:
                last, fault = _brought_up(beside)
                _hold_everything(beside)
            aside = _put_aside(register)
            lay_down(folder / REGISTER, register)
        else:
            if not is_empty(register):
                raise Problem(
                    "The database that MASE_DATABASE_URL names is not empty, and was left as it is. Make an "
                    "empty one (CREATE DATABASE), name that, and restore again."
                )
            lay_down(folder / REGISTER, register)
            last, fault = _brought_up(register)
            _hold_everything(register)
        others = tuple(other for name, to in folders.items() for other in _put_back(folder / name, to))
        return Restored(last, time.monotonic() - begun, fault, aside, others)


@contextmanager
def _opened(file: Path, identities: Sequence[Identity], register: Register) -> Iterator[Path]:
    """A backup, decrypted and unpacked into a folder that is gone at the end."""
    from tasks.register.backup.back_up import decrypt

    with (
        disk_errors_in_words("The backup could not be restored"),
        temporary_folder() as temporary,
    ):
        archive, folder = temporary / "archive", temporary / "backup"
        decrypt(file, archive, identities)
        unpack(archive, folder)
        archive.unlink()
        _refuse_other_kind(folder / REGISTER, register.engine.dialect.name)
        yield folder


def _refuse_other_kind(snapshot: Path, kind: str) -> None:
    with snapshot.open("rb") as opened:
        begins = opened.read(20)
    its = next((its for letters, its in BEGINS.items() if begins.startswith(letters)), None)
    if its is None:
        raise Problem("What was decrypted is no backup of a register. Take another one.")
    if its != kind:
        raise Problem(
            f"The backup is of {KINDS[its]}, and MASE_DATABASE_URL names {KINDS[kind]}. Name one of its kind."
        )


def _brought_up(register: Register) -> tuple[dt.datetime | None, str]:
    """Bring a restored register up to date; return when it was last written to before, and why it is not what
    its audit trail says, empty where it is."""
    with register.reading() as session:
        last = last_written(session)
    upgrade(register)
    try:
        with register.reading() as session:
            verify_register(session)
    except Problem as problem:
        return last, str(problem)
    return last, ""


def _hold_everything(register: Register) -> None:
    """Let nothing leave until a person has looked: letters that went after the backup would go again."""
    with register.transaction(BY) as tx:
        tx.audit("register restored")
        if standing_hold(tx.session) is None:
            tx.session.add(HoldRow(placed_at=tx.at, reason=HoldReason.REGISTER))
            tx.audit("everything held", reason=HoldReason.REGISTER)


def _put_aside(register: Register) -> Path | None:
    """Move an SQLite register aside; return where to, None where there is none."""
    place = Path(str(register.url.database))
    register.close()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not place.exists():
        return None
    aside = place.with_name(f"{place.name}.before-{register.clock.now():%Y-%m-%d-%H%M%S}")
    for end in WITH_IT:
        if (file := place.with_name(f"{place.name}{end}")).exists():
            file.replace(aside.with_name(f"{aside.name}{end}"))
    return aside


def _put_back(folder: Path, to: Path) -> Iterator[Path]:
    """Put the files of a folder where there are none; yield those that are there and differ.

    A mail folder that is there is let be: it knows what has gone since.
    """
    if folder.name == MAIL and to.exists():
        return
    for file in sorted(folder.rglob("*")):
        place = to / file.relative_to(folder)
        if not file.is_file():
            continue
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
        elif not filecmp.cmp(file, place, shallow=False):
            yield place
