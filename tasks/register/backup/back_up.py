"""Take a backup that is known to restore: it is read back as it lies on the disk before it counts as one.

Encryption for people whose public keys this machine has: it can't read what it has encrypted.

The format is that of age, whose own program reads it as well.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyrage import DecryptError, IdentityError, RecipientError, decrypt_file, encrypt_file
from pyrage.x25519 import Identity, Recipient
from sqlalchemy import bindparam, inspect, text

from forum.calendar.backups import BackupsKept, NewestBackup, backups_to_keep, lasting
from forum.text.problem import Problem
from tasks.register.audit.row_check import verify_register
from tasks.register.backup.snapshot import (
    REGISTER,
    delete_left_over,
    disk_errors_in_words,
    is_empty,
    laid_beside,
    pack,
    take_snapshot,
    temporary_folder,
    unpack,
)
from tasks.register.database.guards import PUT_BACK, locked
from tasks.register.database.register import Register
from tasks.register.migrations import newest, version

if TYPE_CHECKING:
    from pyrage.x25519 import Identity

SECRET = "AGE-SECRET-KEY-"  # the beginning of an identity


def encrypt(file: Path, to: Path, recipients: Iterable[Recipient]) -> None:
    """Encrypt a file for all of the recipients, each of whom can read it alone."""
    encrypt_file(str(file), str(to), list(recipients))


def decrypt(file: Path, to: Path, identities: Iterable[Identity]) -> None:
    """Decrypt a file with any of the identities. Raises Problem where none fits, or the file is damaged."""
    if not file.is_file():
        raise Problem(f"There is no {file}. Correct the name of the backup.")
    try:
        decrypt_file(str(file), str(to), list(identities))
    except DecryptError:
        raise _no_use(file) from None
    except OSError as error:
        if error.errno:  # of the disk; without a number, of what is in the file
            raise
        raise _no_use(file) from None


def _no_use(file: Path) -> Problem:
    return Problem(
        f"{file} can’t be decrypted: it was encrypted for somebody else, it is damaged, or it is no backup. "
        "Try the other keys, then another backup."
    )


def recipients_of(keys: Iterable[str]) -> list[Recipient]:
    """The recipients of public keys. Raises Problem for what is none, without repeating it."""
    try:
        return [Recipient.from_str(key) for key in keys]
    except RecipientError:
        raise Problem(
            "MASE_BACKUP_RECIPIENTS has a key that is none: age1 and 58 letters and figures, as mase backup "
            "--new-key shows it."
        ) from None


def identities_in(file: Path) -> list[Identity]:
    """The identities in a file of age's: a secret key a line. Raises Problem where there is none."""
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
        keys = [Identity.from_str(line) for line in lines if line.startswith(SECRET)]
    except OSError as error:
        raise Problem(f"{file} can’t be read: {error.strerror}. Check the name and try again.") from None
    except (UnicodeDecodeError, IdentityError):
        keys = []
    if not keys:
        raise Problem(
            f"{file} has no secret key that can be read: a line that begins with {SECRET}, as mase backup "
            "--new-key wrote it."
        )
    return keys


def new_key() -> Identity:
    """Make a key; ``str`` gives the secret one, and that of its ``to_public`` the public one."""
    return Identity.generate()


NAME = "mase-%Y-%m-%d-%H%M%S"
ENDS = ".age"
BUSY = "Another backup is being made. Wait until it has ended."


@dataclass(frozen=True)
class BackupRules:
    """Where backups go, the public keys of those who can read them, which are kept, and the folders that
    belong to them by their names there."""

    folder: Path
    recipients: tuple[str, ...]
    retention: BackupsKept
    folders: Mapping[str, Path]


@dataclass(frozen=True)
class Backup:
    """A backup: when it was taken, its size in bytes, and how long restoring it beside the register took."""

    file: Path
    taken_at: dt.datetime
    size: int
    seconds_to_restore: float

    @property
    def in_words(self) -> str:
        """Return "backup of 1.4 MB, restored in 3 seconds"."""
        return f"backup of {self.size / 1e6:.1f} MB, restored in {lasting(self.seconds_to_restore)}"


def back_up(register: Register, rules: BackupRules) -> Backup:
    """Take a backup, see that it restores with all that was in the register when it began, and delete those
    that are not kept.

    It is encrypted for the recipients and for a key of its own, which never leaves this process: so it is
    read back as it lies on the disk, and no more by this machine afterwards. Raises Problem where it can't be
    made, and where its register is not what the audit trail says; that backup stays, and no other is deleted.
    """

    if is_empty(register):
        raise Problem("There is no register yet, so there is nothing to back up.")
    taken_at = register.clock.now().replace(microsecond=0)
    file = rules.folder / f"{taken_at:{NAME}}{ENDS}"
    part = file.with_name(f"{file.name}.part")
    before, own = _heads(register), new_key()
    with disk_errors_in_words(f"The backup could not be made in {rules.folder}"):
        rules.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(rules.folder / "backup.lock", BUSY), temporary_folder() as temporary:
            delete_left_over(register)
            _delete_parts(rules.folder)
            try:
                _write(register, rules, part, own, temporary)
                begun = time.monotonic()
                with _read_back(part, own, register, temporary) as beside:
                    _refuse_older(beside, before)
                    part.replace(file)
                    _verify(beside)
                    seconds = time.monotonic() - begun
            finally:
                part.unlink(missing_ok=True)
            backup = Backup(file, taken_at, file.stat().st_size, seconds)
            _note(backup)
            _delete_old(rules)
    return backup


