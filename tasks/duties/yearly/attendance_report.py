"""The attendance report of a group over a period, from what its records say (clause 4)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.documents.attendance import AttendanceReport
from forum.members.membership import Seat
from forum.text.problem import Problem
from forum.text.wording import long_date, years
from forum.yearly.attendance import seat_in_period, vacancy_days
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.attendance.seats_at_meetings import seat_at_meetings
from tasks.register.meetings import attendance_at, held_between


def attendance_report(work: UnitOfWork, group_id: UUID, first: dt.date, last: dt.date) -> AttendanceReport:
    """Return the report from ``first`` to ``last``, both days included. Problem when nothing in it is on
    record."""
    forum = group_context(work, group_id)
    held = held_between(work.session, group_id, first, last)
    rows = attendance_at(work.session, [meeting.id for meeting in held])
    if not rows:
        raise Problem(
            f"No attendance is on record from {long_date(first)} to {long_date(last)}; choose another period."
        )
    return AttendanceReport(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=f"{forum.group.code}, {years(first, last)}",
        first=first,
        last=last,
        held=len(held),
        rows=tuple(
            seat_in_period(
                seat, seat_at_meetings(seat.id, rows), vacancy_days(forum.membership, seat, first, last)
            )
            for seat in _seats(forum, first, last)
        ),
    )


def _seats(forum: GroupContext, first: dt.date, last: dt.date) -> list[Seat]:
    """The seats that were there on a day of the period, in the order of the terms."""
    seats = forum.membership.seats
    live = (
        seat for seat in seats if seat.created <= last and (seat.abolished is None or seat.abolished > first)
    )
    return sorted(live, key=lambda seat: seat.number)
