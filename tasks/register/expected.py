"""Queries about who is expected at a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.quorum_forecast import Answer, Expected, deputies_named
from tasks.register.tables import ExpectedRow, MeetingRow


def said_about(session: Session, meeting: MeetingRow) -> Sequence[Expected]:
    """What was said of seats about who comes on the meeting's date, the latest last.

    Of a meeting that was moved nobody has said anything yet.
    """
    return [_value(row) for row in _rows(session, meeting.id) if row.for_date == meeting.date]


def named_for(session: Session, meeting_id: UUID) -> dict[UUID, UUID]:
    """By seat, the deputy named for a meeting, whichever date it had then."""
    return deputies_named([_value(row) for row in _rows(session, meeting_id)])


def standing_in(session: Session, meeting_id: UUID) -> frozenset[UUID]:
    """The deputies named for a meeting, whichever date it had then."""
    return frozenset(named_for(session, meeting_id).values())


def _rows(session: Session, meeting_id: UUID) -> Sequence[ExpectedRow]:
    return session.scalars(
        select(ExpectedRow)
        .where(ExpectedRow.meeting_id == meeting_id, ExpectedRow.seat_id.is_not(None))
        .order_by(ExpectedRow.number)
    ).all()


def _value(row: ExpectedRow) -> Expected:
    assert row.seat_id is not None
    return Expected(row.seat_id, Answer(row.answer), row.said_on, row.person_id, row.deputy_id)
