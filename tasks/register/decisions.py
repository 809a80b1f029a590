"""Queries about decisions."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select, text
from sqlalchemy.orm import Session

from tasks.register.tables import DecisionRow, MeetingRow

# The index of what is to be ratified is defined in these words: SQLite uses it for queries that say them too.
TO_RATIFY = text("to_ratify")


def to_ratify_at(session: Session, meeting: MeetingRow) -> Sequence[DecisionRow]:
    """The decisions of earlier meetings that a meeting is to ratify, or has ratified, by reference."""
    return session.scalars(
        select(DecisionRow)
        .join(MeetingRow, MeetingRow.id == DecisionRow.meeting_id)
        .where(
            DecisionRow.group_id == meeting.group_id,
            TO_RATIFY,
            MeetingRow.date < meeting.date,
            or_(DecisionRow.ratified_at_id.is_(None), DecisionRow.ratified_at_id == meeting.id),
        )
        .order_by(DecisionRow.reference)
    ).all()
