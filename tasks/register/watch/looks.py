"""The looks at what is due: each flow's last one of a day."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.watch.evidence import Look
from tasks.register.database.register import Transaction
from tasks.register.tables import LookRow


def note_look(tx: Transaction, day: dt.date, flow: str, *, due: int, failed: int, stopped: str) -> None:
    """Note that a flow has looked at what is due on a day, and done it but for what failed."""
    row = LookRow(day=day, flow=flow, at=tx.at, due=due, failed=failed, stopped=stopped)
    tx.session.merge(row)


def looks_since(session: Session, day: dt.date) -> dict[str, Look]:
    """Return the last look of each flow for a day or a later one, by the flow's name."""
    rows = session.scalars(select(LookRow).where(LookRow.day >= day).order_by(LookRow.day))
    return {row.flow: Look(row.at, row.due, row.failed, row.stopped) for row in rows}
