"""After a meeting: write to members with their actions, ask leads how their lines of the plan stand, and whom
the papers did not ask for items for the next (clauses 3 and 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from forum.calendar.steps import StepKind
from forum.letters.actions import AfterMeeting
from forum.letters.papers import Papers
from forum.members.membership import Person
from forum.outbox.states import Conditions, Validity
from forum.plan.cycles import WantedUpdate
from forum.questions.kinds import QuestionKind
from forum.yearly import SeatInPeriod
from tasks.duties.actions.escalate import warnings_on
from tasks.duties.base.documents import RIGHT_WITHIN, years_of_seats
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.steps import ItemsWanted, finish_step, items_wanted
from tasks.duties.base.write_letter import (
    action_lines,
    as_it_stands,
    head,
    meeting_topic,
    named,
    write,
)
from tasks.duties.plan.ask_leads import ask_lead, lines_to_update, lines_workbook, unasked_updates
from tasks.duties.plan.rated import RatedLine, rated_plan
from tasks.register.actions import open_actions
from tasks.register.meetings import HELD, step_of
from tasks.register.members.membership import people
from tasks.register.outbox import readers_of, withdraw_letter
from tasks.register.questions import open_questions
from tasks.register.tables import DispatchRow, MeetingRow

LINES_WITHIN = 4  # working days, as in the digest


def write_after_meeting(work: UnitOfWork, meeting_id: UUID) -> None:
    """Write to each member and to each owner of an action who has not left: their actions, and items for the
    next meeting. Where there is nothing to write, that is done."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    write_follow_up(forum, meeting)
    if not readers_of(work.session, meeting.id, AfterMeeting.NAME):
        finish_step(work, meeting, StepKind.FOLLOW_UP, work.as_of)


def write_follow_up(forum: GroupContext, meeting: MeetingRow, to: Collection[UUID] | None = None) -> None:
    """Write to each of them, or to those of ``to`` only, who has no such letter yet."""
    session = forum.tx.session
    members = forum.membership.members_on(forum.on)
    wanted = items_wanted(forum, meeting.date, forum.on)
    minutes_by = step_of(session, meeting.id, StepKind.MINUTES_OUT).deadline
    if minutes_by and minutes_by < forum.on:
        minutes_by = None
    plan = rated_plan(forum)
    lines, seats = unasked_updates(forum), years_of_seats(forum, meeting)
    owners = {action.owner_id for action in forum.open_actions if _is_taken_at(meeting, action.reference)}
    asked = readers_of(session, meeting.id, Papers.NAME)  # which asks for items already
    for person in members:
        if to is None or person.id in to:
            of_plan = () if forum.stand_in(person.id) != person.id else lines.get(person.id, ())
            theirs = seats.get(person.id, ())
            if not (of_plan or theirs or person.id in owners or (wanted and person.id not in asked)):
                continue  # it would ask for nothing, and tell nothing new
            _write_to(
                forum,
                meeting,
                person,
                member=True,
                wanted=wanted,
                minutes_by=minutes_by,
                plan=plan if of_plan else (),
                of_plan=of_plan,
                seats=theirs,
            )
    for person in people(session, owners - {person.id for person in members}, forum.on):
        if (to is None or person.id in to) and not forum.membership.has_left(person.id, forum.on):
            _write_to(forum, meeting, person, member=False)


def _is_taken_at(meeting: MeetingRow, reference: str) -> bool:
    """Say whether an action, by its reference, was taken at the meeting."""
    return reference.startswith(f"{meeting.reference}/")


def write_again(forum: GroupContext, letters: Sequence[DispatchRow]) -> None:
    """Write letters after one meeting that waited in the outbox once more, as of today. What they ask of
    lines of the plan nobody has been asked yet, and of what they warn nobody has been warned."""
    session = forum.tx.session
    to = {row.person_id: row.queued_at.date() for row in letters if withdraw_letter(session, row)}
    for question in open_questions(session, forum.group.id, QuestionKind.UPDATE_LINE):
        if question.asked and question.asked == to.get(question.of_id):
            question.asked = None
    for action in open_actions(session, forum.group.id):
        if action.owner_warned_on and action.owner_warned_on == to.get(action.owner_id):
            action.owner_warned_on = None
    write_follow_up(forum, session.get_one(MeetingRow, letters[0].subject_id), to)


def _write_to(
    forum: GroupContext,
    meeting: MeetingRow,
    person: Person,
    *,
    member: bool,
    wanted: ItemsWanted | None = None,
    minutes_by: dt.date | None = None,
    plan: Sequence[RatedLine] = (),
    of_plan: Sequence[WantedUpdate] = (),
    seats: tuple[SeatInPeriod, ...] = (),
) -> None:
    lines = action_lines(forum, person.id)
    new_actions = tuple(line for line in lines if _is_taken_at(meeting, line.reference))
    is_read = member and forum.stand_in(person.id) == person.id
    is_overdue = any(line.days_overdue for line in lines)
    warnings = warnings_on(forum, person.id) if is_read and is_overdue else {}
    letter = AfterMeeting(
        **head(forum, person),
        held=meeting.date,
        taken=new_actions,
        still_open=tuple(line for line in lines if line not in new_actions) if member else (),
        next_date=wanted.meeting.date if wanted else None,
        items_by=wanted.by if wanted else None,
        minutes_by=minutes_by,
        lines=lines_to_update(plan, person.id, forum.on),
        lines_by=forum.days.add(forum.on, LINES_WITHIN) if of_plan else None,
        seats=seats,
        seats_by=forum.days.add(forum.on, RIGHT_WITHIN) if seats else None,
        warnings=tuple(warnings.values()),
    )
    is_written = write(
        forum,
        letter,
        to=person,
        about=meeting_topic(meeting),
        enclosures=lines_workbook(forum, plan, person.id),
        valid=Validity(
            max(meeting.date, forum.on) + dt.timedelta(days=14),
            Conditions(
                appointed=forum.membership.is_appointed(person.id, forum.on),
                meetings=(as_it_stands(meeting, HELD),),
                named=named(wanted.meeting if wanted else None),
            ),
        ),
    )
    for overdue in warnings if is_written else ():
        overdue.owner_warned_on = forum.on
    for wanted_update in of_plan if is_written else ():
        ask_lead(forum, wanted_update).asked = forum.on
