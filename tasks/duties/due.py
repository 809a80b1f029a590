"""What is due on a day, asked of the register: a day costs what is due that day, not what has ever happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Exists, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from forum.action_log import ActionState, latest_digest_day
from forum.meeting_dates import meeting_dates
from forum.membership import Role
from forum.minutes import MinutesState
from forum.outbox import FINAL, State
from forum.papers import PaperState
from forum.questions import Due, QuestionKind, due_on, must_escalate
from forum.steps import StepKind
from tasks.duties.asking import question_value
from tasks.duties.meetings import A_MONTH
from tasks.duties.office import Office
from tasks.register.groups import groups
from tasks.register.meetings import PLANNED, open_steps
from tasks.register.minutes import ACTION_LOG, ATTENDANCE_TABLE, FOR_THE_CHAIR, MINUTES
from tasks.register.papers import AGENDA, CIRCULATED
from tasks.register.tables import (
    ActionRow,
    AppointmentRow,
    DispatchRow,
    GroupRow,
    MeetingDocumentRow,
    MeetingRow,
    PaperRow,
    QuestionRow,
    StepRow,
)

JUST_APPOINTED = dt.timedelta(days=31)  # joiners are looked for this far back, longer than any gap in running
JUST_MISSED = dt.timedelta(days=14)  # the longest that can lie between two working days, and more
MEMBERS = (Role.CORE, Role.CO_OPTED)

DueQuery = Callable[[Office, Session, dt.date, UUID | None], Sequence[UUID]]


def groups_to_plan(office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Groups whose rule gives a meeting that is not planned yet."""
    planned = dict(
        session.execute(
            select(MeetingRow.group_id, func.max(MeetingRow.rule_date))
            .where(MeetingRow.date >= as_of, *_of(MeetingRow.group_id, group_id))
            .group_by(MeetingRow.group_id)
        )
        .tuples()
        .all()
    )
    due = []
    for group in _groups(session, group_id):
        rule = office.policy(group).meetings
        until = as_of + rule.plan_months_ahead * A_MONTH
        last = planned.get(group.id)
        first = max(as_of, group.go_live, last + dt.timedelta(days=1) if last else as_of)
        if meeting_dates(rule.rule, first, until):
            due.append(group.id)
    return due


