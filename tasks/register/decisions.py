"""Queries about decisions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from tasks.register.tables import AgendaItemRow, DecisionRow, MeetingRow

# SQLite uses the index of decisions to ratify only for queries in the words that define it.
TO_RATIFY = text("to_ratify")
_TO_RATIFY = (
    select(DecisionRow, MeetingRow.date)
    .join(MeetingRow, MeetingRow.id == DecisionRow.meeting_id)
    .where(DecisionRow.group_id == bindparam("group"), TO_RATIFY)
    .order_by(DecisionRow.reference)
)
_BEFORE = (
    select(DecisionRow.reference)
    .join(MeetingRow, MeetingRow.id == DecisionRow.meeting_id)
    .where(DecisionRow.group_id == bindparam("group"), MeetingRow.date < bindparam("day"))
)
_TAKEN = (
    select(DecisionRow).where(DecisionRow.meeting_id == bindparam("meeting")).order_by(DecisionRow.reference)
)


def decisions_taken_at(session: Session, meeting_id: UUID) -> Sequence[DecisionRow]:
    """Return all decisions of a meeting, by reference."""
    return session.scalars(_TAKEN, {"meeting": meeting_id}).all()


def decision_on(session: Session, item: AgendaItemRow) -> str:
    """Return the reference of the only decision that stands on an item of an agenda; empty where there is
    none, or more than one."""
    of_item = [row for row in decisions_taken_at(session, item.meeting_id) if row.item_id == item.id]
    stand = [row.reference for row in of_item if not row.to_ratify or row.ratified_at_id]
    return stand[0] if len(stand) == 1 else ""


def decisions_to_ratify(session: Session, meeting: MeetingRow) -> Sequence[DecisionRow]:
    """Return the decisions of earlier meetings that a meeting is to ratify, or has ratified, by reference."""
    return [row for row, _ in _dated_to_ratify_at(session, meeting)]


def days_of_decisions_to_ratify(session: Session, meeting: MeetingRow) -> Sequence[dt.date]:
    """Return the day on which each of those decisions was taken."""
    return [on for _, on in _dated_to_ratify_at(session, meeting)]


def standing_by(session: Session, meeting: MeetingRow) -> frozenset[str]:
    """Return the references of the decisions that stand by a meeting: its own, and those that it ratified."""
    is_own = (DecisionRow.meeting_id == meeting.id) & DecisionRow.to_ratify.is_(False)
    stands = select(DecisionRow.reference).where(is_own | (DecisionRow.ratified_at_id == meeting.id))
    return frozenset(session.scalars(stands))


def references_before(session: Session, meeting: MeetingRow) -> frozenset[str]:
    """Return the references of all decisions of a group's earlier meetings."""
    return frozenset(session.scalars(_BEFORE, {"group": meeting.group_id, "day": meeting.date}))


def decisions_between(
    session: Session, group_id: UUID, first: dt.date, last: dt.date
) -> Sequence[tuple[DecisionRow, AgendaItemRow, MeetingRow]]:
    """Return the decisions of part 1 from ``first`` to ``last``, with their items and meetings, the latest
    meeting first."""
    query = (
        select(DecisionRow, AgendaItemRow, MeetingRow)
        .join(MeetingRow, MeetingRow.id == DecisionRow.meeting_id)
        .join(AgendaItemRow, AgendaItemRow.id == DecisionRow.item_id)
        .where(
            MeetingRow.group_id == group_id,
            MeetingRow.date.between(first, last),
            AgendaItemRow.part == 1,
        )
        .order_by(MeetingRow.date.desc(), DecisionRow.reference)
    )
    return [(decision, item, meeting) for decision, item, meeting in session.execute(query)]


def superseding(session: Session, group_id: UUID) -> dict[str, str]:
    """Return the references of decisions that took the place of others, by the references of those."""
    rows = select(DecisionRow.supersedes, DecisionRow.reference).where(
        DecisionRow.group_id == group_id, DecisionRow.supersedes.is_not(None)
    )
    return {earlier: later for earlier, later in session.execute(rows) if earlier}


def _dated_to_ratify_at(session: Session, meeting: MeetingRow) -> Sequence[tuple[DecisionRow, dt.date]]:
    return [
        (row, on)
        for row, on in session.execute(_TO_RATIFY, {"group": meeting.group_id})
        if on < meeting.date and row.ratified_at_id in (None, meeting.id)
    ]
