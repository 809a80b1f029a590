"""How far a register has come: played once in a process, and put back for each test that begins there."""

from __future__ import annotations

import datetime as dt
import inspect
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar, runtime_checkable

import pytest

from tasks.register.database.clock import SetClock, SystemClock
from tasks.register.database.register import Register
from tasks.register.tables import Base

Given = TypeVar("Given")
TABLES = [table.name for table in Base.metadata.sorted_tables]
# For PostgreSQL. What is taken away and put back is whole, so no row needs to be looked up for a foreign key.
EMPTY = "; ".join(
    ["SET LOCAL session_replication_role = replica", *(f"DELETE FROM {table}" for table in TABLES)]
)


@runtime_checkable
class Remembering(Protocol):
    """What a stage is played with, where not all that it changes is in the register."""

    def remember(self) -> Any: ...

    def recall(self, remembered: Any) -> None: ...


@dataclass(frozen=True)
class Kept:
    """A register as it stood, and the time."""

    rows: Any
    at: dt.datetime
    remembered: list[Any]


@dataclass
class Stages:
    """The stages of one test: each begins where the one before ended, and was played alike in other tests."""

    register: Register
    clock: SetClock
    kept: dict[tuple[str, ...], Kept]
    folder: Path
    reached: list[str] = field(default_factory=list)

    def reach(self, play: Callable[..., object], *given: object) -> None:
        """Have register and clock stand as after ``play(*given)``, which changes nothing beside ``given``."""
        self.reached.append(f"{play.__module__}.{play.__qualname__}")
        key = (self.register.engine.dialect.name, *self.reached)
        remembering = [one for one in given if isinstance(one, Remembering)]
        if kept := self.kept.get(key):
            self._put_back(kept.rows)
            self.clock.at = kept.at
            for one, remembered in zip(remembering, kept.remembered, strict=True):
                one.recall(remembered)
            return
        play(*given)
        self.kept[key] = Kept(self._rows(), self.clock.at, [one.remember() for one in remembering])

    def _rows(self) -> Any:
        if database := self._file():
            self.register.close()
            return shutil.copy(database, self.folder / f"{len(self.kept)}.db")
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
            return
        with closing(self.register.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute(EMPTY)
            for table, content in rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(content)
            connection.commit()

    def _file(self) -> str | None:
        sqlite = self.register.engine.dialect.name == "sqlite"
        return self.register.url.database if sqlite else None


def put_in_place(kept: Path, file: Path) -> None:
    """Have an SQLite database be a copy of ``kept``, whatever has been left open of it as it was."""
    for durable in (True, False):
        Register(f"sqlite:///{file}", SystemClock(), durable=durable).close()
    for ending in ("", "-wal", "-shm"):
        Path(f"{file}{ending}").unlink(missing_ok=True)
    shutil.copy(kept, file)


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
