"""The faults that were found: each is told, told again while it stands, and once more when it is over.

The looks at what is due: each flow's last one of a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from sqlalchemy import Insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from forum.watch.evidence import LOOKED_BY, Look, is_to_tell_again, is_to_try_again
from forum.watch.faults import FAULTS, Fault
from forum.watch.message import Past, StandingFault
from tasks.register.database.register import Transaction
from tasks.register.tables import FaultRow, LookRow

SETTLED_AFTER = dt.timedelta(minutes=10)  # without being seen; what comes and goes is one fault


@dataclass(frozen=True)
class ToTell:
    """The faults that are to be told, and those whose end is, with the extents and ids by which it is noted
    that people have heard."""

    standing: Sequence[StandingFault] = ()
    over: Sequence[Past] = ()
    extents: Mapping[UUID, int] = field(default_factory=dict)
    ended: Sequence[UUID] = ()


def note_faults(tx: Transaction, found: Collection[Fault]) -> ToTell:
    """Note which faults a round has found, and return what those who run the service are to hear now.

    It counts as tried; what was told is said by ``note_told``. Once one is to be told, or tried again, all
    that wait go with it.
    """
    rows = {(row.kind, row.about): row for row in open_faults(tx.session) if _is_of_the_past(row, tx.at)}
    still = {(fault.kind, fault.about): fault for fault in found}
    for key, fault in still.items():
        if row := rows.get(key):
            row.seen, row.sentence = tx.at, fault.sentence
        else:
            rows[key] = FaultRow(
                kind=fault.kind,
                about=fault.about,
                sentence=fault.sentence,
                extent=fault.extent,
                since=tx.at,
                seen=tx.at,
            )
            tx.session.add(rows[key])
    over = [row for key, row in rows.items() if key not in still and tx.at - row.seen >= SETTLED_AFTER]
    for row in over:
        if row.told is None:
            row.settled = tx.at
    standing = {rows[key]: fault for key, fault in still.items() if _is_to_tell(rows[key], fault, tx.at)}
    ended = [row for row in over if row.told is not None]
    if not any(_is_due(row, tx.at) for row in (*standing, *ended)):
        return ToTell()
    for row in (*standing, *ended):
        row.tried = tx.at
    tx.session.flush()
    return ToTell(
        [StandingFault(fault, row.since, row.told is None) for row, fault in standing.items()],
        [Past(fault_of(row), row.since, row.seen) for row in ended],
        {row.id: fault.extent for row, fault in standing.items()},
        [row.id for row in ended],
    )


def _is_of_the_past(row: FaultRow, now: dt.datetime) -> bool:
    """Say whether a fault was first seen before now. One that a clock which was ahead brought is over: what
    is found now is another. Of what it was seen, told and tried after now, nothing is known."""
    if row.since > now:
        row.settled = now
        return False
    row.seen = min(row.seen, now)
    row.told = row.told and min(row.told, now)
    row.tried = row.tried and min(row.tried, now)
    return True


def _is_to_tell(row: FaultRow, fault: Fault, now: dt.datetime) -> bool:
    """Say whether people are to hear of a fault that was found: it is new, or it is time to tell it again."""
    if row.told is None:
        return True
    every = FAULTS[fault.kind].gravity.told_every
    return is_to_tell_again(row.told, now, every, covers_more=fault.extent > row.extent)


def _is_due(row: FaultRow, now: dt.datetime) -> bool:
    """Say whether a fault that waits to be told of, or the end of one, is to be told now."""
    if row.tried is None:
        return True
    if row.told is None:
        first = row.since
    elif row.seen == now:
        first = dt.datetime.combine(row.tried.date(), LOOKED_BY)
    else:
        first = row.seen + SETTLED_AFTER
    return is_to_try_again(first, row.tried, now)


def note_told(tx: Transaction, told: ToTell) -> None:
    """Note that those who run the service have heard of these."""
    for id, extent in told.extents.items():
        row = tx.session.get_one(FaultRow, id)
        row.told, row.tried, row.extent = tx.at, None, extent
    for id in told.ended:
        tx.session.get_one(FaultRow, id).settled = tx.at


def open_faults(session: Session) -> Sequence[FaultRow]:
    """Return the faults that are not over, the oldest first."""
    query = select(FaultRow).where(FaultRow.settled.is_(None)).order_by(FaultRow.since, FaultRow.about)
    return session.scalars(query).all()


def fault_of(row: FaultRow) -> Fault:
    """Return the fault that a row keeps."""
    return Fault(row.kind, row.about, row.sentence, row.extent)


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
