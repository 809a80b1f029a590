"""Stages of a register: played once, and put back for each test that begins there.

A stage lies on the disk under a digest of all sources that it came from. The processes of a run share it, the
next run has it too, and after a change it is played anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import inspect
import os
import pickle
import shutil
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar, runtime_checkable

import pytest
from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event

from tasks.register.database.clock import SetClock, SystemClock
from tasks.register.database.register import Register
from tasks.register.migrations import newest
from tasks.register.tables import AUDIT_NUMBERS, Base
from tests.file_lock import locked

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (
    "forum", "tasks", "flows", "config", "mase", "samples", "rehearsals", "templates",
    "tests", "pyproject.toml",
)  # fmt: skip
NO_SOURCES = (".pyc", ".meta")  # mutmut keeps its results beside what it changes
Given = TypeVar("Given")
TABLES = [table.name for table in Base.metadata.sorted_tables]
# For PostgreSQL. What is taken away and put back is whole, so no row needs to be looked up for a foreign key.
EMPTY = "; ".join(
    [
        "SET LOCAL session_replication_role = replica",
        *(f"DELETE FROM {table}" for table in TABLES),
        f"ALTER SEQUENCE {AUDIT_NUMBERS.name} RESTART",
    ]
)
GO_ON = f"SELECT setval('{AUDIT_NUMBERS.name}', seq) FROM audit ORDER BY seq DESC LIMIT 1"


@runtime_checkable
class Remembering(Protocol):
    """An argument of a stage that keeps changes of its own, outside the register."""

    def remember(self) -> Any: ...

    def recall(self, remembered: Any) -> None: ...


@dataclass(frozen=True)
class Kept:
    """A register as it stood, and the time."""

    rows: Any
    at: dt.datetime
    remembered: list[Any]


@dataclass
class KeptStages:
    """Stages kept in a folder, whoever played them; those that this process has read, in memory as well."""

    folder: Path
    read: dict[Path, Kept] = field(default_factory=dict)

    def get(self, file: Path) -> Kept | None:
        if file not in self.read and file.exists():
            self.read[file] = pickle.loads(file.read_bytes())
        return self.read.get(file)

    def put(self, file: Path, kept: Kept) -> None:
        part = file.with_suffix(".part")
        part.write_bytes(pickle.dumps(kept))
        part.replace(file)

    def file(self, dialect: str, reached: list[str]) -> Path:
        return self.folder / f"{hashlib.sha256(repr((dialect, reached)).encode()).hexdigest()[:24]}.stage"


@dataclass
class Stages:
    """The stages of one test: each begins where the one before ended, and was played alike in other tests."""

    register: Register
    clock: SetClock
    kept: KeptStages
    reached: list[str] = field(default_factory=list)

    def reach(self, play: Callable[..., object], *arguments: object) -> None:
        """Have register and clock stand as after ``play(*arguments)``, which changes nothing beside
        ``arguments``."""
        self.reached.append(self.name(play))
        file = self.kept.file(self.register.engine.dialect.name, self.reached)
        remembering = [argument for argument in arguments if isinstance(argument, Remembering)]
        if (kept := self.kept.get(file)) is None:
            with locked(file.with_suffix(".lock")):
                if (kept := self.kept.get(file)) is None:
                    put_all_in_place()
                    play(*arguments)
                    rows = self._rows(file.with_suffix(".db"))
                    self.kept.put(
                        file, Kept(rows, self.clock.at, [argument.remember() for argument in remembering])
                    )
                    return
        self._put_back(kept.rows)
        self.clock.at = kept.at
        for argument, remembered in zip(remembering, kept.remembered, strict=True):
            argument.recall(remembered)

    @staticmethod
    def name(play: Callable[..., object]) -> str:
        return f"{play.__module__}.{play.__qualname__}"

    def _rows(self, copy_to: Path) -> Any:
        if database := self._file():
            self.register.close()
            return shutil.copy(database, copy_to)
        with closing(self.register.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            rows = {}
            for table in TABLES:
                with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                    rows[table] = b"".join(bytes(part) for part in copy)
        return {table: content for table, content in rows.items() if content}

    def _put_back(self, rows: Any) -> None:
        if database := self._file():
            put_in_place(rows, Path(database))
        else:
            ROWS_WAITING[self.register.url] = rows

    def _file(self) -> str | None:
        sqlite = self.register.engine.dialect.name == "sqlite"
        return self.register.url.database if sqlite else None


# The databases that nobody has looked at yet: files, each with what it is to be a copy of, and those of
# PostgreSQL, each with its rows.
WAITING: dict[str, Path] = {}
ROWS_WAITING: dict[URL, dict[str, bytes]] = {}


def put_in_place(kept: Path, file: Path) -> None:
    """Have an SQLite database be a copy of ``kept``, whatever has been left open of it as it was.

    It is copied when somebody connects to it, or the test begins: of stages one after another, only the last.
    """
    if str(file) not in WAITING:
        for register in _registers_at(file):
            register.close()
    WAITING[str(file)] = kept


def put_all_in_place() -> None:
    """Have all databases be as they are to be, for whoever opens them by other means."""
    for file in list(WAITING):
        _copy(file)
    for url in list(ROWS_WAITING):
        _fill(_engine(url))


def _copy(file: str) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(file + ending).unlink(missing_ok=True)
    shutil.copy(WAITING.pop(file), file)


@event.listens_for(Engine, "do_connect")
def _copy_before_connecting(dialect: Dialect, _record: Any, where: list[Any], _options: Any) -> None:
    if dialect.name == "sqlite" and where and where[0] in WAITING:
        _copy(where[0])


def _fill(engine: Engine) -> None:
    rows = ROWS_WAITING.pop(engine.url)
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute(f"{EMPTY}; UPDATE alembic_version SET version_num = '{newest()}'")
        for table, content in rows.items():
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(content)
        cursor.execute(GO_ON)
        connection.commit()


@event.listens_for(Engine, "engine_connect")
def _fill_before_working(connection: Connection) -> None:
    if connection.engine.url in ROWS_WAITING:
        _fill(connection.engine)


@cache
def _engine(url: URL) -> Engine:
    return create_engine(url)


@cache  # opening a register takes as long as putting the file in its place
def _registers_at(file: Path) -> list[Register]:
    return [Register(f"sqlite:///{file}", SystemClock(), durable=durable) for durable in (True, False)]


def stage(play: Callable[[Given], Given]) -> Callable[..., Given]:
    """A fixture that plays on with the one fixture it is given, and returns that."""
    (given_name,) = inspect.signature(play).parameters

    def reach(stages: Stages, **fixtures: Given) -> Given:
        stages.reach(play, fixtures[given_name])
        return fixtures[given_name]

    keyword = inspect.Parameter.KEYWORD_ONLY
    names = [inspect.Parameter(name, keyword) for name in ("stages", given_name)]
    reach.__signature__ = inspect.Signature(names)  # type: ignore[attr-defined]
    reach.__name__, reach.__doc__, reach.__module__ = play.__name__, play.__doc__, play.__module__
    return pytest.fixture(reach)


def digest_of_sources() -> str:
    """A digest of all that a stage comes from: our files, the installed packages, Python and our settings."""
    digest = hashlib.sha256(sys.version.encode())
    installed = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    settings = sorted(item for item in os.environ.items() if item[0].startswith("MASE_"))
    digest.update(repr((installed, [item for item in settings if item[0] != "MASE_TEST_POSTGRES"])).encode())
    for file in sorted(_files()):
        digest.update(f"\0{file.relative_to(ROOT)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:24]


def _files() -> Iterator[Path]:
    for name in SOURCES:
        place = ROOT / name
        files = place.rglob("*") if place.is_dir() else (place,)
        yield from (file for file in files if file.suffix not in NO_SOURCES and file.is_file())
