"""Queries about lists of records past their time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from tasks.register.tables import DisposalListRow

_WAITING = select(DisposalListRow).where(
    DisposalListRow.carried_out_on.is_(None), DisposalListRow.replaced_on.is_(None)
)


def lists_that_wait(session: Session, groups: Collection[UUID] | None = None) -> Sequence[DisposalListRow]:
    """Return the lists of these groups, or of all, that nobody has carried out or replaced."""
    of_groups = _WAITING if groups is None else _WAITING.where(DisposalListRow.group_id.in_(groups))
    return session.scalars(of_groups).all()