def _write(register: Register, rules: BackupRules, part: Path, own: Identity, temporary: Path) -> None:
    """Write an encrypted backup, and have it on the disk."""

    recipients = recipients_of(rules.recipients)
    snapshot, archive = temporary / "register", temporary / "archive"
    take_snapshot(register, snapshot)
    pack(archive, snapshot, rules.folders)
    snapshot.unlink()
    encrypt(archive, part, [*recipients, own.to_public()])
    archive.unlink()
    with part.open("rb") as written:
        os.fsync(written.fileno())


@contextmanager
def _read_back(part: Path, own: Identity, register: Register, temporary: Path) -> Iterator[Register]:
    """The register in a backup, restored beside the one that it is of."""

    archive, folder = temporary / "archive", temporary / "backup"
    decrypt(part, archive, [own])
    unpack(archive, folder)
    with laid_beside(folder / REGISTER, register, register.clock) as beside:
        yield beside


def _verify(beside: Register) -> None:
    """Compare each row with the audit trail; only the tables of this version can be compared."""
    if version(beside) == newest():
        with beside.reading() as session:
            verify_register(session)


def _delete_parts(folder: Path) -> None:
    """Delete what a process that was killed left."""
    for left in folder.glob("mase-*.part"):
        left.unlink()


def newest_backup(folder: Path, now: dt.datetime) -> NewestBackup | None:
    """The newest backup in a folder that was seen to restore; None where there is none.

    One of a time to come was made while the clock was ahead, and says nothing of last night's.
    """
    for note in sorted(folder.glob("mase-*.json"), reverse=True):
        if note.with_suffix(ENDS).exists():
            noted = json.loads(note.read_text(encoding="utf-8"))
            taken_at = dt.datetime.fromisoformat(noted["taken_at"])
            if taken_at - now <= PUT_BACK:
                return NewestBackup(taken_at, noted["seconds_to_restore"])
    return None


def _heads(register: Register) -> set[tuple[int, str]]:
    """Return the number and the hash of the last row of each chain of the audit trail, whatever the version:
    earlier ones have one chain."""
    columns = {each["name"] for each in inspect(register.engine).get_columns("audit")}
    last = f"SELECT max(seq) FROM audit{' GROUP BY chain' if 'chain' in columns else ''}"
    with register.engine.connect() as connection:
        rows = connection.execute(text(f"SELECT seq, hash FROM audit WHERE seq IN ({last})"))
        return {(row.seq, row.hash) for row in rows}


def _refuse_older(beside: Register, heads: Collection[tuple[int, str]]) -> None:
    """Raise Problem where a restored register lacks what was on a chain of the trail before its backup
    began."""
    rows = text("SELECT seq, hash FROM audit WHERE seq IN :numbers")
    with beside.engine.connect() as connection:
        found = connection.execute(
            rows.bindparams(bindparam("numbers", expanding=True)), {"numbers": [seq for seq, _ in heads]}
        )
        lacking = set(heads) - {(row.seq, row.hash) for row in found}
    if lacking:
        raise Problem(
            "The backup does not restore to the register as it stood when it began, so it was thrown away. "
            "See to the disks of this machine, then make another: mase backup."
        )


def _note(backup: Backup) -> None:
    """Keep the figures of a backup beside it, in clear."""
    figures = {
        "taken_at": backup.taken_at.isoformat(),
        "size": backup.size,
        "seconds_to_restore": round(backup.seconds_to_restore, 1),
    }
    part = backup.file.with_suffix(".json.part")  # a note is there whole, or not at all
    part.write_text(json.dumps(figures), encoding="utf-8")
    part.replace(backup.file.with_suffix(".json"))


def _delete_old(rules: BackupRules) -> None:
    """Delete the backups that the retention does not keep; files of any other name are let be."""
    taken = {at: file for file in rules.folder.glob(f"mase-*{ENDS}") if (at := _taken_at(file))}
    for at in taken.keys() - backups_to_keep(taken, rules.retention):
        taken[at].unlink()
        taken[at].with_suffix(".json").unlink(missing_ok=True)


def _taken_at(file: Path) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(file.stem, NAME)  # noqa: DTZ007  (the office keeps London time)
    except ValueError:
        return None
