"""The unit's desk letter: what needs a hand today, in all its groups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import Quote


@dataclass(frozen=True, kw_only=True)
class DeskAnswer:
    """The ``words`` that answer a question of the unit's; ``about`` is the code of the question."""

    about: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DeskTask:
    """Something the unit must do: ``what`` and ``how`` are whole sentences ("Ring …, 03000 000001."),
    ``by`` its day. ``answers`` are those that need no more than a word. ``since`` is the day of an earlier
    letter that asked for it, or since which it has been so; None where it is new, or its words say so.
    ``quote`` is what somebody wrote, for the unit to read; a letter with one bears the marking.
    """

    group: str
    what: str
    how: str
    by: dt.date
    since: dt.date | None = None
    answers: tuple[DeskAnswer, ...] = ()
    quote: Quote | None = None


@dataclass(frozen=True, kw_only=True)
class DeskWait:
    """Something that waits for somebody: ``what`` in a few words, ``whom`` (their names), asked on ``since``,
    due.
    """

    group: str
    what: str
    whom: str
    since: dt.date
    due: dt.date


@dataclass(frozen=True, kw_only=True)
class DeskLate:
    """A deadline that has passed: ``what`` is a whole sentence. It asks for nothing."""

    group: str
    what: str


@dataclass(frozen=True, kw_only=True)
class DeskComing:
    """Something that opens or falls due on ``day``: ``what`` in a few words ("Papers out for 9 February")."""

    group: str
    what: str
    day: dt.date


@dataclass(frozen=True, kw_only=True)
class DeskGap:
    """Something of the register to see to: ``what`` in a few words, of ``which`` seats, people or
    documents."""

    group: str
    what: str
    which: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Desk(Letter):
    """Says what needs the unit on ``day`` (``needs``), which deadlines have passed (``late``), what waits for
    whom, what is coming, and once a month the state of the register (``gaps``), with the members' workbook of
    each group attached that has any. Once a quarter it says what an inspection ``bundle`` would lack. One of
    ``needs``, ``late``, ``gaps`` and ``bundle`` has something in it.

    ``code`` is what subjects call the group, or several joined by a comma.
    """

    NAME: ClassVar[str] = "desk"

    day: dt.date
    needs: tuple[DeskTask, ...]
    waiting: tuple[DeskWait, ...]
    coming: tuple[DeskComing, ...]
    late: tuple[DeskLate, ...] = ()
    gaps: tuple[DeskGap, ...]
    bundle: tuple[DeskGap, ...] = ()

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        return {answer.about: answer.words for task in self.needs for answer in task.answers}
