"""Queries about holds on disposal."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum.retention.records import Hold
from tasks.register.tables import RetentionHoldRow


def holds_on(session: Session, group_id: UUID) -> list[RetentionHoldRow]:
    """Return the holds on records of a group that nobody has lifted, the oldest first."""
    return list(
        session.scalars(
            select(RetentionHoldRow)
            .where(
                RetentionHoldRow.lifted_on.is_(None),
                or_(RetentionHoldRow.group_id.is_(None), RetentionHoldRow.group_id == group_id),
            )
            .order_by(RetentionHoldRow.placed_on, RetentionHoldRow.id)
        )
    )


def hold_value(row: RetentionHoldRow) -> Hold:
    """Return a hold of the register as the rules know it."""
    return Hold(row.ground, row.authority, row.kind, row.person_id, row.placed_on)
