"""What each member reads of their seat at the end of the board's year, before it is reported (own rule)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from forum.attendance.standing import board_year_start
from forum.calendar.meetings import MeetingKind
from forum.yearly.attendance import SeatInPeriod, is_last_of_year, seat_in_period, vacancy_days
from tasks.duties.base.group_context import GroupContext
from tasks.register.attendance.seats_at_meetings import seat_at_meetings
from tasks.register.meetings import attendance_at, held_between, next_ordinary
from tasks.register.tables import MeetingRow

RIGHT_WITHIN = 10  # working days: the report goes after the next meeting


def years_of_seats(forum: GroupContext, meeting: MeetingRow) -> Mapping[UUID, tuple[SeatInPeriod, ...]]:
    """Return by core member how their seats were filled in the board's year, after its last ordinary meeting;
    nobody's after another."""
    session, rule = forum.tx.session, forum.policy.attendance
    following = next_ordinary(session, forum.group.id, meeting.date)
    if meeting.kind is not MeetingKind.ORDINARY or not is_last_of_year(
        rule, meeting.date, following.date if following else None
    ):
        return {}
    first = max(board_year_start(rule, meeting.date), forum.group.go_live)
    held = held_between(session, forum.group.id, first, meeting.date)
    rows = attendance_at(session, [each.id for each in held])
    by_member: defaultdict[UUID, list[SeatInPeriod]] = defaultdict(list)
    for seat in forum.membership.seats_on(forum.on):
        if member := forum.membership.core_member(seat.id, forum.on):
            days = vacancy_days(forum.membership, seat, first, meeting.date)
            by_member[member.id].append(seat_in_period(seat, seat_at_meetings(seat.id, rows), days))
    return {member: tuple(seats) for member, seats in by_member.items()}
