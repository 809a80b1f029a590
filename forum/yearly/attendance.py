"""Attendance over a period by organisation: how often each seat was filled, and by whom (clause 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from forum.attendance.standing import OWN, Mark, board_year_start
from forum.members.membership import Membership, Seat
from forum.terms.parts.members import Attendance

LATEST_IN_A_MONTH = dt.timedelta(days=31)


@dataclass(frozen=True)
class SeatAtMeeting:
    """A seat at a meeting held.

    ``vacant`` says that it had no core member, ``filled_by`` names whoever filled it, empty for nobody.
    ``stayed`` says whether they stayed for part 2; False too where nobody came, None where there was no
    part 2.
    """

    mark: Mark
    vacant: bool = False
    filled_by: str = ""
    stayed: bool | None = None


@dataclass(frozen=True, kw_only=True)
class SeatInPeriod:
    """The meetings of a period that a seat was expected at, by how it was filled.

    They are the sum of ``by_member``, ``by_deputy``, ``absent`` and ``vacant``. ``people`` is the number of
    different people who filled the seat, ``part_two`` at how many of ``parts_two`` it was.
    """

    organisation: str
    short_name: str
    by_member: int
    by_deputy: int
    absent: int
    vacant: int
    vacancy_days: int
    people: int
    part_two: int
    parts_two: int

    @property
    def represented(self) -> int:
        return self.by_member + self.by_deputy

    @property
    def meetings(self) -> int:
        return self.represented + self.absent + self.vacant

    @property
    def share(self) -> Fraction | None:
        """The share of meetings at which the seat was filled; None where it was expected at none."""
        return Fraction(self.represented, self.meetings) if self.meetings else None


def seat_in_period(seat: Seat, meetings: Sequence[SeatAtMeeting], vacancy_days: int) -> SeatInPeriod:
    """Count how a seat was filled. A vacant seat counts as one that was not filled unless its deputy came; a
    member who was not expected is not counted (clause 4)."""
    expected = [meeting for meeting in meetings if meeting.vacant or meeting.mark is not Mark.NOT_EXPECTED]
    by_member = sum(meeting.mark in OWN for meeting in expected)
    by_deputy = sum(meeting.mark is Mark.DEPUTY for meeting in expected)
    empty = [meeting for meeting in expected if meeting.mark not in {*OWN, Mark.DEPUTY}]
    parts_two = [meeting for meeting in expected if meeting.stayed is not None]
    return SeatInPeriod(
        organisation=seat.present_name,
        short_name=seat.short_name,
        by_member=by_member,
        by_deputy=by_deputy,
        absent=sum(not meeting.vacant for meeting in empty),
        vacant=sum(meeting.vacant for meeting in empty),
        vacancy_days=vacancy_days,
        people=len({meeting.filled_by for meeting in expected if meeting.filled_by}),
        part_two=sum(meeting.stayed is True for meeting in parts_two),
        parts_two=len(parts_two),
    )


def is_last_of_year(rule: Attendance, meeting: dt.date, following: dt.date | None) -> bool:
    """Say whether an ordinary meeting is the last of the board's year: the ``following`` one is in another,
    or there is none before it ends."""
    this = board_year_start(rule, meeting)
    if following is not None:
        return board_year_start(rule, following) > this
    return board_year_start(rule, meeting + LATEST_IN_A_MONTH) > this


def vacancy_days(membership: Membership, seat: Seat, first: dt.date, last: dt.date) -> int:
    """Count the days from ``first`` to ``last``, both included, on which the seat was there and had no core
    member (clause 4)."""
    return sum(
        membership.is_vacant(seat.id, day)
        for day in _days(first, last)
        if seat.created <= day and (seat.abolished is None or day < seat.abolished)
    )


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return (first + dt.timedelta(days=number) for number in range((last - first).days + 1))
