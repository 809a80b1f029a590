"""The risk register as a page: the open risks, the highest score first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.documents.base import Document


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
    """The risks that were open at the end of ``as_of``; one that scores more than ``tolerance`` is over
    it."""

    NAME: ClassVar[str] = "risk_register"

    as_of: dt.date
    tolerance: int
    risks: tuple[RiskEntry, ...]
