"""What the Chair is to know when a meeting is not held: a month without any, and two in a row (clause 5); of
one that is cancelled the Chair is asked for another day.

The days on which a cancelled meeting can be held instead, by who can come as far as the register knows.
Reading the timetable from the register.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.boards.steps import FINAL
from forum.calendar.meetings import in_a_row, months_without
from forum.calendar.steps import StepKind, judge_step
from forum.calendar.timetable import MeetingTimetable, StepLine
from forum.calendar.working_days import ONE_DAY, DayOffered, best_days, days_to_look_at
from forum.letters.base import unit_contact
from forum.questions.chairs import NoteKind
from forum.questions.kinds import QuestionKind
from forum.text.wording import capital, counted, day_month, listed, month
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import Office
from tasks.duties.questions.ask import ask_chairs
from tasks.duties.questions.open_questions import note_for_chair
from tasks.register.groups import groups_at_work
from tasks.register.meetings import (
    A_QUARTER,
    CANCELLED,
    HELD,
    NO_MEETING,
    ORDINARY,
    meetings_between,
    open_steps,
    planned_from,
    planned_in,
    step_value,
    steps_of,
)
from tasks.register.members.membership import membership
from tasks.register.other_bodies import reports_of
from tasks.register.tables import GroupRow, MeetingRow


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
        f"The Chair is asked when it is held instead; as far as we know, most can come on {free}. If you "
        f"hear it first, reply MOVE {meeting.reference} to {day_month(days[0].date)}: and why."
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


OFF = (CANCELLED, NO_MEETING)
ANSWER_WITHIN = 2  # working days: the days that are offered are near


def ask_for_another_day(forum: GroupContext, meeting: MeetingRow) -> bool:
    """Ask the Chair on which day a cancelled ordinary meeting is held instead, which also says what its month
    lacks without; of any other, and where there is no day to offer, ask nothing and say so (own rule)."""
    is_asked = meeting.kind is ORDINARY and forum.group.go_live <= forum.on and forum.chairs()
    if not (is_asked and days_offered(forum, meeting)):
        return False
    ask_chairs(
        forum,
        QuestionKind.CHOOSE_DAY,
        about=meeting.id,
        due=forum.days.add(forum.on, ANSWER_WITHIN),
        meeting_id=meeting.id,
    )
    return True


def tell_chair_of_gap(forum: GroupContext, meeting: MeetingRow) -> None:
    """Note for the Chair what is lacking now that a meeting is not held."""
    if sentences := gap_in_words(forum, meeting):
        note_for_chair(forum, NoteKind.GAP, meeting.id, " ".join(sentences))


def gap_in_words(forum: GroupContext, meeting: MeetingRow) -> list[str]:
    """Say that a month has no meeting, or that meetings in a row are not held, and when the boards hear of it
    (own rule)."""
    group, on = forum.group.id, meeting.date
    around = meetings_between(forum.tx.session, group, on - 2 * A_QUARTER, on + 2 * A_QUARTER)
    first = on.replace(day=1)
    following = (first + dt.timedelta(days=31)).replace(day=1)
    taking_place = [row.date for row in around if row.kind is ORDINARY and row.state not in OFF]
    asked = f"the terms of reference ask for one each month (clause {forum.policy.meetings.clause})"
    sentences = [
        f"{month(without)} has no ordinary meeting now; {asked}."
        for without in months_without(forum.policy.meetings.rule, first, following - ONE_DAY, taking_place)
    ]
    for run in in_a_row((row.date, row.state) for row in around if row.kind is ORDINARY or row.state is HELD):
        if on in run:
            days = listed(day_month(day) for day in run)
            sentences.append(f"{capital(counted(len(run), 'meeting'))} in a row are not held: {days}.")
            sentences += _when_boards_hear(forum)
    return sentences


def _when_boards_hear(forum: GroupContext) -> Iterator[str]:
    """Yield when each board is to hear of it, by its next report that is not agreed yet."""
    final = {
        (report.body, report.date)
        for report in reports_of(forum.tx.session, forum.group.id)
        if report.state in FINAL
    }
    nexts = [
        f"{body.name} ({day_month(date)})"
        for body in forum.policy.bodies
        for date in [day for day in body.dates if day >= forum.on and (body.code, day) not in final][:1]
    ]
    if nexts:
        yield f"The boards hear of it in their next reports: {listed(nexts)}."
        unit = unit_contact(forum.policy.group.unit_name, forum.policy.group.unit_phone)
        yield f"If one of them is to hear before, please ring {unit}, which then writes to its secretary."


def meetings_with_steps(office: Office, group: str | None = None) -> tuple[MeetingTimetable, ...]:
    """The meetings planned from today on and those with an open step, by group and date.

    Raises Problem for a group that the register does not know.
    """
    today = office.clock.now().date()
    with office.register.reading() as session:
        shown = groups_at_work(session, group)
        return tuple(meeting for row in shown for meeting in meetings_of(session, office, row, today))


def meetings_of(session: Session, office: Office, group: GroupRow, today: dt.date) -> list[MeetingTimetable]:
    """The meetings of a group planned from a day on and those with an open step, by date."""
    meetings = {meeting.id: meeting for meeting in planned_from(session, group.id, today)}
    for step in open_steps(session, today, only=frozenset([group.id])):
        meetings.setdefault(step.meeting_id, session.get_one(MeetingRow, step.meeting_id))
    name = office.policy(group).group.short_name
    in_order = sorted(meetings.values(), key=lambda meeting: meeting.date)
    return [_timetable(session, name, meeting, today) for meeting in in_order]


def _timetable(session: Session, group: str, meeting: MeetingRow, today: dt.date) -> MeetingTimetable:
    steps = sorted(
        map(step_value, steps_of(session, meeting.id)), key=lambda s: [*map(str, StepKind)].index(s.kind)
    )
    return MeetingTimetable(
        group=group,
        reference=meeting.reference,
        date=meeting.date,
        start=meeting.start,
        minutes=meeting.minutes,
        place=meeting.place,
        steps=tuple(
            StepLine(step, judge_step(step, meeting_date=meeting.date, as_of=today)) for step in steps
        ),
    )
