"""Queries about partnerships: their contacts, their briefings, what they sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from forum.partnerships.briefings import BriefingWords, briefing_reference
from tasks.register.tables import BriefingRow, PartnershipContactRow, PartnershipMessageRow


def contacts_of(session: Session, group_id: UUID, on: dt.date) -> Sequence[PartnershipContactRow]:
    """Return the contacts of a group's partnerships on a day, by partnership and body."""
    query = select(PartnershipContactRow).where(PartnershipContactRow.group_id == group_id, _is_valid(on))
    return session.scalars(
        query.order_by(PartnershipContactRow.partnership, PartnershipContactRow.body)
    ).all()


def contacts_who_are(session: Session, person_id: UUID, on: dt.date) -> Sequence[PartnershipContactRow]:
    """Return the places in which a person is a contact on a day, in whichever group."""
    query = select(PartnershipContactRow).where(PartnershipContactRow.person_id == person_id, _is_valid(on))
    return session.scalars(query.order_by(PartnershipContactRow.first, PartnershipContactRow.id)).all()


def briefings_of(session: Session, meeting_id: UUID) -> Sequence[BriefingRow]:
    """Return all briefings on a meeting's decisions, by reference."""
    query = select(BriefingRow).where(BriefingRow.meeting_id == meeting_id)
    return session.scalars(query.order_by(BriefingRow.reference)).all()


def briefings_in(session: Session, group_id: UUID) -> Sequence[BriefingRow]:
    """Return all briefings of a group, by reference."""
    query = select(BriefingRow).where(BriefingRow.group_id == group_id)
    return session.scalars(query.order_by(BriefingRow.reference)).all()


def messages_in(
    session: Session, group_id: UUID
) -> Sequence[tuple[PartnershipMessageRow, PartnershipContactRow]]:
    """Return what the contacts of a group's partnerships sent, with who sent it, the oldest first."""
    query = (
        select(PartnershipMessageRow, PartnershipContactRow)
        .join(PartnershipContactRow, PartnershipContactRow.id == PartnershipMessageRow.contact_id)
        .where(PartnershipContactRow.group_id == group_id)
        .order_by(PartnershipMessageRow.on, PartnershipMessageRow.id)
    )
    return [(message, contact) for message, contact in session.execute(query)]


def next_briefing(session: Session, year: int) -> str:
    """Return the reference of the year's next briefing. Numbers run through the register, so that a reference
    means one briefing, whichever groups a unit serves."""
    of_year = select(BriefingRow.reference).where(BriefingRow.reference.like(f"B/{year}/%"))
    numbers = (int(reference.rpartition("/")[2]) for reference in session.scalars(of_year))
    return briefing_reference(year, max(numbers, default=0) + 1)


def words_of(row: BriefingRow) -> BriefingWords | None:
    """Return the words of a briefing as the rules know them; None before any are written."""
    if row.kind is None:
        return None
    return BriefingWords(
        kind=row.kind, decided=row.decided, why=row.why, ask=row.ask, by=row.by, pass_on=row.pass_on
    )


def _is_valid(on: dt.date) -> ColumnElement[bool]:
    last = PartnershipContactRow.last
    return and_(PartnershipContactRow.first <= on, or_(last.is_(None), last >= on))
