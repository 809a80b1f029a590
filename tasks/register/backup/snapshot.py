"""A register as it stands at one moment, in a file; and that file as a register again.

SQLite copies itself, PostgreSQL is asked by its own ``pg_dump`` and ``pg_restore``. Neither keeps writers
waiting, and both do it whatever the version of the register.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, inspect

from forum.text.problem import Problem
from tasks.register.backup.temporary import MAKE_DATABASES, MAY_MAKE_DATABASES, database_beside
from tasks.register.database.clock import Clock
from tasks.register.database.errors import in_words, reason_in
from tasks.register.database.register import Register

KINDS = {"sqlite": "an SQLite file", "postgresql": "a PostgreSQL database"}


def take_snapshot(register: Register, file: Path) -> None:
    """Copy a register into a file. Raises Problem where that fails."""
    if register.engine.dialect.name == "postgresql":
        _run("pg_dump", register.url, "--format=custom", f"--file={file}")
        return
    try:
        with (
            closing(sqlite3.connect(str(register.url.database))) as theirs,
            closing(sqlite3.connect(file)) as ours,
        ):
            theirs.backup(ours)
            ours.execute("PRAGMA journal_mode=DELETE")  # one file, without another beside it
    except sqlite3.Error as error:
        raise Problem(f"The register could not be copied: {in_words(error)}.") from None


def lay_down(snapshot: Path, register: Register) -> None:
    """Have a snapshot be the register at an empty place. Raises Problem where that fails."""
    if register.engine.dialect.name == "postgresql":
        how = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
        _run("pg_restore", register.url, *how, str(snapshot))
        return
    place = Path(str(register.url.database))
    beside = place.with_name(f"{place.name}.part")
    shutil.copyfile(snapshot, beside)
    with beside.open("rb") as copied:
        os.fsync(copied.fileno())
    beside.replace(place)


def is_empty(register: Register) -> bool:
    """Say whether there is nothing at the register's place: no file, or no table in its database."""
    if register.engine.dialect.name == "sqlite":
        return not Path(str(register.url.database)).exists()
    return not inspect(register.engine).get_table_names()


@contextmanager
def laid_beside(snapshot: Path, register: Register, clock: Clock) -> Iterator[Register]:
    """The snapshot as a register of its own, which is gone at the end: beside it, or on the same server."""
    if register.engine.dialect.name == "postgresql":
        with database_beside(register) as url, closing(Register(_text(url), clock)) as beside:
            lay_down(snapshot, beside)
            yield beside
        return
    with closing(Register(f"sqlite:///{snapshot}", clock)) as beside:
        yield beside


def _run(program: str, url: URL, *options: str) -> None:
    """Run a program of PostgreSQL's; its password is in no list of processes, and its words in no error."""
    address = _text(url.set(drivername="postgresql", password=None))
    password = {"PGPASSWORD": str(url.password)} if url.password else {}
    try:
        done = subprocess.run(
            [program, f"--dbname={address}", *options],
            env={**os.environ, **password},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError:
        raise _missing(program) from None
    if done.returncode:
        reason = reason_in(done.stderr) or f"run {program} by hand to see why"
        raise Problem(f"{program} failed: {reason}.")


def refuse_unable(register: Register) -> None:
    """Raise Problem where this machine lacks what copies such a register, or its account a right."""
    if register.engine.dialect.name != "postgresql":
        return
    for program in ("pg_dump", "pg_restore"):
        if shutil.which(program) is None:
            raise _missing(program)
    with register.engine.connect() as connection:
        if not connection.exec_driver_sql(MAY_MAKE_DATABASES).scalar():
            raise Problem(f"No backup can be restored beside the register. {MAKE_DATABASES}")


def _missing(program: str) -> Problem:
    return Problem(
        f"There is no {program} on this machine, so no backup can be made. Install PostgreSQL’s client "
        "programs, of the server’s version or a newer one."
    )


def _text(url: URL) -> str:
    return url.render_as_string(hide_password=False)
