"""Queries about the action log.

Queries about the action plan.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from functools import cache, lru_cache
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, func, literal_column, or_, select
from sqlalchemy.orm import Session

from forum.actions.action_log import Action
from forum.calendar.meetings import MeetingKind
from forum.calendar.steps import StepKind
from forum.plan.lines import (
    LineEvent,
    LineInRound,
    LineThen,
    PlanLine,
    in_plan_order,
    kept,
    line_reference,
    restored,
)
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.register.audit.journal import Later
from tasks.register.database.register import Transaction
from tasks.register.database.rows import value_of
from tasks.register.groups import Groups, of_group, of_groups
from tasks.register.meetings import AS_OF, HELD, PLANNED
from tasks.register.tables import (
    ActionRow,
    ActionUpdateRow,
    AppointmentRow,
    DecisionRow,
    GroupRow,
    MeetingRow,
    PlanEventRow,
    PlanLineRow,
    PlanVersionRow,
    QuestionRow,
    SeatRow,
    StepRow,
    WaitingLineDecisionRow,
)

# SQLite uses the indexes on open and on discharged actions only for queries in the words that define them.
NOT_DISCHARGED = ActionRow.state != literal_column("'discharged'")
DISCHARGED = ActionRow.state == literal_column("'discharged'")
_OPEN = (
    select(ActionRow)
    .where(ActionRow.group_id == bindparam("group"), NOT_DISCHARGED)
    .order_by(ActionRow.due, ActionRow.reference)
)
_DISCHARGED = (
    select(ActionRow)
    .where(
        ActionRow.group_id == bindparam("group"),
        DISCHARGED,
        ActionRow.discharged_on > bindparam("after"),
        ActionRow.discharged_on <= bindparam("until"),
    )
    .order_by(ActionRow.reference)
)
_TAKEN = select(ActionRow).where(ActionRow.meeting_id == bindparam("meeting")).order_by(ActionRow.reference)


def action_by_reference(session: Session, reference: str) -> ActionRow:
    """Return the action with a reference such as MASE/2027-01/03; Problem when there is none."""
    action = session.scalars(select(ActionRow).where(ActionRow.reference == reference)).first()
    if action is None:
        raise Problem(
            f"There is no action {reference!r} on the register. References look like MASE/2027-01/03; "
            "the action log has them all."
        )
    return action


def number_of_actions(session: Session, group_id: UUID, prefix: str) -> int:
    """Return how many actions of a group, in whatever state, have a reference that begins so."""
    of_prefix = select(func.count()).where(
        ActionRow.group_id == group_id, ActionRow.reference.startswith(prefix, autoescape=True)
    )
    return session.scalar(of_prefix) or 0


def open_actions(session: Session, group_id: UUID) -> Sequence[ActionRow]:
    """Return all actions of a group that are not discharged, the earliest due first."""
    return session.scalars(_OPEN, {"group": group_id}).all()


def actions_taken_at(session: Session, meeting_id: UUID) -> Sequence[ActionRow]:
    """Return all actions that were taken at a meeting, in whatever state, by reference."""
    return session.scalars(_TAKEN, {"meeting": meeting_id}).all()


def actions_handed_back(session: Session, group_id: UUID) -> Sequence[tuple[ActionRow, MeetingRow]]:
    """Return the actions of a group that were taken at a meeting of another, each with the meeting: a task
    group has handed them back."""
    found = (
        select(ActionRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == ActionRow.meeting_id)
        .where(ActionRow.group_id == group_id, MeetingRow.group_id != group_id)
        .order_by(MeetingRow.date, ActionRow.reference)
    )
    return [(action, meeting) for action, meeting in session.execute(found)]


def open_actions_of(session: Session, group_id: UUID, owner_id: UUID) -> Sequence[ActionRow]:
    """Return the actions of one person in a group that are not discharged, the earliest due first."""
    return [row for row in open_actions(session, group_id) if row.owner_id == owner_id]


def escalations_without_contact(
    session: Session, groups: Collection[UUID] | None
) -> Sequence[tuple[ActionRow, SeatRow]]:
    """Return the open actions of these groups (all for None) that the Chair wants to escalate, and their
    seats, where the seat has no contact."""
    rows = session.execute(_without_contact(of_all=groups is None), {"groups": list(groups or ())})
    return [(action, seat) for action, seat in rows]


@cache  # to put it together takes longer than to ask it
def _without_contact(*, of_all: bool) -> Select[ActionRow, SeatRow]:
    is_wanted = exists().where(
        QuestionRow.about_id == ActionRow.id,
        QuestionRow.kind == QuestionKind.ESCALATE_ACTION,
        QuestionRow.answer == Word.SEND,
    )
    return (
        select(ActionRow, SeatRow)
        .join(SeatRow, SeatRow.id == ActionRow.seat_id)
        .where(
            NOT_DISCHARGED,
            is_wanted,
            SeatRow.escalation_contact_id.is_(None),
            *of_groups(ActionRow.group_id, of_all=of_all),
        )
        .order_by(ActionRow.reference)
    )


def discharged_between(
    session: Session, group_id: UUID, after: dt.date, until: dt.date
) -> Sequence[ActionRow]:
    """Return the actions discharged after one day and until another, by reference."""
    return session.scalars(_DISCHARGED, {"group": group_id, "after": after, "until": until}).all()


def updates_of(session: Session, action_ids: Collection[UUID]) -> Mapping[UUID, Sequence[ActionUpdateRow]]:
    """Return the updates of these actions, the earliest first."""
    updates: defaultdict[UUID, list[ActionUpdateRow]] = defaultdict(list)
    rows = select(ActionUpdateRow).where(ActionUpdateRow.action_id.in_(action_ids))
    for row in session.scalars(rows.order_by(ActionUpdateRow.on)):
        updates[row.action_id].append(row)
    return updates


def action_value(row: ActionRow) -> Action:
    """Return the action as a value of the rules."""
    return value_of(Action, row)


def write_action(row: ActionRow, action: Action) -> None:
    """Write an action that the rules have changed into its row."""
    row.state, row.due, row.last_update = action.state, action.due, action.last_update
    row.reported_on, row.discharged_on = action.reported_on, action.discharged_on


# SQLite uses the index on open lines only for queries in the words that define it.
OPEN = PlanLineRow.state == literal_column("'open'")
LineAsked = tuple[LineInRound, dt.date | None, dt.date | None]
"""A line, and the days on which the question that waits for its update was asked and chased."""
_FIELDS = tuple(field.name for field in fields(PlanLine))
_IN_ROUND = tuple(field.name for field in fields(LineInRound))
_LINES = select(PlanLineRow).where(PlanLineRow.group_id == bindparam("group")).order_by(PlanLineRow.reference)
_OPEN_LINES = (
    select(*(getattr(PlanLineRow, name) for name in _IN_ROUND), QuestionRow.asked, QuestionRow.chased)
    .outerjoin(
        QuestionRow,
        (QuestionRow.about_id == PlanLineRow.id)
        & (QuestionRow.kind == QuestionKind.UPDATE_LINE)
        & QuestionRow.answered.is_(None)
        & QuestionRow.withdrawn.is_(None),
    )
    .where(PlanLineRow.group_id == bindparam("group"), OPEN)
    .order_by(PlanLineRow.reference, QuestionRow.opened)
)
_PAPERS_OUT = (
    select(MeetingRow.date, StepRow.deadline)
    .join(StepRow, StepRow.meeting_id == MeetingRow.id)
    .where(
        MeetingRow.group_id == bindparam("group"),
        StepRow.kind == StepKind.PAPERS_OUT,
        MeetingRow.kind == MeetingKind.ORDINARY,
        MeetingRow.state.in_([PLANNED, HELD]),
        MeetingRow.date >= bindparam("since"),
    )
    .order_by(MeetingRow.date)
)


def line_rows(session: Session, group_id: UUID) -> Sequence[PlanLineRow]:
    """Return the rows of all lines of a group's plan; none for a group without a plan."""
    return session.scalars(_LINES, {"group": group_id}).all()


