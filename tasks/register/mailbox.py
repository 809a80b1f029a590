"""What came into the mailbox: the cursor, and each item with what was made of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from forum.inbox.outcomes import Outcome
from forum.text.problem import Problem
from tasks.register.database.insert_if_absent import insert_if_absent
from tasks.register.tables import DispatchRow, MailboxRow, ReceivedRow

# The index of what waits is defined in these words: SQLite uses it for queries that say them too.
WAITS = text("outcome IN ('for the unit', 'quarantined')")
OVERLAP = dt.timedelta(days=1)  # mail systems deliver out of order, and their clocks differ from ours


def cursor_of(session: Session, mailbox: str) -> str:
    """Where the reading of a mailbox goes on; empty when it has not been read yet."""
    row = session.get(MailboxRow, mailbox)
    return row.cursor if row else ""


def store_cursor(session: Session, mailbox: str, cursor: str, at: dt.datetime) -> None:
    """Go on from there the next time: all before it is on record."""
    if not insert_if_absent(session, MailboxRow.address, address=mailbox, cursor=cursor, read_at=at):
        session.execute(
            update(MailboxRow).where(MailboxRow.address == mailbox).values(cursor=cursor, read_at=at)
        )


def mailboxes_read(session: Session) -> Sequence[str]:
    """The addresses of the mailboxes that have been read."""
    return session.scalars(select(MailboxRow.address)).all()


def read_since(session: Session, mailbox: str, now: dt.datetime) -> dt.datetime:
    """From when on a mailbox is read without a cursor: what is on record is known again by its id.

    For the first time it is from our first letter on, since nothing earlier can answer one.
    """
    last = session.scalar(
        select(func.max(ReceivedRow.received_at)).where(
            ReceivedRow.mailbox == mailbox, ReceivedRow.received_at <= now
        )
    )
    if last is None:  # no index answers this; it is asked once in a register's life
        last = session.scalar(select(func.min(DispatchRow.sent_at)))
    return (last or now) - OVERLAP


def item_on_record(session: Session, mailbox: str, item: str, message: str) -> ReceivedRow | None:
    """The row of an item, known again by its id or by the digest of its Message-ID."""
    row = session.scalar(select(ReceivedRow).where(ReceivedRow.mailbox == mailbox, ReceivedRow.item == item))
    if row is None and message:
        same = select(ReceivedRow).where(ReceivedRow.mailbox == mailbox, ReceivedRow.message == message)
        row = session.scalars(same).first()
    return row


def message_digest(message_id: str, sender: str, dmarc: str) -> str:
    """The SHA-256 of a Message-ID, with who wrote it and whether that is proved; empty for none.

    A stranger can give a mail the Message-ID of somebody else's, who must not be thought to have written.
    """
    known_by = "\n".join((dmarc, sender, message_id))
    return hashlib.sha256(known_by.encode("utf-8", "replace")).hexdigest() if message_id else ""


def waiting_items(session: Session, groups: Collection[UUID] | None = None) -> Sequence[ReceivedRow]:
    """What waits for the unit of these groups, or of all, the oldest first."""
    query = select(ReceivedRow).where(WAITS)
    if groups is not None:
        query = query.where(ReceivedRow.group_id.in_(groups))
    return session.scalars(query.order_by(ReceivedRow.received_at, ReceivedRow.id)).all()


def is_item_waiting(session: Session, kind: str, person: UUID, but: str) -> bool:
    """Whether an item of that kind waits that answers or returns a letter to that person; other than ``but``,
    by its id in the mailbox."""
    query = (
        select(ReceivedRow.id)
        .join(DispatchRow, DispatchRow.id == ReceivedRow.dispatch_id)
        .where(
            WAITS,
            ReceivedRow.kind == kind,
            ReceivedRow.item != but,
            DispatchRow.person_id == person,
        )
    )
    return session.scalars(query).first() is not None


def waiting_item_by_id(session: Session, start: str) -> ReceivedRow:
    """The item that waits whose id starts with these characters, as ``mase mailbox`` shows them.

    Problem when there is none, or more than one.
    """
    wanted = start.strip().lower()
    found = [row for row in waiting_items(session) if wanted and str(row.id).startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Problem(f"{len(found)} items that wait have ids starting with “{start}”: give more of the id.")
    raise Problem(f"Nothing that waits in the mailbox has the id “{start}”; mase mailbox lists what does.")


def last_recorded_item(session: Session, person: UUID, dispatch: UUID | None) -> ReceivedRow | None:
    """What was last recorded of a person in words, in answer to a letter or to none, and not taken back."""
    rows = session.scalars(
        select(ReceivedRow)
        .where(
            ReceivedRow.person_id == person,
            ReceivedRow.dispatch_id.is_not_distinct_from(dispatch),
            ReceivedRow.outcome.in_([Outcome.RECORDED, Outcome.FOR_THE_UNIT, Outcome.PUT_ASIDE]),
        )
        .order_by(ReceivedRow.read_at.desc(), ReceivedRow.received_at.desc())
    )
    return next((row for row in rows if any(made["line"] for made in row.made_of)), None)
