"""The audit trail: append-only, ids and digests only, in a chain for each group and one for the service.

Each row has the hash of the one before in its chain. Rows are numbered over all chains: the numbers of those
whose writers waited for each other are in the order in which they wrote.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, insert, select
from sqlalchemy.orm import Session

from forum.text.checks import visible
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.register.audit.row_digests import Rows
from tasks.register.tables import AUDIT_NUMBERS, AuditRow, GroupRow

SERVICE = UUID(int=0)  # the chain of whatever is not one group's
WRITTEN = "rows written"  # the event of a transaction that put nothing else on the trail
SEVERAL = "rows written for several groups"  # its event on the chains on which it put nothing else
HEADS = "chains digested"  # the event of a row with the digest of all chains' heads
CHAIN = "audit chain"  # in a session's info: the chain that rows are put on
RUN = "run of a flow"  # in a session's info: its id, where it writes for one
LAST = "last audit rows"  # in a session's info, by chain: no other writer adds to the chains it has locked
WAITING = "audit rows to write"  # in a session's info: written together, at the end of the transaction

NEARLY = 0.9  # of the 64 places; two numbers of a trail share fewer than half
_CHECK_NUMBER = re.compile("(?:([0-9a-f]{8})-?)?([0-9a-f]{64})")  # early ones have no mark of their register
_FIRST_HASH = select(AuditRow.hash).order_by(AuditRow.seq).limit(1)
_APPEND = insert(AuditRow.__table__)  # type: ignore[arg-type]
_LAST_NUMBER = select(func.coalesce(func.max(AuditRow.seq), 0))
_LAST_WRITTEN = select(AuditRow.at).order_by(AuditRow.seq.desc()).limit(1)
_SERVICE_HEAD = select(AuditRow.hash).where(AuditRow.chain == SERVICE).order_by(AuditRow.seq.desc()).limit(1)
_LAST_OF_GROUP = (
    select(func.max(AuditRow.seq)).where(AuditRow.chain == GroupRow.id).correlate(GroupRow).scalar_subquery()
)
_GROUP_HEADS = select(GroupRow.id, AuditRow.hash).join(AuditRow, AuditRow.seq == _LAST_OF_GROUP)
_HEADS_OF = _GROUP_HEADS.where(GroupRow.id.in_(bindparam("groups", expanding=True)))


def append(
    session: Session,
    *,
    at: dt.datetime,
    actor: str,
    event: str,
    about: dict[str, Any],
    chain: UUID | None = None,
) -> None:
    """Append one row to a chain, without one to that of the session, to be written with ``write_waiting``.

    Ids in ``about`` are written as text.
    """
    as_json = json.loads(json.dumps(about, default=str, sort_keys=True))
    chain = session.info.get(CHAIN, SERVICE) if chain is None else chain
    row = {"chain": chain, "at": at, "actor": actor, "event": event, "about": as_json, "wrote": {}}
    row["run"] = session.info.get(RUN)
    session.info.setdefault(WAITING, []).append(row)


def note_written(
    session: Session, rows: Rows, *, at: dt.datetime, actor: str, chains: Sequence[UUID] = (SERVICE,)
) -> None:
    """Put the digests of a transaction's rows into its last audit row, or into one of their own.

    Each of ``chains``, those that the transaction was for, gets a row where it has none: by its head others
    see that somebody has written.
    """
    if not rows:
        return
    if not session.info.get(WAITING):
        append(session, at=at, actor=actor, event=WRITTEN, about={})
    waiting = session.info[WAITING]
    waiting[-1]["wrote"] = rows
    for chain in set(chains) - {row["chain"] for row in waiting}:
        append(session, at=at, actor=actor, event=SEVERAL, about={}, chain=chain)


def write_waiting(session: Session) -> None:
    """Write the audit rows appended so far: number them, and link each to the one before in its chain."""
    waiting = session.info.pop(WAITING, None)
    if not waiting:
        return
    connection = session.connection()
    last: dict[UUID, str] = session.info.setdefault(LAST, {})
    last |= heads(connection, {row["chain"] for row in waiting} - set(last))
    for seq, row in zip(_numbers(connection, len(waiting)), waiting, strict=True):
        chain = row["chain"]
        row["seq"], row["previous"] = seq, last[chain]
        hashed = (row[name] for name in ("seq", "at", "actor", "event", "about", "previous", "wrote", "run"))
        last[chain] = row["hash"] = digest(*hashed)
    connection.execute(_APPEND, waiting)


def _numbers(connection: Connection, count: int) -> Collection[int]:
    """Return the next numbers, which no other writer gets: PostgreSQL has several writers at a time."""
    if connection.dialect.name == "postgresql":
        series = func.generate_series(1, count).table_valued("place")
        return connection.execute(select(AUDIT_NUMBERS.next_value()).select_from(series)).scalars().all()
    last = connection.execute(_LAST_NUMBER).scalar_one()
    return range(last + 1, last + 1 + count)


def beginning(chain: UUID) -> str:
    """Return what the first row of a chain has as the hash before it, so that no row fits another chain."""
    return chain.hex * 2


def heads(connection: Connection, chains: Collection[UUID]) -> dict[UUID, str]:
    """Return the hash of the last row of each of these chains: 64 hexadecimal digits."""
    found = {chain: beginning(chain) for chain in chains}
    if SERVICE in found:
        found[SERVICE] = connection.execute(_SERVICE_HEAD).scalar() or found[SERVICE]
    if groups := set(found) - {SERVICE}:
        found |= dict(connection.execute(_HEADS_OF, {"groups": list(groups)}).all())
    return found


def all_heads(session: Session) -> dict[UUID, str]:
    """Return the hash of the last row of each chain: the same as before where nobody has written since."""
    connection = session.connection()
    return heads(connection, [SERVICE]) | dict(connection.execute(_GROUP_HEADS).all())


def digest_heads(session: Session, *, at: dt.datetime, actor: str) -> str:
    """Put the digest of all chains' last rows on the service's chain, and return that row's check number. No
    other writer may be at work.

    Kept elsewhere, the number shows whether rows of any chain were cut off or written anew.
    """
    write_waiting(session)
    last = all_heads(session)
    append(session, at=at, actor=actor, event=HEADS, about={"heads": _digest_of_heads(last)})
    write_waiting(session)
    return check_number(session, session.info[LAST][SERVICE])


def check_number(session: Session, hash: str) -> str:
    """Return the check number of a row with this hash: the register's mark is before it, so that one of
    another register is known."""
    return f"{_mark(session)}-{hash}"


def _mark(session: Session) -> str:
    """Return the beginning of the first row's hash, which no other register has."""
    return (session.scalar(_FIRST_HASH) or "")[:8]


