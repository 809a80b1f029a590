"""The quarterly letter that asks everybody whether what is held of them is right (clause 6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Self

from forum.letters.base import Letter
from forum.letters.parts import DetailLine
from forum.letters.samples import COMMON, DETAILS, MEMBER


@dataclass(frozen=True, kw_only=True)
class Details(Letter):
    """``details`` are all that is held of the reader; an answer is wanted ``by`` a day."""

    NAME: ClassVar[str] = "details"

    details: tuple[DetailLine, ...]
    by: dt.date

    @classmethod
    def sample(cls) -> Self:
        return cls(
            **COMMON,
            addressee="Designated Nurse",
            marking="",
            why=MEMBER,
            details=DETAILS,
            by=dt.date(2027, 1, 15),
        )
