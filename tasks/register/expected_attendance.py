"""Queries about who is expected at a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.attendance.forecast import Answer, Expected, deputies_named
from tasks.register.database.batch_session import AllRows
from tasks.register.tables import ExpectedRow, MeetingRow

_SAID = AllRows[ExpectedRow](ExpectedRow.meeting_id)


def expected_at(session: Session, meeting: MeetingRow) -> Sequence[Expected]:
    """What was said of seats about who comes on the meeting's date, the latest last.

    Of a meeting that was moved nobody has said anything yet.
    """
    return [_value(row) for row in _rows(session, meeting.id) if row.for_date == meeting.date]


def named_deputies(session: Session, meeting_id: UUID) -> dict[UUID, UUID]:
    """By seat, the deputy named for a meeting, whichever date it had then."""
    return deputies_named([_value(row) for row in _rows(session, meeting_id)])


def standing_in_deputies(session: Session, meeting_id: UUID) -> frozenset[UUID]:
    """The deputies named for a meeting, whichever date it had then."""
    return frozenset(named_deputies(session, meeting_id).values())


def declined_deputies(session: Session, meeting: MeetingRow) -> tuple[UUID, ...]:
    """Those who were named as deputies for a meeting and have said since that they can't come on its date."""
    named = {row.deputy_id: None for row in _rows(session, meeting.id) if row.deputy_id}
    return tuple(one for one in named if last_answer(session, meeting, one) is Answer.APOLOGIES)


def last_answer(session: Session, meeting: MeetingRow, person_id: UUID) -> Answer | None:
    """What somebody said last of coming on the meeting's date."""
    said = [row for row in _all(session, meeting.id) if row.person_id == person_id]
    return Answer(said[-1].answer) if said and said[-1].for_date == meeting.date else None


def has_named_deputy(session: Session, meeting_id: UUID, person_id: UUID, seat_id: UUID) -> bool:
    """Whether the deputy who stands in for a seat was named by that person."""
    deputy = named_deputies(session, meeting_id).get(seat_id)
    return deputy is not None and any(
        (row.person_id, row.deputy_id) == (person_id, deputy) for row in _rows(session, meeting_id)
    )


def _rows(session: Session, meeting_id: UUID) -> Sequence[ExpectedRow]:
    return [row for row in _all(session, meeting_id) if row.seat_id is not None]


def _all(session: Session, meeting_id: UUID) -> Sequence[ExpectedRow]:
    return sorted(_SAID.of(session, meeting_id), key=lambda row: row.number)


def _value(row: ExpectedRow) -> Expected:
    assert row.seat_id is not None
    return Expected(row.seat_id, Answer(row.answer), row.said_on, row.person_id, row.deputy_id)
