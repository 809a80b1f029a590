"""The registers of a group as pages: decisions, risks, and the challenge log."""

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
    """The challenge log of a period: what one organisation asked of another, the answer, what changed.

    The challenges that were open from ``first`` to ``last``, both days included, by the day they began.
    """

    NAME: ClassVar[str] = "challenge_log"

    first: dt.date
    last: dt.date
    challenges: tuple[ChallengeEntry, ...]

    @property
    def unanswered(self) -> int:
        """The number of those that have no answer."""
        return sum(entry.answered is None for entry in self.challenges)


@dataclass(frozen=True, kw_only=True)
class DecisionEntry:
    """A decision of part 1 under an ``item``. ``standing`` says how it stands, ``purpose`` is the code of the
    purpose it serves ("1e"), empty for none; ``followed`` are actions, briefings and lines of the plan."""

    reference: str
    on: dt.date
    item: str
    purpose: str
    text: str
    standing: str
    followed: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecisionsRegister(Document):
    """The register of decisions: what the group decided in a period, how each decision stands, what followed.

    The decisions of part 1 from ``first`` to ``last``, both days included, the latest first.
    """

    NAME: ClassVar[str] = "decisions_register"

    first: dt.date
    last: dt.date
    decisions: tuple[DecisionEntry, ...]


@dataclass(frozen=True, kw_only=True)
class RiskEntry:
    """A risk by its number. ``purpose`` is the code of the purpose that it touches ("1f"), ``owner`` the
    organisation that answers for it; ``trend`` says how the score last moved, and when."""

    number: int
    cause: str
    event: str
    effect: str
    purpose: str
    owner: str
    likelihood: int
    impact: int
    score: int
    trend: str
    controls: str
    told: str
    is_over: bool


@dataclass(frozen=True, kw_only=True)
class RiskRegister(Document):
    """The risk register as a page: the open risks, the highest score first.

    The risks that were open at the end of ``as_of``; one that scores more than ``tolerance`` is over
    it.
    """

    NAME: ClassVar[str] = "risk_register"

    as_of: dt.date
    tolerance: int
    risks: tuple[RiskEntry, ...]
