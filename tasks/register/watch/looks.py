"""The looks at what is due: each flow's last one of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

from sqlalchemy import Insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from forum.watch.evidence import Look
from tasks.register.database.register import Transaction
from tasks.register.tables import LookRow


def note_looks(tx: Transaction, day: dt.date, looks: Mapping[str, Look]) -> None:
    """Note the looks of flows, by their names, at what is due on a day, in the place of earlier ones."""
    connection = tx.session.connection()
    rows = [{"day": day, "flow": flow, **vars(look)} for flow, look in looks.items()]
    connection.execute(_statement(connection.dialect.name), rows)


def note_shard(tx: Transaction, day: dt.date, shard: int, shards: int, look: Look) -> bool:
    """Note that a shard of a day has looked at what is due for its groups; say whether all of them have.

    Of shards that end at once the later one finds all: they note it one after the other.
    """
    names = [f"do_shard {number} of {shards}" for number in range(1, shards + 1)]
    note_looks(tx, day, {names[shard - 1]: look})
    noted = set(tx.session.scalars(select(LookRow.flow).where(LookRow.day == day)))
    return noted.issuperset(names)


@cache
def _statement(dialect: str) -> Insert:
    insert = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(LookRow)
    new = {name: insert.excluded[name] for name in ("at", "due", "failed", "stopped")}
    return insert.on_conflict_do_update(index_elements=["day", "flow"], set_=new)


def looks_since(session: Session, day: dt.date) -> dict[str, Look]:
    """Return the last look of each flow for a day or a later one, by the flow's name."""
    rows = session.scalars(select(LookRow).where(LookRow.day >= day).order_by(LookRow.day))
    return {row.flow: Look(row.at, row.due, row.failed, row.stopped) for row in rows}


def has_looked(session: Session, day: dt.date, flow: str) -> bool:
    """Say whether a flow has looked at what is due on a day."""
    return session.get(LookRow, (day, flow)) is not None
