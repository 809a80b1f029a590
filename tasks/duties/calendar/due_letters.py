"""Queries for the people to write to on a day: with a digest, a question, the desk letter, or a waiting
letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session

from forum.actions.action_log import ActionState
from forum.calendar.working_days import ONE_DAY
from forum.outbox.budget import AT_ONCE
from forum.questions.chairs import goes_alone
from forum.questions.kinds import OF_THE_UNIT, TO_THE_CHAIR, QuestionKind
from forum.questions.lifecycle import Due, Question, due_on, must_escalate
from forum.yearly import is_day_of_drill
from tasks.duties.actions.action_log import is_to_be_chased
from tasks.duties.actions.digest import NEAR, lines_asked_for, research_asked_for, work_asked_for
from tasks.duties.actions.owners import read_owners
from tasks.duties.answers.put_questions import calls_for_a_letter, is_to_ring, waits_for_meeting
from tasks.duties.attendance.review import LATELY, RIDES_ALONG
from tasks.duties.base.office import Office
from tasks.duties.base.subject import group_of_subject
from tasks.duties.desk.data import ON_DESK, open_deadlines
from tasks.duties.outbox.finish_sent_steps import steps_to_finish
from tasks.duties.plan.ask_leads import leads_to_ask
from tasks.duties.questions.ask import is_too_late
from tasks.register.actions import NOT_DISCHARGED
from tasks.register.attendance import IN_THE_HANDS_OF_DELIVERY
from tasks.register.attendance import invitations_in_state as invitations_in
from tasks.register.database.rows import rows_by_id
from tasks.register.documents import ATTENDANCE_TABLE, FOR_THE_CHAIR
from tasks.register.groups import Groups, groups_at_work, groups_by_id, of_group
from tasks.register.meetings import (
    AS_OF,
    groups_that_meet,
    unrecorded_meetings,
)
from tasks.register.members.membership import paused_beside
from tasks.register.outbox import IN_THE_HANDS_OF_DELIVERY as DELIVERED
from tasks.register.outbox import LIVE, in_state
from tasks.register.questions import open_by_group, open_questions_in, untold_notes
from tasks.register.tables import (
    ActionRow,
    CoverRow,
    DispatchRow,
    GroupRow,
    MeetingDocumentRow,
    MeetingRow,
    QuestionRow,
)

JUST_MISSED = dt.timedelta(days=14)  # the longest that can lie between two working days, and more


def actions_to_chase(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Groups with a digest to write, or with an action that the Chair or an organisation is to hear of."""
    with_lines = [
        *leads_to_ask(office, session, as_of, only),
        *_asked_of_work_or_research(office, session, as_of, only),
    ]
    rows = session.scalars(_nearly_due(only), {"due_by": as_of + NEAR}).all()
    if not rows:  # as on most days
        return with_lines
    groups = _groups(session, only)
    owners = read_owners(session, only, as_of, due_by=as_of + NEAR)
    lines = lines_asked_for(session, only)
    due = {
        row.group_id
        for row in rows
        if is_to_be_chased(office, session, groups[row.group_id], owners, row, lines.get(row.id))
    }
    return sorted({*due, *with_lines})


