"""The folder and the database in which a backup is made and tried, and what a killed process left of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from forum.text.problem import Problem
from tasks.register.database.errors import in_words
from tasks.register.database.register import Register
from tasks.register.database.sole_service import locked

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
