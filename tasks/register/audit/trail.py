"""The audit trail: append-only, ids and digests only, each row with the hash of the one before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from forum.text.problem import Problem
from tasks.register.audit.row_digests import Rows
from tasks.register.tables import AuditRow

START = "0" * 64
WRITTEN = "rows written"  # the event of a transaction that put nothing else on the trail
LAST = "last audit row"  # in a session's info: with one writer at a time, the last row is our own
WAITING = "audit rows to write"  # in a session's info: written together, at the end of the transaction

_APPEND = insert(AuditRow.__table__)  # type: ignore[arg-type]
_LAST_ROW = select(AuditRow.__table__.c.seq, AuditRow.__table__.c.hash).order_by(
    AuditRow.__table__.c.seq.desc()
).limit(1)  # fmt: skip


def append(session: Session, *, at: dt.datetime, actor: str, event: str, about: dict[str, Any]) -> None:
    """Append one row, to be written with ``write_waiting``. Ids in ``about`` are written as text."""
    seq, previous = session.info.get(LAST) or _last(session)
    seq += 1
    as_json = json.loads(json.dumps(about, default=str, sort_keys=True))
    row = {"seq": seq, "at": at, "actor": actor, "event": event, "about": as_json, "previous": previous}
    own = digest(seq, at, actor, event, as_json, previous)
    session.info.setdefault(WAITING, []).append({**row, "wrote": {}, "hash": own})
    session.info[LAST] = seq, own


def note_written(session: Session, rows: Rows, *, at: dt.datetime, actor: str) -> None:
    """Put the digests of a transaction's rows into its last audit row, or into one of their own."""
    if not rows:
        return
    if not session.info.get(WAITING):
        append(session, at=at, actor=actor, event=WRITTEN, about={})
    row = session.info[WAITING][-1]
    row["wrote"] = rows
    hashed = (row["seq"], row["at"], row["actor"], row["event"], row["about"], row["previous"])
    row["hash"] = digest(*hashed, wrote=rows)
    session.info[LAST] = row["seq"], row["hash"]


def write_waiting(session: Session) -> None:
    """Write the audit rows appended so far."""
    if waiting := session.info.pop(WAITING, None):
        session.connection().execute(_APPEND, waiting)


def _last(session: Session) -> tuple[int, str]:
    last = session.connection().execute(_LAST_ROW).first()
    return (last.seq, last.hash) if last else (0, START)


def last_written(session: Session) -> dt.datetime | None:
    """Return when the latest row was written; None on an empty trail."""
    return session.scalar(select(AuditRow.at).order_by(AuditRow.seq.desc()).limit(1))


def digest(
    seq: int,
    at: dt.datetime,
    actor: str,
    event: str,
    about: dict[str, Any],
    previous: str,
    wrote: Rows | None = None,
) -> str:
    """Return the SHA-256 of a row's content and of the hash before it, as 64 hexadecimal digits."""
    content = [seq, at.isoformat(), actor, event, about, previous, *([wrote] if wrote else [])]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def latest_hash(session: Session) -> str:
    """Return the hash of the latest row: 64 hexadecimal digits, zeros for an empty trail.

    Kept elsewhere, it shows whether rows were cut off at the end.
    """
    _, latest = session.info.get(LAST) or _last(session)
    return latest


def verify(session: Session) -> int:
    """Check the whole trail and return the number of rows. Raises Problem as ``whole_trail`` does."""
    return sum(1 for _ in whole_trail(session))


def whole_trail(session: Session) -> Iterator[AuditRow]:
    """Yield all rows in order.

    Raises Problem naming the first row that was changed, taken out or put in after it was written.
    """
    previous = START
    for count, row in enumerate(_pages(session), start=1):
        if row.seq != count:
            raise _broken(f"row {count} is missing")
        if row.previous != previous:
            raise _broken(f"row {row.seq} does not follow from the row before it")
        if digest(row.seq, row.at, row.actor, row.event, row.about, row.previous, row.wrote) != row.hash:
            raise _broken(f"row {row.seq} was changed after it was written")
        previous = row.hash
        yield row


def row_with(session: Session, number: str) -> AuditRow:
    """Return the row with a check number that was kept elsewhere.

    Raises Problem when there is none: rows were cut off, or the trail was written anew.
    """
    row = session.scalar(select(AuditRow).where(AuditRow.hash == number.strip().lower()))
    if row is None:
        raise _broken("no row has that check number, so rows were cut off at the end or rewritten")
    return row


def _pages(session: Session, size: int = 200) -> Iterator[AuditRow]:
    """Yield all rows in order, read some at a time, so that a trail of any length fits in memory."""
    last = 0
    while rows := session.scalars(
        select(AuditRow).where(AuditRow.seq > last).order_by(AuditRow.seq).limit(size)
    ).all():
        yield from rows
        last = rows[-1].seq
        for row in rows:
            session.expunge(row)


def _broken(fault: str) -> Problem:
    return Problem(
        f"The audit trail can’t be trusted: {fault}. Keep the database as it is, restore a backup beside it, "
        "and find out who could write to it."
    )
