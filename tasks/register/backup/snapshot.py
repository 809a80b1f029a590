"""A register as it stands at one moment, in a file; and that file as a register again.

A backup as one file: the register's snapshot, with the folders that belong to it. The folder and the
database in which a backup is made and tried, and what a killed process left of them.

SQLite copies itself, PostgreSQL is asked by its own ``pg_dump`` and ``pg_restore``. Neither keeps writers
waiting, and both do it whatever the version of the register.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from gzip import BadGzipFile
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, Engine, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from forum.text.problem import Problem
from tasks.register.database.clock import Clock
from tasks.register.database.errors import in_words, reason_in
from tasks.register.database.guards import locked
from tasks.register.database.register import Register

REGISTER = "register"  # the snapshot's name in the archive
NOT_BACKED_UP = ("*.py", "*.pyc")  # the program's own, beside the policies
LITTLE = 1  # level of compression: papers have their own


def pack(file: Path, snapshot: Path, folders: Mapping[str, Path]) -> None:
    """Put a snapshot and the files of folders, by the names given to these, into one archive."""
    with tarfile.open(file, "w:gz", compresslevel=LITTLE) as archive:
        archive.add(snapshot, REGISTER)
        for name, folder in folders.items():
            _add_folder(archive, name, folder)


def _add_folder(archive: tarfile.TarFile, name: str, folder: Path) -> None:
    """Add the files of a folder. It is gone through twice: a draft that is sent meanwhile moves on."""
    added: set[Path] = set()
    for _ in range(2):
        for path in sorted({path for path in folder.rglob("*") if _belongs(path)} - added):
            with suppress(FileNotFoundError):
                archive.add(path, f"{name}/{path.relative_to(folder).as_posix()}", recursive=False)
                added.add(path)


def _belongs(path: Path) -> bool:
    return path.is_file() and not any(path.match(pattern) for pattern in NOT_BACKED_UP)


def unpack(file: Path, folder: Path) -> None:
    """Unpack an archive into a folder. Raises Problem where it is none."""
    try:
        with tarfile.open(file) as archive:
            archive.extractall(folder, filter="data")
    except (tarfile.TarError, EOFError, BadGzipFile):
        raise Problem("What was decrypted is no backup, or a part of one. Take another one.") from None


@contextmanager
def disk_errors_in_words(attempt: str) -> Iterator[None]:
    """Have what a disk refuses within the block raised as a Problem."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
    else:
        return
    raise Problem(
        f"{attempt}: {reason}. See to its disk, and to that of the folder for temporary files (TMPDIR), "
        "which needs room for the register twice."
    )


BEGINS = "mase-"  # the names of the folders
LOCK = "lock"
IN_USE = "Another backup is at work in the folder for temporary files. Try again."
MAY_MAKE_DATABASES = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
MAKE_DATABASES = "Let the register’s account make databases (ALTER ROLE … CREATEDB)."
OF_BACKUPS = text("SELECT datname FROM pg_database WHERE starts_with(datname, :begins)")


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Make a folder that is gone at the end, or once ``delete_left_over`` is called where the process is
    killed. What lies in it may be a register in clear."""
    with tempfile.TemporaryDirectory(prefix=BEGINS) as name, locked(Path(name, LOCK), IN_USE):
        yield Path(name)


@contextmanager
def database_beside(register: Register) -> Iterator[URL]:
    """Make an empty database on the register's PostgreSQL server, which is dropped at the end, as the folder
    is deleted. A connection to it says meanwhile that it is in use."""
    server = _server(register.url)
    name = f"{_begins(register)}{uuid4().hex[:8]}"  # at most 63 letters
    url = register.url.set(database=name)
    try:
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {_quoted(server, name)}")
    except DBAPIError as error:
        raise Problem(
            "No database could be made to restore the backup beside the register "
            f"({in_words(error)}). {MAKE_DATABASES}"
        ) from None
    try:
        with _server(url).connect():
            yield url
    finally:
        with server.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {_quoted(server, name)} WITH (FORCE)")


def delete_left_over(register: Register) -> None:
    """Delete the folders and databases of backups whose process was killed; those in use stay."""
    for folder in Path(tempfile.gettempdir()).glob(f"{BEGINS}*"):
        with suppress(Problem, OSError):  # in use, or somebody else's
            if (folder / LOCK).is_file():
                with locked(folder / LOCK, IN_USE):
                    shutil.rmtree(folder)
    if register.engine.dialect.name == "postgresql":
        server = _server(register.url)
        with server.connect() as connection:
            for name in connection.scalars(OF_BACKUPS, {"begins": _begins(register)}).all():
                with suppress(DBAPIError):
                    connection.exec_driver_sql(f"DROP DATABASE {_quoted(server, name)}")


def _begins(register: Register) -> str:
    return f"{str(register.url.database)[:40]}_backup_"


def _server(url: URL) -> Engine:
    return create_engine(
        url.render_as_string(hide_password=False), isolation_level="AUTOCOMMIT", poolclass=NullPool
    )


def _quoted(server: Engine, name: str) -> str:
    return server.dialect.identifier_preparer.quote(name)


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