def _asked_of_work_or_research(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Return the groups in which somebody is asked today how research, or a task group's work, stands."""
    questions = open_questions_in(session, only, QuestionKind.REPORT_WORK, QuestionKind.TELL_PROGRESS)
    asked = {question.group_id for question in questions}
    groups = [group for group in groups_by_id(session, only) if group.id in asked] if asked else []
    return [
        group.id
        for group in groups
        if work_asked_for(office, session, group, as_of) or research_asked_for(office, session, group, as_of)
    ]


@lru_cache  # to put it together takes longer than to ask it
def _nearly_due(only: Groups) -> Select[ActionRow]:
    return select(ActionRow).where(
        ActionRow.state == ActionState.OPEN,
        NOT_DISCHARGED,
        ActionRow.due <= bindparam("due_by"),
        *of_group(ActionRow.group_id, only),
    )


def groups_with_questions(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Groups in which the Chair, the deputy chair or an author of papers is to be written to today."""
    at_work = groups = _groups(session, only)
    meeting = groups_that_meet(session, as_of, only)
    due = [
        group.id
        for group, question, is_due in _open_questions(office, session, as_of, groups, only)
        if (
            calls_for_a_letter(question, is_due, office.days(group), as_of)
            and not waits_for_meeting(question, meets=group.id in meeting)
        )
        or must_escalate(question, office.policy(group).lead_times, office.days(group), as_of)
    ]
    due += session.scalars(_with_chair_covered(only), {"as_of": as_of})
    tables = session.scalars(_with_table(only), {"since": as_of - LATELY, "as_of": as_of - RIDES_ALONG})
    due += [group.id for group in tables if office.days(group).is_working(as_of)]
    due += [
        note.group_id
        for note in untold_notes(session, only)
        if note.group_id in at_work
        and goes_alone(note.kind, note.made_on, office.days(at_work[note.group_id]), as_of)
    ]
    return list(dict.fromkeys(due))


@lru_cache
def _with_chair_covered(only: Groups) -> Select[UUID]:
    """Groups whose Chair was asked something before somebody was agreed to act for them, as they do today."""
    waits = QuestionRow.answered.is_(None), QuestionRow.withdrawn.is_(None), QuestionRow.escalated.is_(None)
    return (
        select(QuestionRow.group_id)
        .join(CoverRow, CoverRow.person_id == QuestionRow.of_id)
        .where(
            *waits,
            QuestionRow.kind.in_(TO_THE_CHAIR),
            QuestionRow.asked < CoverRow.first,
            CoverRow.group_id == QuestionRow.group_id,
            AS_OF.between(CoverRow.first, CoverRow.last),
            *of_group(QuestionRow.group_id, only),
        )
    )


@lru_cache
def _with_table(only: Groups) -> Select[GroupRow]:
    has_table = exists().where(
        MeetingDocumentRow.meeting_id == MeetingRow.id,
        MeetingDocumentRow.kind == ATTENDANCE_TABLE,
        MeetingDocumentRow.state == FOR_THE_CHAIR,
    )
    return (
        select(GroupRow)
        .join(MeetingRow, MeetingRow.group_id == GroupRow.id)
        .where(
            MeetingRow.date.between(bindparam("since"), AS_OF),
            has_table,
            *of_group(MeetingRow.group_id, only),
        )
    )


def groups_needing_a_hand(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Groups of whose affairs the unit may have to hear today: a superset, the desk letter looks closer."""
    groups = _groups(session, only)
    with_questions = [
        group.id
        for group, question, due in _open_questions(office, session, as_of, groups, only)
        if is_to_ring(question, due) or (question.kind in OF_THE_UNIT and due is not Due.NOTHING)
    ]
    passed = open_deadlines(session, as_of, as_of - ONE_DAY, only, since=as_of - JUST_MISSED)
    missed = [one.group_id for one in passed if one.is_missed]
    beside_paused = [group for group, _ in paused_beside(session, as_of)]
    gaps = [group.id for group in groups.values() if is_day_of_drill(office.days(group), as_of)]
    on_desk = [
        group_of_subject(thing) for part in ON_DESK for thing in part.waiting(office, session, as_of, only)
    ]
    due = [*with_questions, *missed, *beside_paused, *gaps, *on_desk]
    return [id for id in dict.fromkeys(due) if id in groups]


def groups_with_mail(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Groups with letters to go, a calendar to tell or a step to finish, while people are written to.

    A group that has ended still calls off its meetings.
    """
    waiting = session.scalars(_with_letters(only)).all()
    telling = [row.group_id for row in invitations_in(session, *IN_THE_HANDS_OF_DELIVERY, groups=only)]
    to_finish = [step.group_id for step, *_ in steps_to_finish(session, as_of, only)]
    groups = dict.fromkeys([*waiting, *telling, *to_finish])
    rows = rows_by_id(session, GroupRow, groups)
    now = office.clock.now()
    day, time = max(as_of, now.date()), now.time()  # what was due on a day that has passed goes today
    return [
        group.id
        for group in map(rows.__getitem__, groups)
        if group.paused is None
        and office.days(group).is_working(day)
        and office.policy(group).working_time.send_from
        <= time
        <= office.policy(group).working_time.send_until
    ]


@lru_cache
def _with_letters(only: Groups) -> Select[UUID]:
    of = [] if only is None else [DispatchRow.group_id.in_(only)]
    return select(DispatchRow.group_id).where(LIVE, *of).distinct()


def groups_with_confirmations(session: Session) -> list[UUID]:
    """Groups in which those who have written are to be told what was recorded, whatever the hour."""
    waiting = in_state(session, *DELIVERED, letters=AT_ONCE)
    at_work = {group.id for group in groups_at_work(session)}
    return [id for id in dict.fromkeys(row.group_id for row in waiting) if id in at_work]


def _open_questions(
    office: Office,
    session: Session,
    as_of: dt.date,
    groups: Mapping[UUID, GroupRow],
    only: Groups,
) -> Iterator[tuple[GroupRow, Question, Due]]:
    """The questions that wait for an answer, each with its group and with what is due of it."""
    been = unrecorded_meetings(session, as_of, only)
    for of, question in open_by_group(session, only):
        group = groups.get(of)
        if group is not None and not is_too_late(question, been):
            lead_times = office.policy(group).lead_times
            yield group, question, due_on(question, lead_times, office.days(group), as_of)


def _groups(session: Session, only: Groups) -> Mapping[UUID, GroupRow]:
    """Return those of these groups that are at work, by id."""
    return {group.id: group for group in groups_by_id(session, only)}