def groups_to_invite(_office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Groups with a meeting nobody was invited to yet, or with a new member."""
    steps = open_steps(session, as_of, StepKind.INVITE, group_id)
    invited = _meetings_with_letter(session, [step.meeting_id for step in steps], "invitation")
    new = {step.group_id for step in steps if step.meeting_id not in invited}
    return sorted(new | _groups_with_joiners(session, as_of, group_id))


def records_to_ask_for(
    _office: Office, session: Session, as_of: dt.date, group_id: UUID | None
) -> list[UUID]:
    """Meetings whose record workbook has not been sent yet."""
    return _open_without(session, as_of, group_id, StepKind.RECORD, _asked(QuestionKind.FILE_RECORD))


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
        .where(
            StepRow.done.is_(None),
            StepRow.verdict.is_(None),
            StepRow.opens <= as_of,
            StepRow.kind == StepKind.MINUTES_OUT,
            record.done.is_not(None),
            *_of(StepRow.group_id, group_id),
        )
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
    minutes = {state for (kind, _), state in states.items() if kind == MINUTES}
    if not minutes or minutes == {MinutesState.AGREED}:
        return True
    if MinutesState.CIRCULATED in minutes or step.deadline is None or as_of < step.deadline:
        return False
    may_be_released = minutes == {MinutesState.WITH_THE_CHAIR} and not offered
    return (ACTION_LOG, 1) not in states or may_be_released


def agendas_to_draft(_office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Meetings whose agenda has opened and has not been put to the Chair yet."""
    return _open_without(session, as_of, group_id, StepKind.AGENDA_AGREED, _asked(QuestionKind.AGREE_AGENDA))


def packs_to_check(_office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Meetings whose agenda is agreed and whose pack the unit has not been asked to release."""
    agenda = aliased(StepRow)
    agreed = exists().where(
        agenda.meeting_id == StepRow.meeting_id,
        agenda.kind == StepKind.AGENDA_AGREED,
        agenda.done.is_not(None),
    )
    return _open_without(
        session, as_of, group_id, StepKind.PAPERS_OUT, _asked(QuestionKind.RELEASE_PACK), agreed
    )


def packs_to_complete(_office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Meetings with a late paper to send as a supplement, or with a new member who wants the pack."""
    late = session.scalars(
        select(PaperRow.meeting_id)
        .join(MeetingRow, MeetingRow.id == PaperRow.meeting_id)
        .where(
            PaperRow.state == PaperState.LATE_ALLOWED,
            PaperRow.supplement.is_(None),
            MeetingRow.state == PLANNED,
            MeetingRow.date >= as_of,
            *_of(MeetingRow.group_id, group_id),
        )
    )
    joined = session.scalars(
        select(MeetingRow.id).where(
            MeetingRow.group_id.in_(_groups_with_joiners(session, as_of, group_id)),
            MeetingRow.state == PLANNED,
            MeetingRow.date >= as_of,
            exists().where(
                MeetingDocumentRow.meeting_id == MeetingRow.id,
                MeetingDocumentRow.kind == AGENDA,
                MeetingDocumentRow.state == CIRCULATED,
            ),
        )
    )
    return sorted({*late, *joined})


def quorums_to_forecast(
    _office: Office, session: Session, as_of: dt.date, group_id: UUID | None
) -> list[UUID]:
    """Meetings whose quorum forecast is open."""
    return [step.meeting_id for step in open_steps(session, as_of, StepKind.QUORUM_FORECAST, group_id)]


def actions_to_chase(office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Groups with open actions, on the digest day or when one is overdue enough for the Chair to hear of it."""
    rows = session.execute(
        select(
            ActionRow.group_id,
            func.min(ActionRow.due),
            func.min(ActionRow.due).filter(
                ActionRow.chair_told_on.is_(None) | ActionRow.organisation_told_on.is_(None)
            ),
        )
        .where(
            ActionRow.state != ActionState.DISCHARGED,
            ActionRow.due <= as_of + dt.timedelta(days=7),
            *_of(ActionRow.group_id, group_id),
        )
        .group_by(ActionRow.group_id)
    )
    due = []
    for action_group, _, untold in rows:
        group = session.get_one(GroupRow, action_group)
        rules = office.policy(group).actions
        digest_day = latest_digest_day(rules.digest_day, office.days(group), as_of)
        overdue = (as_of - untold).days if untold else 0
        if digest_day == as_of or overdue >= rules.chair_at_days_overdue:
            due.append(action_group)
    return due


def groups_with_questions(
    office: Office, session: Session, as_of: dt.date, group_id: UUID | None
) -> list[UUID]:
    """Groups in which somebody is to be asked, chased or rung today."""
    questions = session.scalars(
        select(QuestionRow).where(
            QuestionRow.answered.is_(None),
            QuestionRow.withdrawn.is_(None),
            QuestionRow.kind != QuestionKind.UPDATE_ACTION,
            *_of(QuestionRow.group_id, group_id),
        )
    )
    due: dict[UUID, None] = {}
    for question in questions:
        group = session.get_one(GroupRow, question.group_id)
        value, lead_times, days = (
            question_value(question),
            office.policy(group).lead_times,
            office.days(group),
        )
        if due_on(value, lead_times, days, as_of) is not Due.NOTHING or must_escalate(
            value, lead_times, days, as_of
        ):
            due[question.group_id] = None
    tables = session.scalars(
        select(MeetingRow.group_id)
        .join(MeetingDocumentRow, MeetingDocumentRow.meeting_id == MeetingRow.id)
        .where(
            MeetingRow.date >= as_of - JUST_APPOINTED,
            MeetingDocumentRow.kind == ATTENDANCE_TABLE,
            MeetingDocumentRow.state == FOR_THE_CHAIR,
            *_of(MeetingRow.group_id, group_id),
        )
    )
    return list(dict.fromkeys([*due, *tables]))


def groups_needing_a_hand(
    office: Office, session: Session, as_of: dt.date, group_id: UUID | None
) -> list[UUID]:
    """Groups of whose affairs the unit may have to hear today: a superset, the desk letter looks closer."""
    asked = groups_with_questions(office, session, as_of, group_id)
    forecasts = [step.group_id for step in open_steps(session, as_of, StepKind.QUORUM_FORECAST, group_id)]
    since = as_of - JUST_MISSED
    missed = [
        step.group_id
        for step in open_steps(session, as_of, group_id=group_id)
        if step.deadline and since <= step.deadline < as_of
    ]
    stuck = session.scalars(
        select(DispatchRow.group_id).where(
            DispatchRow.state.in_([State.HELD, State.ASKED]), *_of(DispatchRow.group_id, group_id)
        )
    )
    return list(dict.fromkeys([*asked, *forecasts, *missed, *stuck]))


def groups_with_mail(office: Office, session: Session, as_of: dt.date, group_id: UUID | None) -> list[UUID]:
    """Groups with letters in the outbox that are not settled, in the hours in which people are written to."""
    waiting = session.scalars(
        select(DispatchRow.group_id)
        .where(DispatchRow.state.not_in(FINAL), *_of(DispatchRow.group_id, group_id))
        .distinct()
    ).all()
    now = office.clock.now().time()
    return [
        group.id
        for group in (session.get_one(GroupRow, one) for one in waiting)
        if office.days(group).is_working(as_of)
        and office.policy(group).working_time.send_from <= now <= office.policy(group).working_time.send_until
    ]


# The calendar: the flows in the order in which the secretary works through a morning, and what each looks for.
CALENDAR: Mapping[str, Sequence[DueQuery]] = {
    "plan_meetings": (groups_to_plan, groups_to_invite),
    "record_meeting": (records_to_ask_for,),
    "review_attendance": (attendance_to_review,),
    "follow_up_meeting": (meetings_to_follow_up,),
    "circulate_minutes": (minutes_to_move_on,),
    "agree_agenda": (agendas_to_draft,),
    "distribute_papers": (packs_to_check, packs_to_complete),
    "forecast_quorum": (quorums_to_forecast,),
    "chase_actions": (actions_to_chase,),
    "put_questions": (groups_with_questions, groups_needing_a_hand),
    "deliver_mail": (groups_with_mail,),
}


def is_due(office: Office, session: Session, flow: str, as_of: dt.date) -> bool:
    """Whether a flow has something to do on a day."""
    return any(query(office, session, as_of, None) for query in CALENDAR[flow])


def _groups(session: Session, group_id: UUID | None) -> Sequence[GroupRow]:
    return groups(session) if group_id is None else [session.get_one(GroupRow, group_id)]


def _of(column: InstrumentedAttribute[UUID], group_id: UUID | None) -> list[ColumnElement[bool]]:
    return [] if group_id is None else [column == group_id]


def _asked(kind: QuestionKind) -> Exists:
    return exists().where(QuestionRow.about_id == StepRow.meeting_id, QuestionRow.kind == kind)


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
            .where(
                StepRow.done.is_(None),
                StepRow.verdict.is_(None),
                StepRow.opens <= as_of,
                StepRow.kind == kind,
                ~begun,
                *conditions,
                *_of(StepRow.group_id, group_id),
            )
            .order_by(StepRow.opens)
        )
    )


def _meetings_with_letter(session: Session, meeting_ids: Sequence[UUID], letter: str) -> set[UUID]:
    return set(
        session.scalars(
            select(DispatchRow.meeting_id)
            .where(DispatchRow.meeting_id.in_(meeting_ids), DispatchRow.letter == letter)
            .distinct()
        )
    ) - {None}  # type: ignore[return-value]


def _groups_with_joiners(session: Session, as_of: dt.date, group_id: UUID | None) -> set[UUID]:
    return set(
        session.scalars(
            select(AppointmentRow.group_id).where(
                AppointmentRow.first > as_of - JUST_APPOINTED,
                AppointmentRow.first <= as_of,
                AppointmentRow.role.in_(MEMBERS),
                *_of(AppointmentRow.group_id, group_id),
            )
        )
    )