def plan_of(session: Session, group_id: UUID) -> tuple[PlanLine, ...]:
    """Return all lines of a group's plan, in its order."""
    return in_plan_order(line_value(row) for row in line_rows(session, group_id))


def open_lines(session: Session, group_id: UUID) -> Sequence[LineAsked]:
    """Return the open lines of a group's plan, a line twice that is asked about for two meetings; this reads
    much less than ``plan_of``."""
    return [
        (LineInRound(**dict(zip(_IN_ROUND, of_line, strict=True))), asked, chased)
        for *of_line, asked, chased in session.execute(_OPEN_LINES, {"group": group_id})
    ]


def line_by_reference(session: Session, group_id: UUID, reference: str) -> PlanLineRow:
    """Return the line of a group with a reference such as P2.3; Problem where there is none."""
    wanted = line_reference(reference)
    for row in line_rows(session, group_id):
        if row.reference == wanted:
            return row
    raise Problem(f"There is no line {wanted} in the action plan: mase plan show lists them all.")


def line_value(row: PlanLineRow) -> PlanLine:
    """Return the line as a value of the rules."""
    return restored({name: getattr(row, name) for name in _FIELDS})


def write_line(
    tx: Transaction,
    row: PlanLineRow,
    line: PlanLine,
    event: LineEvent,
    on: dt.date,
    by: UUID | None = None,
) -> None:
    """Write a line that the rules have changed into its row, with the event in its history."""
    values = kept(line)
    for name in _FIELDS:
        value = getattr(line, name)
        setattr(row, name, values[name] if isinstance(value, tuple) else value)
    tx.session.add(row)
    tx.session.flush()
    before = tx.session.scalar(select(func.count()).where(PlanEventRow.line_id == row.id)) or 0
    tx.session.add(
        PlanEventRow(
            group_id=row.group_id,
            line_id=row.id,
            number=before + 1,
            on=on,
            by_id=by,
            event=event,
            after=values,
        )
    )
    tx.audit(f"plan line: {event}", line=row.id, person=by, on=on)


