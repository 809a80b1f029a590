"""Quorum: counted from the record, and forecast before a meeting (clause 4)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from forum.attendance.forecast import Forecast, forecast
from forum.attendance.quorum import Attendee, QuorumFinding, count_quorum, seats_that_count
from forum.attendance.standing import FILLED, Mark
from forum.calendar.steps import StepKind
from forum.letters.attendance import QuorumForecast, RingLine
from forum.members.membership import Person
from forum.text.wording import count
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.steps import finish_step
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.base.write_letter import head, meeting_line, meeting_topic, while_planned, write
from tasks.duties.coming.part_two import ask_who_stays
from tasks.register.attendance.expected_attendance import expected_at
from tasks.register.meetings import PLANNED, attendance_at, step_of
from tasks.register.outbox.dispatches import withdraw
from tasks.register.tables import AttendanceRow, DispatchRow, MeetingRow


def quorum_of(forum: GroupContext, meeting: MeetingRow) -> QuorumFinding:
    """The quorum of a meeting held, counted from its attendance."""
    return quorum_from(forum, meeting, attendance_at(forum.tx.session, [meeting.id]))


def quorum_from(forum: GroupContext, meeting: MeetingRow, rows: Sequence[AttendanceRow]) -> QuorumFinding:
    """The quorum of a meeting held, counted from these rows of its attendance."""
    present: dict[Attendee, set[UUID]] = {}
    for row in rows:
        if row.mark in FILLED:
            stood_in = row.mark is Mark.DEPUTY
            person = (row.deputy_id or row.deputy_name) if stood_in else row.holder_id
            if person:
                present.setdefault(person, set()).add(row.seat_id)
    rule = forum.policy.quorum
    return count_quorum(rule, seats_that_count(rule, forum.offices, meeting.date), present)


def quorum_forecast(forum: GroupContext, meeting: MeetingRow) -> Forecast:
    """Count the seats that are sure to be filled, by people's answers."""
    answers = expected_at(forum.tx.session, meeting)
    return forecast(forum.policy.quorum, forum.membership, answers, meeting.date)


def forecast_quorum(work: UnitOfWork, meeting_id: UUID) -> None:
    """Say the forecast once there are enough seats, or on its deadline; the Chair then hears whom to ring.

    The unit hears at once which seats will be empty for part 2.
    """
    forum, meeting = forum_of_meeting(work, meeting_id)
    outlook = quorum_forecast(forum, meeting)
    deadline = step_of(work.session, meeting.id, StepKind.QUORUM_FORECAST).deadline
    ask_who_stays(forum, meeting, due=deadline or meeting.date)
    if not outlook.enough and deadline is not None and work.as_of < deadline:
        return
    if not outlook.enough:
        for chair in forum.chairs():
            _tell_chair(forum, meeting, outlook, chair)
    note = f"{count(outlook.confirmed, 'seat')} confirmed, {outlook.needed} needed"
    finish_step(work, meeting, StepKind.QUORUM_FORECAST, work.as_of, note)


def write_again(forum: GroupContext, letters: Sequence[DispatchRow]) -> None:
    """Tell the Chair of a meeting, by a letter that waited in the outbox, who is wanting today; nobody of one
    that has its quorum by now."""
    meeting = forum.tx.session.get_one(MeetingRow, letters[0].subject_id)
    if meeting.state is not PLANNED:
        return
    to = {row.person_id for row in letters if withdraw(forum.tx.session, row)}
    outlook = quorum_forecast(forum, meeting)
    for chair in forum.chairs():
        if chair.id in to and not outlook.enough:
            _tell_chair(forum, meeting, outlook, chair)


def _tell_chair(forum: GroupContext, meeting: MeetingRow, outlook: Forecast, chair: Person) -> None:
    letter = QuorumForecast(
        **head(forum, chair),
        meeting=meeting_line(meeting),
        confirmed=outlook.confirmed,
        needed=outlook.needed,
        seats=len(outlook.seats),
        missing=outlook.missing,
        unproved=tuple(call.seat.short_name for call in outlook.unproved),
        ring=tuple(
            RingLine(
                seat=call.seat.short_name, person=call.person.name, phone=call.person.phone, why=call.why
            )
            for call in outlook.ring
        ),
    )
    write(forum, letter, to=chair, about=meeting_topic(meeting), valid=while_planned(meeting))
