"""The letter that brings the attendance table to the unit and the Chair (clause 4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Self

from forum.letters.base import Letter
from forum.letters.samples import HELD, MARKING, TO_UNIT, UNIT


@dataclass(frozen=True)
class SeatAttendance:
    """How a seat's member stands, of the ``meetings`` that count.

    ``came`` counts those the member came to, ``represented`` those at which anybody came for the seat.
    ``person`` is empty for a vacant seat; ``absences_left`` None where it can't be said yet; ``standing``
    the finding in words ("below", "one absence from falling below", "met", "too early to say", "vacant").
    ``attention`` is true for those to be looked at first.
    """

    seat: str
    person: str
    came: int
    represented: int
    meetings: int
    absences_left: int | None
    standing: str
    attention: bool


@dataclass(frozen=True, kw_only=True)
class AttendanceReview(Letter):
    """Says who is below what the terms ask, first; the whole table is attached.

    ``held`` is the date of the meeting just recorded, ``quorum`` the sentence on its quorum ("7 of the 8
    seats needed were filled ..."), ``seats`` all seats, the worst first, those alike in the order of the
    terms.
    """

    NAME: ClassVar[str] = "attendance_review"

    held: dt.date
    quorum: str
    seats: tuple[SeatAttendance, ...]

    @classmethod
    def sample(cls) -> Self:
        return cls(
            **TO_UNIT,
            addressee="Business Unit",
            marking=MARKING,
            why=UNIT,
            held=HELD.date,
            quorum="9 of 12 seats were filled and 8 are needed: quorate (clause 4).",
            seats=(
                SeatAttendance("CCGs", "Designated Nurse", 8, 11, 12, 0, "below", True),
                SeatAttendance(
                    "CRC", "Community Director", 9, 11, 12, 0, "one absence from falling below", True
                ),
                SeatAttendance("NPS", "Head of Probation", 12, 12, 12, 3, "met", False),
                SeatAttendance("Kent Police", "Detective Superintendent", 11, 12, 12, 2, "met", False),
                SeatAttendance("KCHFT", "Head of Safeguarding", 4, 4, 4, None, "too early to say", False),
                SeatAttendance("CAMHS", "", 0, 5, 12, None, "vacant", False),
            ),
        )
