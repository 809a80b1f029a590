"""The faults that were found: each is told once, and once more when it is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.watch.faults import Fault
from forum.watch.hours import is_to_try_again
from forum.watch.message import Message, Past, message_about
from tasks.register.database.register import Transaction
from tasks.register.tables import FaultRow

SETTLED_AFTER = dt.timedelta(minutes=10)  # without being seen; what comes and goes is one fault


@dataclass(frozen=True)
class ToTell:
    """The ids of faults that are to be told, and of those whose end is, with the message about them; None
    where there is nothing to tell."""

    new: Sequence[UUID]
    over: Sequence[UUID]
    message: Message | None


def note_faults(tx: Transaction, found: Collection[Fault]) -> ToTell:
    """Note which faults a round has found, and return what those who run the service are to hear now.

    It counts as tried; what was told is said by ``note_told``. Once one is to be told, or tried again, all
    that wait go with it.
    """
    still = {(fault.kind, fault.about) for fault in found}
    rows = {(row.kind, row.about): row for row in open_faults(tx.session)}
    for fault in found:
        if row := rows.get((fault.kind, fault.about)):
            row.seen = tx.at
        else:
            row = FaultRow(
                kind=fault.kind, about=fault.about, sentence=fault.sentence, since=tx.at, seen=tx.at
            )
            tx.session.add(row)
            rows[fault.kind, fault.about] = row
    over = [row for key, row in rows.items() if key not in still and tx.at - row.seen >= SETTLED_AFTER]
    for row in over:
        if row.told is None:
            row.settled = tx.at
    new = [row for key, row in rows.items() if row.told is None and key in still]
    ended = [row for row in over if row.told is not None]
    if not any(_is_due(row, tx.at) for row in (*new, *ended)):
        return ToTell([], [], None)
    for row in (*new, *ended):
        row.tried = tx.at
    tx.session.flush()
    past = [Past(fault_of(row), row.since, row.seen) for row in ended]
    message = message_about([fault_of(row) for row in new], past)
    return ToTell([row.id for row in new], [row.id for row in ended], message)


def _is_due(row: FaultRow, now: dt.datetime) -> bool:
    """Say whether a fault that waits to be told of, or the end of one, is to be told now."""
    if row.tried is None:
        return True
    first = row.since if row.told is None else row.seen + SETTLED_AFTER
    return is_to_try_again(first, row.tried, now)


def note_told(tx: Transaction, told: ToTell) -> None:
    """Note that those who run the service have heard of these."""
    for id in told.new:
        row = tx.session.get_one(FaultRow, id)
        row.told, row.tried = tx.at, None
    for id in told.over:
        tx.session.get_one(FaultRow, id).settled = tx.at


def open_faults(session: Session) -> Sequence[FaultRow]:
    """Return the faults that are not over, the oldest first."""
    query = select(FaultRow).where(FaultRow.settled.is_(None)).order_by(FaultRow.since, FaultRow.about)
    return session.scalars(query).all()


def fault_of(row: FaultRow) -> Fault:
    """Return the fault that a row keeps."""
    return Fault(row.kind, row.about, row.sentence)
