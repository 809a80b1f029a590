"""The letter that brings the attendance table to the unit and the Chair (clause 4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter
from forum.text.wording import rounded


@dataclass(frozen=True)
class SeatAttendance:
    """The standing of a seat's member, by the ``meetings`` that count.

    ``came`` counts those the member came to, ``represented`` those at which anybody came for the seat.
    ``person`` is empty for a vacant seat; ``absences_left`` None where it can't be said yet; ``standing``
    the finding in words ("below", "one absence from falling below", "met", "too early to say", "vacant").
    ``attention`` is true for seats that need a look.
    """

    seat: str
    person: str
    came: int
    represented: int
    meetings: int
    absences_left: int | None
    standing: str
    attention: bool

    @property
    def share(self) -> str:
        """The share of the meetings that the member came to, rounded: "67%"."""
        return rounded(self.came, self.meetings)


@dataclass(frozen=True, kw_only=True)
class AttendanceReview(Letter):
    """Names the members below the terms' share first. The full table is attached.

    ``held`` is the date of the meeting just recorded, ``quorum`` the sentence on its quorum ("7 of the 8
    seats needed were filled ..."), ``seats`` all seats, the worst first, those alike in the order of the
    terms. ``year_until`` is the last day of the board's year whose reports are attached too, None but once a
    year.
    """

    NAME: ClassVar[str] = "attendance_review"

    held: dt.date
    quorum: str
    seats: tuple[SeatAttendance, ...]
    year_until: dt.date | None = None
