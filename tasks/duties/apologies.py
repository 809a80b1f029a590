"""Apologies, and deputies named for a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from forum.membership import Role
from forum.problem import Problem
from forum.quorum_forecast import Answer, Expected
from tasks.duties.forum_on_day import ForumOnDay, forum_of_meeting
from tasks.duties.office import Office
from tasks.register.meetings import meeting_by_reference
from tasks.register.tables import ExpectedRow


def note_coming(office: Office, reference: str, person: UUID, by: str) -> None:
    """Note that somebody said they come."""
    _note(office, reference, person, Answer.ACCEPTED, None, by)


def note_apology(office: Office, reference: str, person: UUID, by: str) -> None:
    """Note an apology. The reason is nobody's business and is not kept."""
    _note(office, reference, person, Answer.APOLOGIES, None, by)


def name_deputy(office: Office, reference: str, person: UUID, deputy: UUID, by: str) -> None:
    """Note that a deputy comes in a member's place."""
    _note(office, reference, person, Answer.DEPUTY, deputy, by)


def said_about(session: Session, meeting_id: UUID) -> Sequence[Expected]:
    """All that was said about who comes, the latest last."""
    rows = session.scalars(
        select(ExpectedRow)
        .where(ExpectedRow.meeting_id == meeting_id, ExpectedRow.seat_id.is_not(None))
        .order_by(ExpectedRow.said_on)
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


def _note(office: Office, reference: str, person: UUID, answer: Answer, deputy: UUID | None, by: str) -> None:
    with office.register.transaction(by) as tx:
        meeting = meeting_by_reference(tx.session, reference)
        forum, _ = forum_of_meeting(office, tx, meeting.id, tx.at.date())
        seat_id = _seat_of(forum, person)
        if seat_id is None and answer is Answer.DEPUTY:
            raise Problem("Only a core member can name a deputy; this person holds no seat.")
        tx.session.execute(
            delete(ExpectedRow).where(
                ExpectedRow.meeting_id == meeting.id,
                ExpectedRow.person_id == person,
                ExpectedRow.said_on == tx.at.date(),
            )
        )
        tx.session.add(
            ExpectedRow(
                meeting_id=meeting.id,
                person_id=person,
                seat_id=seat_id,
                answer=answer,
                deputy_id=deputy,
                said_on=tx.at.date(),
            )
        )
        tx.audit(f"noted: {answer}", meeting=meeting.id, person=person)


def _seat_of(forum: ForumOnDay, person: UUID) -> UUID | None:
    for one in forum.membership.appointments_on(person, forum.on):
        if one.role is Role.CORE:
            return one.seat_id
    return None
