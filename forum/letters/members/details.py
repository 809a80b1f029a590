"""The quarterly letter that asks everybody whether what is held of them is right (clause 6)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Self

from forum.letters.base import Letter
from forum.letters.parts import DetailLine
from forum.letters.samples import COMMON, MEMBER, details


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
            details=details(
                "Designated Nurse",
                "Designated Nurse for Safeguarding Children",
                "CCGs (Designated Nurses)",
                "designated.nurse@ccg.example",
                "nurse.phone@ccg.example",
                "03000 000119",
                "",
                "large print",
                "Core member for CCGs (Designated Nurses)",
            ),
            by=dt.date(2027, 1, 15),
        )
