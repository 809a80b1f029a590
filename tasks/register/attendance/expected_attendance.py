"""Queries about the answers that people gave on attending a meeting, and the deputies named for it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from forum.attendance.forecast import Answer, Expected, deputies_named
from tasks.register.tables import ExpectedRow, MeetingRow

_SAID = select(ExpectedRow).where(ExpectedRow.meeting_id == bindparam("meeting")).order_by(ExpectedRow.number)


def answers_at(session: Session, meeting_id: UUID) -> Sequence[ExpectedRow]:
    """Return all answers on attending a meeting, the latest last."""
    return session.scalars(_SAID, {"meeting": meeting_id}).all()


def expected_at(session: Session, meeting: MeetingRow) -> Sequence[Expected]:
    """Return the answers for seats on the meeting's present date, the latest last.

    Answers for an earlier date of a meeting that was moved do not count.
    """
    return [_value(row) for row in _rows(session, meeting.id) if row.for_date == meeting.date]


def named_deputies(session: Session, meeting_id: UUID) -> dict[UUID, UUID]:
    """Return the deputy named for a meeting by seat, whichever date the meeting had then."""
    return deputies_named([_value(row) for row in _rows(session, meeting_id)])


def standing_in_deputies(session: Session, meeting_id: UUID) -> frozenset[UUID]:
    """Return the deputies named for a meeting, whichever date the meeting had then."""
    return frozenset(named_deputies(session, meeting_id).values())


def declined_deputies(session: Session, meeting: MeetingRow) -> tuple[UUID, ...]:
    """Return the deputies named for a meeting who have sent apologies for its date since."""
    deputies = {row.deputy_id: None for row in _rows(session, meeting.id) if row.deputy_id}
    return tuple(id for id in deputies if last_answer(session, meeting, id) is Answer.APOLOGIES)


def last_answer(session: Session, meeting: MeetingRow, person_id: UUID) -> Answer | None:
    """Return a person's last answer, where it is for the meeting's present date."""
    answers = [row for row in answers_at(session, meeting.id) if row.person_id == person_id]
    return Answer(answers[-1].answer) if answers and answers[-1].for_date == meeting.date else None


def has_named_deputy(session: Session, meeting_id: UUID, person_id: UUID, seat_id: UUID) -> bool:
    """Tell whether that person named the deputy who stands in for a seat."""
    deputy = named_deputies(session, meeting_id).get(seat_id)
    return deputy is not None and any(
        (row.person_id, row.deputy_id) == (person_id, deputy) for row in _rows(session, meeting_id)
    )


def _rows(session: Session, meeting_id: UUID) -> Sequence[ExpectedRow]:
    return [row for row in answers_at(session, meeting_id) if row.seat_id is not None]


def _value(row: ExpectedRow) -> Expected:
    assert row.seat_id is not None
    return Expected(row.seat_id, row.answer, row.said_on, row.person_id, row.deputy_id, not row.is_unproved)
