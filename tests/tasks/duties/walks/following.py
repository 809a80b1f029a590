"""Following a value: the files of ours whose functions are given it, visit by visit."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from itertools import groupby
from pathlib import PurePath
from types import FrameType
from typing import Any

from tests.conftest import ROOT

HOUSE = ("forum/", "tasks/", "flows/", "config/", "mase/")
NOT_ENTERED = (
    "Office",
    "UnitOfWork",
    "GroupContext",
)  # these know everything, and carry nothing
DEEP, MANY = 3, 50  # how far into a value it is looked, and how many parts of one
USED_EVERYWHERE = (
    "forum/text/",
    "forum/questions/kind",
)  # dates, words, cells and the table of questions: every room reads and writes with these
BEHIND_ONE_DOOR = (
    "forum/inbox",
    "forum/terms",
    "tasks/duties/inbox",
    "tasks/register",
)  # one room, with its folders, to who walks by


@dataclass
class Walk:
    """``visits`` are the files of the functions that were given the value, in turn; a visit to a file is over
    when a function of another one is given it."""

    holds: Callable[[Any], bool]
    visits: list[str] = field(default_factory=list)

    @contextmanager
    def following(self) -> Iterator[None]:
        """Follow the value while the block runs."""
        sys.setprofile(self._look)
        try:
            yield
        finally:
            sys.setprofile(None)

    @property
    def files(self) -> list[str]:
        """Each file once, by when it was first given the value."""
        return list(dict.fromkeys(self.visits))

    @property
    def moves(self) -> int:
        """How often the value goes from a file to another, each time counted."""
        return len(self.visits) - 1

    @property
    def rooms(self) -> list[str]:
        """The rooms in order; one comes again where the value comes back to it."""
        rooms = (str(PurePath(file).parent) for file in self.files if not file.startswith(USED_EVERYWHERE))
        return [room for room, _ in groupby(map(_behind_its_door, rooms))]

    def _look(self, frame: FrameType, event: str, _argument: object) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(f"{ROOT}/"):
            return
        file = code.co_filename.removeprefix(f"{ROOT}/")
        if not file.startswith(HOUSE) or file in self.visits[-1:]:
            return
        given = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
        if any(self._is_in(frame.f_locals.get(name), DEEP) for name in given):
            self.visits.append(file)

    def _is_in(self, value: Any, deep: int) -> bool:
        if self.holds(value):
            return True
        return bool(deep) and any(self._is_in(part, deep - 1) for part in _parts(value))


def _parts(value: Any) -> Sequence[Any]:
    if isinstance(value, list | tuple | set | frozenset):
        return list(value)[:MANY]
    if isinstance(value, Mapping):
        return list(value.values())[:MANY] if isinstance(value, dict) else ()
    if is_dataclass(value) and type(value).__name__ not in NOT_ENTERED:
        return [getattr(value, part.name, None) for part in fields(value)]
    return ()


def _behind_its_door(folder: str) -> str:
    return next((room for room in BEHIND_ONE_DOOR if folder.startswith(f"{room}/")), folder)
