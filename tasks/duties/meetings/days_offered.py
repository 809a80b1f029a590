"""The days on which a cancelled meeting can be held instead, by who can come as far as the register knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from forum.calendar.days_instead import DayOffered, best_days, days_to_look_at
from forum.text.wording import day_month, listed
from tasks.duties.base.group_context import GroupContext
from tasks.register.groups import groups_at_work
from tasks.register.meetings import planned_in
from tasks.register.members.membership import membership
from tasks.register.tables import MeetingRow


def days_offered(forum: GroupContext, meeting: MeetingRow) -> tuple[DayOffered, ...]:
    """Return at most three days on which the Chair, or the deputy chair, and the most seats are free: nobody
    of them away, or at the same hour in a meeting of another group."""
    boards = {day for body in forum.policy.bodies for day in body.dates}
    around = days_to_look_at(meeting.date, forum.on, forum.days, boards)
    if not around:
        return ()
    at_work = [group.id for group in groups_at_work(forum.tx.session)]
    planned = planned_in(forum.tx.session, at_work, around[0], around[-1])
    ours = {row.date for row in planned if row.group_id == forum.group.id}
    busy = _elsewhere(forum, meeting, [row for row in planned if row.group_id != forum.group.id])
    return best_days([_offered(forum, day, busy.get(day, set())) for day in around if day not in ours])


def days_in_words(forum: GroupContext, meeting: MeetingRow) -> str:
    """Say on which days most seats are free, and how a day is told; empty where there are none to offer."""
    days = days_offered(forum, meeting)
    if not days:
        return ""
    free = listed((day.in_words for day in days), "or")
    return (
        f"The Chair is asked when it is held instead; most are free on {free}. If you hear it first, reply "
        f"MOVE {meeting.reference} to {day_month(days[0].date)}: and why."
    )


def _offered(forum: GroupContext, day: dt.date, busy: set[UUID]) -> DayOffered:
    """Count the seats of which a member, or a deputy, or who acts for them, is free; none without a Chair."""
    members = forum.membership
    free = [
        seat
        for seat in members.seats_on(day)
        if any(
            members.acting_for(person.id, day).id not in busy
            for person in members.representatives(seat.id, day)
        )
    ]
    is_led = any(leader.id not in busy for leader in members.leaders_on(day))
    is_there = any(
        chair.id not in busy and not members.is_covered(chair.id, day) for chair in members.chairs(day)
    )
    return DayOffered(day, len(free) if is_led else 0, is_there)


def _elsewhere(
    forum: GroupContext, meeting: MeetingRow, others: Sequence[MeetingRow]
) -> Mapping[dt.date, set[UUID]]:
    """Return by day who sits in another group that meets at the hour of the meeting."""
    busy: dict[dt.date, set[UUID]] = {}
    for other in others:
        if _overlap(meeting, other):
            theirs = membership(forum.tx.session, other.group_id, other.date).members_on(other.date)
            busy.setdefault(other.date, set()).update(person.id for person in theirs)
    return busy


def _overlap(meeting: MeetingRow, other: MeetingRow) -> bool:
    begins, ends = _hours(meeting)
    other_begins, other_ends = _hours(other)
    return begins < other_ends and other_begins < ends


def _hours(meeting: MeetingRow) -> tuple[dt.timedelta, dt.timedelta]:
    begins = dt.timedelta(hours=meeting.start.hour, minutes=meeting.start.minute)
    return begins, begins + dt.timedelta(minutes=meeting.minutes)
