"""Queries about concerns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.text.problem import Problem
from tasks.register.tables import ConcernRow

_OPEN = (
    select(ConcernRow).where(ConcernRow.settled_on.is_(None)).order_by(ConcernRow.at, ConcernRow.reference)
)


def open_concerns(session: Session, groups: Collection[UUID] | None = None) -> Sequence[ConcernRow]:
    """Return the concerns of these groups, or of all, of which nobody has said what was done, the earliest
    first."""
    of_groups = _OPEN if groups is None else _OPEN.where(ConcernRow.group_id.in_(groups))
    return session.scalars(of_groups).all()


def concern_by_reference(session: Session, reference: str) -> ConcernRow:
    """Return the open concern with that reference; Problem for any other."""
    row = session.scalar(_OPEN.where(ConcernRow.reference == reference.strip().upper()))
    if row is None:
        open_ones = ", ".join(each.reference for each in open_concerns(session)) or "none"
        raise Problem(f"There is no open concern “{reference}”. Open: {open_ones}.")
    return row


def next_concern_reference(session: Session, year: int) -> str:
    """Return the reference of the next concern of a year: W/2027/01."""
    start = f"W/{year}/"
    of_year = select(func.count(ConcernRow.id)).where(ConcernRow.reference.startswith(start))
    return f"{start}{session.scalars(of_year).one() + 1:02}"
