"""The challenge log of a period: what one organisation asked of another, the answer, what changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.documents.base import Document


@dataclass(frozen=True, kw_only=True)
class ChallengeEntry:
    """A challenge from one organisation to another; ``stage`` says who is to answer by ``due``, or answered.
    ``answered`` is None, and ``answer`` empty, while there is no answer."""

    reference: str
    opened: dt.date
    raised_by: str
    to: str
    what: str
    stage: str
    due: dt.date
    answered: dt.date | None = None
    answer: str = ""
    changed: str = ""


@dataclass(frozen=True, kw_only=True)
class ChallengeLog(Document):
    """The challenges that were open from ``first`` to ``last``, both days included, by the day they began."""

    NAME: ClassVar[str] = "challenge_log"

    first: dt.date
    last: dt.date
    challenges: tuple[ChallengeEntry, ...]

    @property
    def unanswered(self) -> int:
        """The number of those that have no answer."""
        return sum(entry.answered is None for entry in self.challenges)
