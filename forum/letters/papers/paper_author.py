"""The letter that asks an author for papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.letters.parts import ItemLine
from forum.questions.kinds import KINDS, QuestionKind


@dataclass(frozen=True, kw_only=True)
class CoveredAuthor:
    """An ``author`` for whom the reader covers, by name, and the number of the ``item`` of a meeting on a
    ``date``."""

    item: str
    date: dt.date
    author: str


@dataclass(frozen=True, kw_only=True)
class PapersWanted:
    """The papers that are still wanted from the reader for the meeting on a ``date``.

    ``items`` are their items (whose ``paper`` is not used); ``by`` and ``by_time`` (noon) are the day and the
    time by which the papers are wanted. ``agreed`` says that the Chair has agreed the agenda.
    """

    date: dt.date
    items: tuple[ItemLine, ...]
    by: dt.date
    by_time: dt.time = dt.time(12)
    agreed: bool = True

    @property
    def is_numbered(self) -> bool:
        """True once the items have numbers: before, the Chair has agreed their papers ahead."""
        return bool(self.items[0].number)


@dataclass(frozen=True, kw_only=True)
class PaperAuthor(Letter):
    """Asks for the reader's papers, or the word VERBAL or WITHDRAW.

    ``meetings`` have the papers of each meeting that waits for some, the next one first. ``covered`` are the
    authors for whom the reader covers.
    """

    NAME: ClassVar[str] = "paper_author"

    meetings: tuple[PapersWanted, ...]
    covered: tuple[CoveredAuthor, ...] = ()

    @property
    def items(self) -> tuple[ItemLine, ...]:
        """The items of all meetings, in the order in which the letter has them."""
        return tuple(item for meeting in self.meetings for item in meeting.items)

    @property
    def share_a_number(self) -> bool:
        """True where items of two meetings have the same number: they are answered by their titles."""
        numbers = [item.number for item in self.items if item.number]
        return len(numbers) > len(set(numbers))

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        instead = KINDS[QuestionKind.PROVIDE_PAPER].buttons
        return {str(number): instead for number in range(1, len(self.items) + 1)}
