"""Queries about requests of people for what is kept on them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tasks.register.tables import AccessRequestRow

_OPEN = (
    select(AccessRequestRow)
    .where(AccessRequestRow.answered_on.is_(None))
    .order_by(AccessRequestRow.asked_on, AccessRequestRow.id)
)


def requests_to_answer(
    session: Session, groups: Collection[UUID] | None = None
) -> Sequence[AccessRequestRow]:
    """Return the requests of these groups, or of all, that nobody has answered, the earliest first."""
    of_groups = _OPEN if groups is None else _OPEN.where(AccessRequestRow.group_id.in_(groups))
    return session.scalars(of_groups).all()


def request_of(session: Session, person_id: UUID) -> AccessRequestRow | None:
    """Return the request of a person that nobody has answered."""
    return session.scalar(_OPEN.where(AccessRequestRow.person_id == person_id).limit(1))
