"""Queries for the duties due on a day, whose cost grows with what is due, not with the register's age."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import ColumnElement, Exists, Select, bindparam, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from forum.calendar.meetings import (
    MeetingState,
    OrdinaryMeeting,
    dates_without_meeting,
    last_day_to_plan,
    reach,
)
from forum.calendar.steps import StepKind
from forum.calendar.working_days import ONE_DAY
from forum.members.joining import LOOK_BACK
from forum.members.membership import Role
from forum.minutes import MinutesState, is_work_left
from forum.papers.papers import PaperState
from forum.questions.kinds import QuestionKind
from forum.terms.policy import Policy
from tasks.duties.base.office import Office
from tasks.duties.coming.invitations import are_invitations_in_sync
from tasks.duties.members.due_groups import without_papers
from tasks.duties.minutes.circulate import log_due, log_goes_alone_from
from tasks.duties.papers.pack_letters import with_outdated_letters
from tasks.register.attendance import groups_with_changes
from tasks.register.documents import ACTION_LOG, MINUTES
from tasks.register.groups import Groups, groups_by_id, of_group
from tasks.register.meetings import AS_OF, ORDINARY, is_meeting_open, is_to_come, open_steps, quorum_forecasts
from tasks.register.members.membership import groups_without
from tasks.register.papers import AGENDA, CIRCULATED
from tasks.register.tables import (
    AgendaItemRow,
    DispatchRow,
    GroupRow,
    MeetingDocumentRow,
    MeetingRow,
    PaperRow,
    QuestionRow,
    StepRow,
)

DueQuery = Callable[[Office, Session, dt.date, Groups], Sequence[UUID]]


def groups_to_plan(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Groups whose rule gives a meeting that is not planned yet, or whose days off are not on record yet."""
    groups = groups_by_id(session, only)
    farthest = max((reach(office.policy(group).meetings.rule) for group in groups), default=ONE_DAY)
    known: dict[UUID, list[OrdinaryMeeting]] = {}
    for of, id, date, rule_date, state in session.execute(_ordinary(only), {"as_of": as_of - farthest}):
        known.setdefault(of, []).append(OrdinaryMeeting(id, date, rule_date, state))
    return [
        group.id
        for group in groups
        if group.calendar is None or _has_dates(office.policy(group), group, as_of, known.get(group.id, ()))
    ]


def _has_dates(policy: Policy, group: GroupRow, as_of: dt.date, known: Collection[OrdinaryMeeting]) -> bool:
    last = last_day_to_plan(as_of, policy.meetings.plan_months_ahead)
    return bool(dates_without_meeting(policy.meetings.rule, max(as_of, group.go_live), last, known))


@lru_cache
def _ordinary(only: Groups) -> Select[UUID, UUID, dt.date, dt.date | None, MeetingState]:
    return select(
        MeetingRow.group_id, MeetingRow.id, MeetingRow.date, MeetingRow.rule_date, MeetingRow.state
    ).where(MeetingRow.date >= AS_OF, MeetingRow.kind == ORDINARY, *of_group(MeetingRow.group_id, only))


