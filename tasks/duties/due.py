"""What is due on a day, asked of the register: a day costs what is due then, not what has ever happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Exists, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from forum.action_log import ActionState
from forum.joining import OF_LATE
from forum.meeting_dates import last_day_to_plan, meeting_dates
from forum.minutes import MinutesState, is_work_left
from forum.papers import PaperState
from forum.questions import Due, Question, QuestionKind, due_on, must_escalate
from forum.reading.questions import OF_A_PERSON
from forum.steps import StepKind
from forum.working_days import ONE_DAY
from tasks.duties.action_log import is_to_be_chased
from tasks.duties.asking import is_too_late
from tasks.duties.attendance import LATELY
from tasks.duties.desk_affairs import STUCK
from tasks.duties.desk_needs import HOW
from tasks.duties.desk_register import is_state_due
from tasks.duties.digests import NEAR, lines_asked_for
from tasks.duties.due_joiners import without_papers
from tasks.duties.inbox.waiting import groups_with_mail_to_look_at
from tasks.duties.invitations import are_invitations_true
from tasks.duties.office import Office
from tasks.duties.owners import read_owners
from tasks.duties.pack_letters import with_outdated_letters
from tasks.duties.questions import calls_for_a_letter, is_to_ring
from tasks.duties.sent_steps import steps_to_finish, with_failed_letters
from tasks.register.actions import NOT_DISCHARGED, nobody_to_tell
from tasks.register.dispatches import LIVE, in_state
from tasks.register.groups import groups, of_group
from tasks.register.invitations import IN_THE_HANDS_OF_DELIVERY, may_be_untrue, needing_a_person
from tasks.register.invitations import in_state as invitations_in
from tasks.register.meetings import forecasts, is_open, is_to_come, not_recorded, open_steps
from tasks.register.minutes import ACTION_LOG, ATTENDANCE_TABLE, FOR_THE_CHAIR, MINUTES
from tasks.register.papers import AGENDA, CIRCULATED
from tasks.register.peers import read_together
from tasks.register.questions import open_by_group
from tasks.register.tables import (
    ActionRow,
    DispatchRow,
    GroupRow,
    MeetingDocumentRow,
    MeetingRow,
    PaperRow,
    QuestionRow,
    StepRow,
)

JUST_MISSED = dt.timedelta(days=14)  # the longest that can lie between two working days, and more

DueQuery = Callable[[Office, Session, dt.date, UUID | None], Sequence[UUID]]


def groups_to_plan(office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Groups whose rule gives a meeting that is not planned yet."""
    rows = session.execute(
        select(MeetingRow.group_id, MeetingRow.rule_date)
        .where(
            MeetingRow.date >= as_of,
            MeetingRow.rule_date.is_not(None),
            *of_group(MeetingRow.group_id, group_id),
        )
        .order_by(MeetingRow.rule_date)
    )
    planned = {group: last for group, last in rows}  # noqa: C416  (rows are no pairs to mypy)
    due = []
    for group in _groups(session, group_id):
        rule = office.policy(group).meetings
        until = last_day_to_plan(as_of, rule.plan_months_ahead)
        last = planned.get(group.id)
        first = max(as_of, group.go_live, last + dt.timedelta(days=1) if last else as_of)
        if meeting_dates(rule.rule, first, until):
            due.append(group.id)
    return due


