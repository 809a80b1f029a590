"""Queries about requests for research."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from forum.research import Request, request_reference
from forum.text.problem import Problem
from tasks.register.database.rows import value_of
from tasks.register.groups import Groups, of_group
from tasks.register.meetings import HELD, PLANNED
from tasks.register.tables import AgendaItemRow, MeetingRow, ResearchRow

OPEN = and_(ResearchRow.used_on.is_(None), ResearchRow.declined_on.is_(None))


def request_value(row: ResearchRow) -> Request:
    """Return the request as a value of the rules."""
    return value_of(Request, row)


def open_requests(session: Session, only: Groups) -> Sequence[ResearchRow]:
    """Return the requests of these groups that are neither declined nor used, the oldest first."""
    rows = session.scalars(_open_requests(only))
    return sorted(rows, key=lambda row: row.reference)  # sorted by SQLite it would look through all requests


@lru_cache  # to put it together takes longer than to ask it
def _open_requests(only: Groups) -> Select[ResearchRow]:
    return select(ResearchRow).where(OPEN, *of_group(ResearchRow.group_id, only))


def all_requests(session: Session, group_id: UUID) -> Sequence[ResearchRow]:
    """Return all requests of a group, the newest last."""
    query = select(ResearchRow).where(ResearchRow.group_id == group_id)
    return session.scalars(query.order_by(ResearchRow.asked_on, ResearchRow.reference)).all()


def answered_requests(session: Session, group_id: UUID) -> Sequence[ResearchRow]:
    """Return the requests of a group that were not declined, for which there is or will be an answer."""
    return [row for row in all_requests(session, group_id) if row.declined_on is None]


def next_research_reference(session: Session, year: int) -> str:
    """Return the reference of the year's next request. Numbers run through the register, so that a reference
    means one request, whichever groups a unit serves."""
    of_year = select(ResearchRow.reference).where(ResearchRow.reference.like(f"R/{year}/%"))
    numbers = (int(reference.rpartition("/")[2]) for reference in session.scalars(of_year))
    return request_reference(year, max(numbers, default=0) + 1)


def item_of(session: Session, row: ResearchRow) -> AgendaItemRow | None:
    """Return the item with the decision that a request informs, of a meeting that was not called off; None
    before there is one."""
    items = (
        select(AgendaItemRow)
        .join(MeetingRow, MeetingRow.id == AgendaItemRow.meeting_id)
        .where(AgendaItemRow.research_id == row.id, MeetingRow.state.in_((PLANNED, HELD)))
        .order_by(MeetingRow.date.desc())
    )
    return session.scalars(items).first()


def request_by_reference(session: Session, reference: str) -> ResearchRow:
    """Return the request with a reference such as R/2027/01; Problem where there is none."""
    row = session.scalars(
        select(ResearchRow).where(ResearchRow.reference == reference.strip().upper())
    ).first()
    if row is None:
        raise Problem(f"There is no request {reference!r} for research: mase research list shows them all.")
    return row


def requests_between(
    session: Session, group_id: UUID, first: dt.date, last: dt.date
) -> Sequence[ResearchRow]:
    """Return the requests of a group that were delivered or used from one day to another, by reference."""
    query = select(ResearchRow).where(
        ResearchRow.group_id == group_id,
        or_(ResearchRow.delivered_on.between(first, last), ResearchRow.used_on.between(first, last)),
    )
    return session.scalars(query.order_by(ResearchRow.reference)).all()