def groups_to_invite(_office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Groups with a meeting that is not in the calendar yet, or whose attendees have changed of late."""
    candidates = groups_with_changes(session, as_of - LOOK_BACK + ONE_DAY, as_of, only)
    return sorted(
        candidate for candidate in candidates if not are_invitations_in_sync(session, candidate, as_of)
    )


def records_to_ask_for(_office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Meetings whose record workbook has not been sent yet, was for another day, or is to be written anew."""
    return _not_begun(session, as_of, only, StepKind.RECORD)


def meetings_to_follow_up(_office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Meetings whose record is filed and whose members have not been written to yet."""
    return _not_begun(session, as_of, only, StepKind.FOLLOW_UP)


def attendance_to_review(_office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Meetings whose record is filed and whose attendance has not been reviewed."""
    return [step.meeting_id for step in open_steps(session, as_of, StepKind.ATTENDANCE_REVIEWED, only)]


def minutes_to_move_on(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Meetings whose minutes are to be drafted, sent out, or go without the Chair's word on the deadline."""
    steps = session.scalars(_with_minutes_to_come(only), {"as_of": as_of}).all()
    if not steps:  # as on most days
        return []
    meetings = [step.meeting_id for step in steps]
    states: dict[UUID, dict[tuple[str, int], str]] = {}
    documents = select(MeetingDocumentRow).where(
        MeetingDocumentRow.meeting_id.in_(meetings),
        MeetingDocumentRow.kind.in_([MINUTES, ACTION_LOG]),
    )
    for row in session.scalars(documents.order_by(MeetingDocumentRow.edition)):
        states.setdefault(row.meeting_id, {})[row.kind, row.part] = row.state
    offered = set(
        session.scalars(
            select(QuestionRow.about_id).where(
                QuestionRow.about_id.in_(meetings),
                QuestionRow.kind == QuestionKind.RELEASE_UNAGREED_MINUTES,
                QuestionRow.withdrawn.is_(None),
            )
        )
    )
    alone = {step.meeting_id: log_goes_alone_from(office, session, step, as_of) for step in steps}
    return [
        step.meeting_id
        for step in steps
        if _minutes_due(
            states.get(step.meeting_id, {}),
            alone[step.meeting_id],
            log_due(office, session, step, alone[step.meeting_id]),
            as_of,
            log_waits=not _policy_of(office, session, step).meetings.log_may_go_alone,
            offered=step.meeting_id in offered,
        )
    ]


def _policy_of(office: Office, session: Session, step: StepRow) -> Policy:
    return office.policy(session.get_one(GroupRow, step.group_id))


@lru_cache  # to put it together takes longer than to ask it
def _with_minutes_to_come(only: Groups) -> Select[StepRow]:
    record = aliased(StepRow)
    return (
        select(StepRow)
        .join(record, (record.meeting_id == StepRow.meeting_id) & (record.kind == StepKind.RECORD))
        .where(*is_meeting_open(only), StepRow.kind == StepKind.MINUTES_OUT, record.done.is_not(None))
    )


def _minutes_due(
    states: Mapping[tuple[str, int], str],
    log_alone: dt.date,
    log_by: dt.date,
    as_of: dt.date,
    *,
    log_waits: bool,
    offered: bool,
) -> bool:
    minutes = {MinutesState(state) for (kind, _), state in states.items() if kind == MINUTES}
    log_out = log_waits or (ACTION_LOG, 1) in states
    return is_work_left(minutes, log_alone, log_by, as_of, log_out=log_out, offered=offered)


def agendas_to_draft(_office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Meetings whose agenda has opened and has not been put to the Chair yet, where there is a Chair."""
    return _with_chair(session, _not_begun(session, as_of, only, StepKind.AGENDA_AGREED), as_of, only)


def _with_chair(session: Session, meetings: Sequence[UUID], as_of: dt.date, only: Groups) -> list[UUID]:
    """Return the meetings of groups that have a Chair; the unit hears each morning of those without."""
    without = groups_without(session, Role.CHAIR, as_of, only) if meetings else ()
    if not without:
        return [*meetings]
    return [id for id in meetings if session.get_one(MeetingRow, id).group_id not in without]


def agendas_to_offer(_office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Meetings whose papers must have left by a day, and whose agenda was put to the Chair before it and is
    not agreed."""
    return list(session.scalars(_with_agenda_to_offer(only), {"as_of": as_of}))


@lru_cache
def _with_agenda_to_offer(only: Groups) -> Select[UUID]:
    papers = aliased(StepRow)
    waits = QuestionRow.answered.is_(None), QuestionRow.withdrawn.is_(None), QuestionRow.asked < AS_OF
    return (
        select(StepRow.meeting_id)
        .join(papers, (papers.meeting_id == StepRow.meeting_id) & (papers.kind == StepKind.PAPERS_OUT))
        .where(
            *is_meeting_open(only),
            StepRow.kind == StepKind.AGENDA_AGREED,
            papers.deadline <= AS_OF,
            _has_question(QuestionKind.AGREE_AGENDA, *waits),
            ~_has_question(QuestionKind.RELEASE_UNAGREED_AGENDA, QuestionRow.withdrawn.is_(None)),
            _to_come(),
        )
    )


def authors_to_ask(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Meetings with a paper that is wanted and has not been asked for, or with standing items to draft of
    which one has a paper; where there is a Chair."""
    with_papers = [
        group.id
        for group in groups_by_id(session, only)
        if any(item.paper for item in office.policy(group).standing_items)
    ]
    undrafted = (
        session.scalars(_with_items_to_draft(), {"as_of": as_of, "groups": with_papers})
        if with_papers
        else ()
    )
    not_begun = _not_begun(session, as_of, only, StepKind.PAPERS_COLLECTED)
    return _with_chair(session, [*dict.fromkeys([*not_begun, *undrafted])], as_of, only)


@lru_cache
def _with_items_to_draft() -> Select[UUID]:
    drafted = exists().where(
        AgendaItemRow.meeting_id == StepRow.meeting_id,
        AgendaItemRow.standing,
        AgendaItemRow.dropped_on.is_(None),
    )
    return select(StepRow.meeting_id).where(
        *is_meeting_open(),
        StepRow.group_id.in_(bindparam("groups", expanding=True)),
        StepRow.kind == StepKind.PAPERS_COLLECTED,
        _to_come(),
        ~drafted,
    )


def packs_to_check(_office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Meetings whose agenda is agreed and whose pack the unit has not released, nor been asked to."""
    return _not_begun(session, as_of, only, StepKind.PAPERS_OUT)


def packs_to_complete(_office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Meetings with a late paper to send as a supplement, a pack to bind, a new member who wants it, or a
    letter with papers in the outbox that is to be written anew.
    """
    late = session.scalars(_with_late_papers(only), {"as_of": as_of})
    released = session.scalars(_released_to_come(only), {"as_of": as_of}).all()
    if not released:  # as on most days
        return sorted(set(late))
    joined = without_papers(session, released, as_of)
    return sorted({*late, *joined, *with_outdated_letters(session, released, as_of)})


@lru_cache
def _with_late_papers(only: Groups) -> Select[UUID]:
    return select(PaperRow.meeting_id).where(
        PaperRow.meeting_id.in_(select(MeetingRow.id).where(*is_to_come(only))),
        PaperRow.state == PaperState.LATE_ALLOWED,
        PaperRow.supplement.is_(None),
    )


@lru_cache
def _released_to_come(only: Groups) -> Select[UUID]:
    return select(MeetingRow.id).where(*is_to_come(only), _is_released(MeetingRow.id))


def quorums_to_forecast(_office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Meetings to come whose quorum forecast is open."""
    return [
        step.meeting_id
        for step, _ in quorum_forecasts(session, as_of, only)
        if step.done is None and step.verdict is None
    ]


def _has_question(kind: QuestionKind, *conditions: ColumnElement[bool]) -> Exists:
    return exists().where(QuestionRow.about_id == StepRow.meeting_id, QuestionRow.kind == kind, *conditions)


def _to_come() -> ColumnElement[bool]:
    """Tell whether the meeting of a step has not been yet, which is prepared no more."""
    return StepRow.meeting_id.in_(select(MeetingRow.id).where(*is_to_come()))


def _is_released(meeting: InstrumentedAttribute[UUID]) -> Exists:
    """Tell whether the pack of a meeting was released, after which it goes out."""
    return exists().where(
        MeetingDocumentRow.meeting_id == meeting,
        MeetingDocumentRow.kind == AGENDA,
        MeetingDocumentRow.state == CIRCULATED,
    )


def _has_letter(letter: str) -> Exists:
    return exists().where(DispatchRow.meeting_id == StepRow.meeting_id, DispatchRow.letter == letter)


def _is_agenda_agreed() -> Exists:
    agenda = aliased(StepRow)
    return exists().where(
        agenda.meeting_id == StepRow.meeting_id,
        agenda.kind == StepKind.AGENDA_AGREED,
        agenda.done.is_not(None),
    )


def _has_paper_to_ask_for() -> Exists:
    asked = exists().where(
        QuestionRow.about_id == PaperRow.id,
        QuestionRow.kind == QuestionKind.PROVIDE_PAPER,
        QuestionRow.withdrawn.is_(None),
    )
    on_agenda = exists().where(AgendaItemRow.id == PaperRow.item_id, AgendaItemRow.dropped_on.is_(None))
    return exists().where(
        PaperRow.meeting_id == StepRow.meeting_id, PaperRow.state == PaperState.WANTED, on_agenda, ~asked
    )


# What shows of an open step that it is to be begun.
_TO_BEGIN: Mapping[StepKind, tuple[ColumnElement[bool], ...]] = {
    StepKind.RECORD: (
        ~_has_question(
            QuestionKind.FILE_RECORD, QuestionRow.asked.is_not(None), QuestionRow.withdrawn.is_(None)
        ),
    ),
    StepKind.FOLLOW_UP: (~_has_letter("after_meeting"),),
    StepKind.AGENDA_AGREED: (
        ~_has_question(QuestionKind.AGREE_AGENDA),
        ~_has_question(  # with which the agenda of one item is agreed
            QuestionKind.WAIVE_NOTICE, QuestionRow.answered.is_(None), QuestionRow.withdrawn.is_(None)
        ),
        _to_come(),
    ),
    StepKind.PAPERS_COLLECTED: (_has_paper_to_ask_for(), _to_come()),
    StepKind.PAPERS_OUT: (
        ~_has_question(QuestionKind.RELEASE_PACK),
        _is_agenda_agreed(),
        ~_is_released(StepRow.meeting_id),
        _to_come(),
    ),
}


def _not_begun(session: Session, as_of: dt.date, only: Groups, kind: StepKind) -> list[UUID]:
    """Return the meetings with an open step of a kind on which nothing has been begun."""
    return list(session.scalars(_with_step_to_begin(kind, only), {"as_of": as_of}))


@lru_cache
def _with_step_to_begin(kind: StepKind, only: Groups) -> Select[UUID]:
    return (
        select(StepRow.meeting_id)
        .where(*is_meeting_open(only), StepRow.kind == kind, *_TO_BEGIN[kind])
        .order_by(StepRow.opens)
    )
