"""The letter that brings the draft minutes to the unit, filled with the facts of the record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Literal, Self

from forum.letters.base import Letter
from forum.letters.samples import COMMON, HELD, MARKING, UNIT

Again = Literal["", "chair", "record", "meeting"]


@dataclass(frozen=True, kw_only=True)
class MinutesDraft(Letter):
    """Asks for the draft back by the day ``by``.

    ``held`` is the date of the meeting; ``out_by`` the day the terms want the minutes out. ``again`` is why
    it comes once more: the "chair" wants changes, the "record" was filed again and says something else, or
    the next "meeting" confirmed them with amendments.
    """

    NAME: ClassVar[str] = "minutes_draft"

    held: dt.date
    by: dt.date
    out_by: dt.date
    again: Again = ""

    @classmethod
    def sample(cls) -> Self:
        return cls(
            **COMMON,
            addressee="Business Unit",
            marking=MARKING,
            why=UNIT,
            held=HELD.date,
            by=dt.date(2027, 1, 21),
            out_by=dt.date(2027, 1, 26),
        )
