"""Queries about the action log."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, func, literal_column, select
from sqlalchemy.orm import Session

from forum.actions.action_log import Action
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from tasks.register.database.value_of import value_of
from tasks.register.groups import of_groups
from tasks.register.tables import ActionRow, ActionUpdateRow, MeetingRow, QuestionRow, SeatRow

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
