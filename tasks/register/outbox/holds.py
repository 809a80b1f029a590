"""The hold on all deliveries, which stands until a person lifts it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tasks.register.tables import HoldRow

_STANDING = select(HoldRow).where(HoldRow.lifted_at.is_(None)).limit(1)


def standing_hold(session: Session) -> HoldRow | None:
    """Return the hold that has not been lifted; None while letters may leave."""
    return session.scalars(_STANDING).first()