def _digest_of_heads(last: Mapping[UUID, str]) -> str:
    in_order = sorted((chain.hex, head) for chain, head in last.items())
    return hashlib.sha256(json.dumps(in_order).encode()).hexdigest()


def last_written(session: Session) -> dt.datetime | None:
    """Return when the latest row was written; None on an empty trail."""
    return session.scalar(_LAST_WRITTEN)


def digest(
    seq: int,
    at: dt.datetime,
    actor: str,
    event: str,
    about: dict[str, Any],
    previous: str,
    wrote: Rows | None = None,
    run: UUID | None = None,
) -> str:
    """Return the SHA-256 of a row's content and of the hash before it, as 64 hexadecimal digits."""
    content = [seq, at.isoformat(), actor, event, about, previous, *([wrote] if wrote else [])]
    content += [run.hex] if run else []
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def last_digest_of_heads(session: Session) -> AuditRow | None:
    """Return the row of the latest check number; None where there is none yet."""
    return session.scalar(
        select(AuditRow)
        .where(AuditRow.chain == SERVICE, AuditRow.event == HEADS)
        .order_by(AuditRow.seq.desc())
        .limit(1)
    )


def verify(session: Session) -> int:
    """Check the whole trail and return the number of rows. Raises Problem as ``whole_trail`` does."""
    return sum(1 for _ in whole_trail(session))


def whole_trail(session: Session) -> Iterator[AuditRow]:
    """Yield all rows in the order of their numbers.

    Raises Problem naming the first row that shows that one was changed, taken out or put in after it was
    written.
    """
    last: dict[UUID, str] = {SERVICE: beginning(SERVICE)}
    for row in _pages(session):
        if row.previous != last.get(row.chain, beginning(row.chain)):
            raise _broken(f"row {row.seq} does not follow from the row before it in its chain")
        if (
            digest(row.seq, row.at, row.actor, row.event, row.about, row.previous, row.wrote, row.run)
            != row.hash
        ):
            raise _broken(f"row {row.seq} was changed after it was written")
        if row.event == HEADS and row.about != {"heads": _digest_of_heads(last)}:
            raise _broken(f"rows before row {row.seq} are not those that it was written after")
        last[row.chain] = row.hash
        yield row


def row_with(session: Session, number: str) -> AuditRow:
    """Return the row with a check number that was kept elsewhere.

    Raises Problem when there is none: rows were cut off, or the trail was written anew. A number that is
    none, is nearly one of the trail's, or has the mark of another register is a slip, and the Problem says
    so.
    """
    match = _CHECK_NUMBER.fullmatch("".join(number.split()).lower())
    if not match:
        raise Problem(
            f"“{visible(number)}” is no check number: it has 8 digits and letters from a to f, and 64 after "
            "a hyphen. Copy it from the letter. Nothing is said of the trail by this."
        )
    mark, typed = match.groups()
    if row := session.scalar(select(AuditRow).where(AuditRow.hash == typed)):
        return row
    kept = {row.hash: row.at for row in session.scalars(select(AuditRow).where(AuditRow.event == HEADS))}
    if near := get_close_matches(typed, kept, n=1, cutoff=NEARLY):
        raise Problem(
            f"No row has that check number, but that of {long_date(kept[near[0]])} is nearly the same: "
            f"{check_number(session, near[0])}. Compare it with the letter, and copy it from there."
        )
    if mark and mark != (ours := _mark(session)):
        raise Problem(
            f"The check number is of another register: this one’s begin with {ours}. Take one from a letter "
            "of this service; nothing is said of the trail by this. If it did come from this register, its "
            "trail was written anew from the first row on: find out who could write to it."
        )
    raise _broken("no row has that check number, so rows were cut off at the end or rewritten")


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
