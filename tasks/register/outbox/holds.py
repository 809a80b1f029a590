"""The hold on all deliveries, which stands until a person lifts it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from tasks.register.tables import AuditRow, HoldRow

SENDING_REFUSED = "own sending refused"  # the event of a hold that no person has placed
_STANDING = select(HoldRow).where(HoldRow.lifted_at.is_(None)).limit(1)


def standing_hold(session: Session) -> HoldRow | None:
    """Return the hold that has not been lifted; None while letters may leave."""
    return session.scalars(_STANDING).first()


def sending_refused_since(session: Session) -> dt.datetime | None:
    """Return since when all is held because our own mail system lets us send nothing; else None."""
    hold = standing_hold(session)
    if hold is None:
        return None
    refused = select(AuditRow.seq).where(AuditRow.event == SENDING_REFUSED, AuditRow.at >= hold.placed_at)
    return hold.placed_at if session.scalar(refused.limit(1)) is not None else None