def waiting_decisions(session: Session, group_id: UUID) -> Sequence[WaitingLineDecisionRow]:
    """Return what was decided of lines by decisions that are to be ratified, in the order of the
    decisions."""
    of_group = select(WaitingLineDecisionRow).where(WaitingLineDecisionRow.group_id == group_id)
    return session.scalars(of_group.order_by(WaitingLineDecisionRow.decision)).all()


def history(session: Session, group_id: UUID) -> list[LineThen]:
    """Return each line of a group as each event left it."""
    return [_then(row) for row in _events(session, group_id)]


def history_on_record(session: Session, group_id: UUID, day: dt.date) -> list[LineThen]:
    """Return each line of a group as each event left it that was on record by a day: a meeting's decisions
    are not before its record is filed."""
    later, rows = Later(session, day), _events(session, group_id)
    return [_then(row) for row in rows if not later.has(f"plan line: {row.event}", row.line_id, on=row.on)]


def _events(session: Session, group_id: UUID) -> Sequence[PlanEventRow]:
    return session.scalars(select(PlanEventRow).where(PlanEventRow.group_id == group_id)).all()


def _then(row: PlanEventRow) -> LineThen:
    return LineThen(row.on, row.number, restored(row.after))


def keep_version(tx: Transaction, group_id: UUID, name: str, on: dt.date) -> None:
    """Keep the plan of a group as it is today under a name; a version that is there stays as it is."""
    is_there = select(PlanVersionRow.id).where(
        PlanVersionRow.group_id == group_id, PlanVersionRow.name == name
    )
    lines = plan_of(tx.session, group_id)
    if not lines or tx.session.scalars(is_there).first():
        return
    row = PlanVersionRow(group_id=group_id, name=name, on=on, lines=[kept(line) for line in lines])
    tx.session.add(row)
    tx.session.flush()
    tx.audit("plan version kept", version=row.id, on=on)


def versions(session: Session, group_id: UUID) -> Sequence[PlanVersionRow]:
    """Return the versions of a group's plan that are kept, the earliest first."""
    of_group = select(PlanVersionRow).where(PlanVersionRow.group_id == group_id)
    return session.scalars(of_group.order_by(PlanVersionRow.on, PlanVersionRow.name)).all()


def groups_with_plan(session: Session, only: Groups) -> Sequence[GroupRow]:
    """Return those of these groups that have an open line in their plan."""
    return session.scalars(_with_plan(only)).all()


@lru_cache  # to put it together takes longer than to ask it
def _with_plan(only: Groups) -> Select[GroupRow]:
    with_plan = exists().where(PlanLineRow.group_id == GroupRow.id, OPEN)
    return select(GroupRow).where(with_plan, *of_group(GroupRow.id, only))


def groups_with_lead_gone(session: Session, as_of: dt.date, only: Groups) -> set[UUID]:
    """Return the groups in which the lead of an open line has no appointment on a day; they may cover for
    somebody."""
    return set(session.scalars(_with_lead_gone(only), {"as_of": as_of}))


@lru_cache  # to put it together takes longer than to ask it
def _with_lead_gone(only: Groups) -> Select[UUID]:
    appointed = exists().where(
        AppointmentRow.person_id == PlanLineRow.lead_id,
        AppointmentRow.group_id == PlanLineRow.group_id,
        AppointmentRow.first <= AS_OF,
        or_(AppointmentRow.last.is_(None), AppointmentRow.last >= AS_OF),
    )
    with_line = select(PlanLineRow.group_id).distinct()
    return with_line.where(OPEN, ~appointed, *of_group(PlanLineRow.group_id, only))


def papers_out_days(
    session: Session, group_id: UUID, since: dt.date
) -> Sequence[tuple[dt.date, dt.date | None]]:
    """Return the ordinary meetings of a group since a day, held or planned, each with the day on which its
    papers are to be out; the earliest first."""
    rows = session.execute(_PAPERS_OUT, {"group": group_id, "since": since})
    return [(day, papers_out) for day, papers_out in rows]


def standing_decisions(session: Session, group_id: UUID) -> frozenset[str]:
    """Return the references of the group's decisions that stand: taken with a quorum, or ratified."""
    stands = or_(DecisionRow.to_ratify.is_(False), DecisionRow.ratified_at_id.is_not(None))
    of_group = select(DecisionRow.reference).where(DecisionRow.group_id == group_id, stands)
    return frozenset(session.scalars(of_group))
