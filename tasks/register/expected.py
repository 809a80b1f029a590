"""Queries about who is expected at a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.quorum_forecast import Answer, Expected
from tasks.register.tables import ExpectedRow


def said_about(session: Session, meeting_id: UUID) -> Sequence[Expected]:
    """All that was said of seats about who comes, the latest last."""
    rows = session.scalars(
        select(ExpectedRow)
        .where(ExpectedRow.meeting_id == meeting_id, ExpectedRow.seat_id.is_not(None))
        .order_by(ExpectedRow.number)
    )
    return [
        Expected(row.seat_id, Answer(row.answer), row.said_on, row.person_id, row.deputy_id)
        for row in rows
        if row.seat_id
    ]


def standing_in(session: Session, meeting_id: UUID) -> frozenset[UUID]:
    """The deputies named for a meeting, by what was said last of each seat."""
    latest = {expected.seat_id: expected for expected in said_about(session, meeting_id)}
    return frozenset(expected.deputy_id for expected in latest.values() if expected.deputy_id)
