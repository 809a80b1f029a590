"""Queries about incidents with personal data."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.incidents.incident import Incident
from forum.text.problem import Problem
from tasks.register.database.value_of import value_of
from tasks.register.tables import IncidentRow

_OPEN = select(IncidentRow).where(IncidentRow.closed_on.is_(None)).order_by(IncidentRow.learnt_at)


def open_incidents(session: Session, groups: Collection[UUID] | None = None) -> Sequence[IncidentRow]:
    """Return the incidents of these groups, or of all, that are not closed, the earliest first."""
    of_groups = _OPEN if groups is None else _OPEN.where(IncidentRow.group_id.in_(groups))
    return session.scalars(of_groups).all()


def incident_by_reference(session: Session, reference: str) -> IncidentRow:
    """Return the open incident with that reference; Problem for any other."""
    row = session.scalar(_OPEN.where(IncidentRow.reference == reference.strip().upper()))
    if row is None:
        open_ones = ", ".join(each.reference for each in open_incidents(session)) or "none"
        raise Problem(f"There is no open incident “{reference}”. Open: {open_ones}.")
    return row


def next_incident_reference(session: Session, year: int) -> str:
    """Return the reference of the next incident of a year: I/2027/01."""
    start = f"I/{year}/"
    of_year = select(func.count(IncidentRow.id)).where(IncidentRow.reference.startswith(start))
    return f"{start}{session.scalars(of_year).one() + 1:02}"


def incident_value(row: IncidentRow) -> Incident:
    """Return an incident as the rules know it."""
    return value_of(Incident, row)
