"""Letters about attendance and quorum."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Literal

from forum.letters.base import Letter
from forum.letters.parts import MeetingLine
from forum.text.wording import rounded


@dataclass(frozen=True, kw_only=True)
class _BelowTheMinimum(Letter):
    """The member ``came`` to so many of ``meetings``; the terms ask for ``needed`` by the ``clause``. ``by``
    is the day a reply is asked for, ``chair`` the Chair's name."""

    came: int
    meetings: int
    needed: int
    clause: str
    by: dt.date
    chair: str


@dataclass(frozen=True, kw_only=True)
class AttendanceNotice(_BelowTheMinimum):
    """The private letter from the Chair to a member about their attendance (clause 4).

    Says where the member stands and asks what would help; it is sent to nobody else.

    ``window`` is how meetings are counted.
    ``deputies_came`` is how often a deputy came instead, ``deputies_allowed`` the most the terms allow.
    ``seat`` is the seat concerned where the member holds another one as well, else empty. ``absent`` is what
    they missed, "the last 3 meetings in a row", where that is why, and ``may_end`` on whose word the
    membership may end for it.
    """

    NAME: ClassVar[str] = "attendance_notice"

    window: Literal["last meetings", "board year"]
    deputies_came: int
    deputies_allowed: int
    seat: str = ""
    absent: str = ""
    may_end: str = ""


@dataclass(frozen=True, kw_only=True)
class AttendanceOfOrganisation(_BelowTheMinimum):
    """The Chair's letter to an organisation about the attendance of its member (clause 4).

    Asks the contact of an ``organisation`` for help, in the Chair's name.

    Anybody came for the ``member``'s seat to ``represented`` meetings. ``copy_of`` is the name of the
    contact in the member's copy, else empty.
    """

    NAME: ClassVar[str] = "attendance_organisation"

    organisation: str
    member: str
    represented: int
    copy_of: str = ""


@dataclass(frozen=True, kw_only=True)
class RingLine:
    """A person to ring, on ``phone`` (empty if no number is known), and why ("not answered").

    ``seat`` is the seat's short name, ``person`` the person's name.
    """

    seat: str
    person: str
    phone: str
    why: str


@dataclass(frozen=True, kw_only=True)
class QuorumForecast(Letter):
    """The letter that says how many seats are confirmed, and whom to ring.

    Tells the Chair that too few seats are confirmed, and whom the unit, by its desk letter, is ringing.

    ``confirmed`` and ``needed`` count seats, ``seats`` is how many there are; ``missing`` are the short names
    of seats that must be there and are not confirmed, ``unproved`` those whose apologies nothing proves.
    ``ring`` lists the fewest people to ring, likeliest first.
    """

    NAME: ClassVar[str] = "quorum"

    meeting: MeetingLine
    confirmed: int
    needed: int
    seats: int
    ring: tuple[RingLine, ...]
    missing: tuple[str, ...] = ()
    unproved: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeatAttendance:
    """The standing of a seat's member, by the ``meetings`` that count.

    ``came`` counts those the member came to, ``represented`` those at which anybody came for the seat.
    ``person`` is empty for a vacant seat; ``absences_left`` None where it can't be said yet, or is of no use
    to who is below; ``standing`` the finding in words ("below", "one absence from falling below", "met", "too
    early to say", "vacant"). ``attention`` is true for seats that need a look.
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
    """The letter that brings the attendance table to the unit and the Chair (clause 4).

    Names the members below the terms' share first. The full table is attached.

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
