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
    """An ``author`` for whom the reader covers, by name, and the number of the ``item``."""

    item: str
    author: str


@dataclass(frozen=True, kw_only=True)
class PaperAuthor(Letter):
    """Asks for the reader's papers by a time on a day, or the word VERBAL or WITHDRAW.

    ``items`` are the items whose papers are still wanted from the reader (their ``paper`` is not used);
    ``meeting`` is the date of the meeting; ``by`` and ``by_time`` (noon) are the day and time for the papers.
    ``covered`` are the authors for whom the reader covers; ``agreed`` says that the Chair has agreed the
    agenda.
    """

    NAME: ClassVar[str] = "paper_author"

    meeting: dt.date
    items: tuple[ItemLine, ...]
    by: dt.date
    by_time: dt.time = dt.time(12)
    covered: tuple[CoveredAuthor, ...] = ()
    agreed: bool = True

    @property
    def offers(self) -> Mapping[str, Sequence[str]]:
        instead = KINDS[QuestionKind.PROVIDE_PAPER].buttons
        return {str(number): instead for number in range(1, len(self.items) + 1)}