def groups_to_invite(_office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Groups with a meeting that is not in the calendar yet, or whose attendees have changed of late."""
    candidates = may_be_untrue(session, as_of - OF_LATE + ONE_DAY, as_of, group_id)
    read_together(session, candidates)
    return sorted(one for one in candidates if not are_invitations_true(session, one, as_of))


def records_to_ask_for(
    _office: Office, session: Session, as_of: dt.date, group_id: UUID | None
) -> list[UUID]:
    """Meetings whose record workbook has not been sent yet, was for another day, or is to be written anew."""
    is_asked = QuestionRow.asked.is_not(None), QuestionRow.withdrawn.is_(None)
    begun = _asked(QuestionKind.FILE_RECORD, *is_asked)
    return _open_without(session, as_of, group_id, StepKind.RECORD, begun)


def meetings_to_follow_up(
    _office: Office, session: Session, as_of: dt.date, group_id: UUID | None
) -> list[UUID]:
    """Meetings whose record is filed and whose members have not been written to yet."""
    return _open_without(session, as_of, group_id, StepKind.FOLLOW_UP, _written("after_meeting"))


def attendance_to_review(
    _office: Office, session: Session, as_of: dt.date, group_id: UUID | None
) -> list[UUID]:
    """Meetings whose record is filed and whose attendance has not been reviewed."""
    return [step.meeting_id for step in open_steps(session, as_of, StepKind.ATTENDANCE_REVIEWED, group_id)]


def minutes_to_move_on(
    _office: Office, session: Session, as_of: dt.date, group_id: UUID | None
) -> list[UUID]:
    """Meetings whose minutes are to be drafted, sent out, or go without the Chair's word on the deadline."""
    record = aliased(StepRow)
    steps = session.scalars(
        select(StepRow)
        .join(record, (record.meeting_id == StepRow.meeting_id) & (record.kind == StepKind.RECORD))
        .where(*is_open(as_of, group_id), StepRow.kind == StepKind.MINUTES_OUT, record.done.is_not(None))
    ).all()
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
    return [
        step.meeting_id
        for step in steps
        if _minutes_due(step, states.get(step.meeting_id, {}), as_of, offered=step.meeting_id in offered)
    ]


def _minutes_due(
    step: StepRow, states: Mapping[tuple[str, int], str], as_of: dt.date, *, offered: bool
) -> bool:
    minutes = {MinutesState(state) for (kind, _), state in states.items() if kind == MINUTES}
    log_out = (ACTION_LOG, 1) in states
    return is_work_left(minutes, step.deadline or dt.date.max, as_of, log_out=log_out, offered=offered)


def agendas_to_draft(_office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Meetings whose agenda has opened and has not been put to the Chair yet."""
    asked = _asked(QuestionKind.AGREE_AGENDA)
    return _open_without(session, as_of, group_id, StepKind.AGENDA_AGREED, asked, _to_come(as_of))


def packs_to_check(_office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Meetings whose agenda is agreed and whose pack the unit has not released, nor been asked to."""
    agenda = aliased(StepRow)
    agreed = exists().where(
        agenda.meeting_id == StepRow.meeting_id,
        agenda.kind == StepKind.AGENDA_AGREED,
        agenda.done.is_not(None),
    )
    return _open_without(
        session,
        as_of,
        group_id,
        StepKind.PAPERS_OUT,
        _asked(QuestionKind.RELEASE_PACK),
        agreed,
        ~_is_released(StepRow.meeting_id),
        _to_come(as_of),
    )


def packs_to_complete(_office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Meetings with a late paper to send as a supplement, a pack to bind, a new member who wants it, or a
    letter with papers in the outbox that is to be written anew.
    """
    late = session.scalars(
        select(PaperRow.meeting_id).where(
            PaperRow.meeting_id.in_(select(MeetingRow.id).where(*is_to_come(as_of, group_id))),
            PaperRow.state == PaperState.LATE_ALLOWED,
            PaperRow.supplement.is_(None),
        )
    )
    released = session.scalars(
        select(MeetingRow.id).where(*is_to_come(as_of, group_id), _is_released(MeetingRow.id))
    ).all()
    wanting = without_papers(select(MeetingRow.id).where(MeetingRow.id.in_(released)), as_of)
    joined = {one for query in wanting for one in session.scalars(query)}
    return sorted({*late, *joined, *with_outdated_letters(session, released, as_of)})


def quorums_to_forecast(
    _office: Office, session: Session, as_of: dt.date, group_id: UUID | None
) -> list[UUID]:
    """Meetings to come whose quorum forecast is open."""
    return [
        step.meeting_id
        for step, _ in forecasts(session, as_of, group_id)
        if step.done is None and step.verdict is None
    ]


def actions_to_chase(office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Groups with a digest to write, or with an action that the Chair or an organisation is to hear of."""
    near = (
        ActionRow.state == ActionState.OPEN,
        NOT_DISCHARGED,
        ActionRow.due <= as_of + NEAR,
    )
    rows = session.scalars(select(ActionRow).where(*near, *of_group(ActionRow.group_id, group_id)))
    known = {group.id: group for group in _groups(session, group_id)}
    owners = read_owners(session, as_of, group_id, *near)
    asked = lines_asked_for(session, group_id)
    due = {
        row.group_id
        for row in rows
        if is_to_be_chased(office, session, known[row.group_id], owners, row, asked.get(row.id))
    }
    return sorted(due)


def groups_with_questions(
    office: Office, session: Session, as_of: dt.date, group_id: UUID | None
) -> list[UUID]:
    """Groups in which the Chair, the deputy chair or an author of papers is to be written to today."""
    due = [
        group.id
        for group, question, is_due in _open_questions(office, session, as_of, group_id)
        if calls_for_a_letter(question, is_due, office.days(group), as_of)
        or must_escalate(question, office.policy(group).lead_times, office.days(group), as_of)
    ]
    with_table = exists().where(
        MeetingDocumentRow.meeting_id == MeetingRow.id,
        MeetingDocumentRow.kind == ATTENDANCE_TABLE,
        MeetingDocumentRow.state == FOR_THE_CHAIR,
    )
    tables = session.scalars(
        select(GroupRow)
        .join(MeetingRow, MeetingRow.group_id == GroupRow.id)
        .where(
            MeetingRow.date.between(as_of - LATELY, as_of),
            with_table,
            *of_group(MeetingRow.group_id, group_id),
        )
    )
    due += [group.id for group in tables if office.days(group).is_working(as_of)]
    return list(dict.fromkeys(due))


def groups_needing_a_hand(
    office: Office, session: Session, as_of: dt.date, group_id: UUID | None
) -> list[UUID]:
    """Groups of whose affairs the unit may have to hear today: a superset, the desk letter looks closer."""
    asked = [
        group.id
        for group, question, due in _open_questions(office, session, as_of, group_id)
        if is_to_ring(question, due) or (question.kind in {*HOW, *OF_A_PERSON} and due is not Due.NOTHING)
    ]
    short = [step.group_id for step, _ in forecasts(session, as_of, group_id)]
    missed = session.scalars(
        select(StepRow.group_id).where(
            *is_open(as_of, group_id), StepRow.deadline.between(as_of - JUST_MISSED, as_of - ONE_DAY)
        )
    )
    stuck = [row.group_id for row in in_state(session, *STUCK, groups=_one(group_id))]
    failed = [step.group_id for step, _ in with_failed_letters(session, as_of, group_id)]
    failed += [row.group_id for row, _ in needing_a_person(session, as_of, _one(group_id))]
    mail = groups_with_mail_to_look_at(session, as_of, group_id)
    nobody = [action.group_id for action, _ in nobody_to_tell(session, group_id)]
    gaps = [group.id for group in _groups(session, group_id) if is_state_due(office, session, group, as_of)]
    return list(dict.fromkeys([*asked, *short, *missed, *stuck, *failed, *mail, *nobody, *gaps]))


def _open_questions(
    office: Office, session: Session, as_of: dt.date, group_id: UUID | None
) -> Iterator[tuple[GroupRow, Question, Due]]:
    """The questions that wait for an answer, each with its group and with what is due of it."""
    known = {group.id: group for group in _groups(session, group_id)}
    been = not_recorded(session, as_of, group_id)
    for of, question in open_by_group(session, group_id):
        if not is_too_late(question, been):
            group = known[of]
            lead_times = office.policy(group).lead_times
            yield group, question, due_on(question, lead_times, office.days(group), as_of)


def groups_with_mail(office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Groups with letters to go, a calendar to tell or a step to finish, while people are written to."""
    waiting = session.scalars(
        select(DispatchRow.group_id).where(LIVE, *of_group(DispatchRow.group_id, group_id)).distinct()
    ).all()
    telling = [
        row.group_id for row in invitations_in(session, *IN_THE_HANDS_OF_DELIVERY, groups=_one(group_id))
    ]
    gone = [step.group_id for step, _ in steps_to_finish(session, as_of, group_id)]
    now = office.clock.now().time()
    return [
        group.id
        for group in (session.get_one(GroupRow, one) for one in dict.fromkeys([*waiting, *telling, *gone]))
        if office.days(group).is_working(as_of)
        and office.policy(group).working_time.send_from <= now <= office.policy(group).working_time.send_until
    ]


def _groups(session: Session, group_id: UUID | None) -> Sequence[GroupRow]:
    return groups(session) if group_id is None else [session.get_one(GroupRow, group_id)]


def _one(group_id: UUID | None) -> list[UUID] | None:
    return None if group_id is None else [group_id]


def _asked(kind: QuestionKind, *conditions: ColumnElement[bool]) -> Exists:
    return exists().where(QuestionRow.about_id == StepRow.meeting_id, QuestionRow.kind == kind, *conditions)


def _to_come(as_of: dt.date) -> ColumnElement[bool]:
    """Whether the meeting of a step has not been yet, which is prepared no more."""
    return StepRow.meeting_id.in_(select(MeetingRow.id).where(*is_to_come(as_of)))


def _is_released(meeting: InstrumentedAttribute[UUID]) -> Exists:
    """Whether the pack of a meeting was released, after which it goes out."""
    return exists().where(
        MeetingDocumentRow.meeting_id == meeting,
        MeetingDocumentRow.kind == AGENDA,
        MeetingDocumentRow.state == CIRCULATED,
    )


def _written(letter: str) -> Exists:
    return exists().where(DispatchRow.meeting_id == StepRow.meeting_id, DispatchRow.letter == letter)


def _open_without(
    session: Session,
    as_of: dt.date,
    group_id: UUID | None,
    kind: StepKind,
    begun: Exists,
    *conditions: ColumnElement[bool],
) -> list[UUID]:
    """Meetings with an open step of a kind on which nothing has been begun."""
    return list(
        session.scalars(
            select(StepRow.meeting_id)
            .where(*is_open(as_of, group_id), StepRow.kind == kind, ~begun, *conditions)
            .order_by(StepRow.opens)
        )
    )
