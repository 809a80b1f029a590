"""Queries about the mailbox: how far it has been read, and its items with their outcomes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from functools import cache
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, func, select, text, update
from sqlalchemy.orm import Session

from forum.inbox.mailbox_items import WAITING, ItemKind, Outcome
from forum.outbox.budget import CONFIRMATIONS
from tasks.register.database.rows import insert_if_absent, row_with_id
from tasks.register.groups import of_groups
from tasks.register.tables import ConcernRow, DispatchRow, MailboxRow, ReceivedRow, WaitingWordsRow

# SQLite uses the index of waiting items only for queries in the words that define it.
WAITS = text("outcome IN ('for the unit', 'quarantined')")
_CONFIRMATION = and_(
    DispatchRow.person_id == ReceivedRow.person_id,
    DispatchRow.queued_at >= ReceivedRow.received_at,
    DispatchRow.subject_id == ReceivedRow.id,
    DispatchRow.letter.in_(CONFIRMATIONS),
)
_CONFIRMED = (
    select(ReceivedRow.received_at, DispatchRow.sent_at)
    .join(DispatchRow, _CONFIRMATION)
    .where(ReceivedRow.received_at >= bindparam("since"), DispatchRow.sent_at.is_not(None))
)
OVERLAP = dt.timedelta(days=1)  # mail systems deliver out of order, and their clocks differ from ours


def cursor_of(session: Session, mailbox: str) -> str:
    """Return the cursor from which the reading of a mailbox goes on; empty before the first reading."""
    row = session.get(MailboxRow, mailbox)
    return row.cursor if row else ""


def store_cursor(session: Session, mailbox: str, cursor: str, at: dt.datetime) -> None:
    """Store the cursor for the next reading, once all items before it are on record."""
    if not insert_if_absent(session, MailboxRow.address, address=mailbox, cursor=cursor, read_at=at):
        session.execute(
            update(MailboxRow).where(MailboxRow.address == mailbox).values(cursor=cursor, read_at=at)
        )


def count_failed_try(session: Session, mailbox: str, item: str, at: dt.datetime) -> tuple[int, dt.datetime]:
    """Count that the gateway could not show an item; return how often it could not so far, and since when."""
    insert_if_absent(session, MailboxRow.address, address=mailbox, cursor="", read_at=at)
    row = session.get_one(MailboxRow, mailbox)
    is_same = row.failing_item == item
    row.failing_tries = row.failing_tries + 1 if is_same else 1
    row.failing_since = (row.failing_since if is_same else None) or at
    row.failing_item = item
    return row.failing_tries, row.failing_since


def mailboxes_read(session: Session) -> Sequence[str]:
    """Return the addresses of the mailboxes that have been read."""
    return session.scalars(select(MailboxRow.address)).all()


def read_since(session: Session, mailbox: str, now: dt.datetime) -> dt.datetime:
    """Return the time from which a mailbox is read without a cursor.

    Items that are on record already are known again by their ids. The first reading begins with our first
    letter, since no earlier mail can answer one.
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
    """Return the row of an item, known again by its id or by the digest of its Message-ID."""
    row = session.scalar(select(ReceivedRow).where(ReceivedRow.mailbox == mailbox, ReceivedRow.item == item))
    if row is None and message:
        same_message = select(ReceivedRow).where(
            ReceivedRow.mailbox == mailbox, ReceivedRow.message == message
        )
        row = session.scalars(same_message).first()
    return row


def waits_for_confirmations(session: Session, since: dt.datetime) -> Sequence[dt.timedelta]:
    """Return how long each item that came since then waited until its confirmation was sent."""
    rows = session.execute(_CONFIRMED, {"since": since})
    return [sent_at - received_at for received_at, sent_at in rows if sent_at]


def message_digest(message_id: str, sender: str, dmarc: str) -> str:
    """Return the SHA-256 of a Message-ID, its sender and whether the sender is proved; empty without an id.

    The sender is part of it, since a stranger can give a mail the Message-ID of another person's mail.
    """
    known_by = "\n".join((dmarc, sender, message_id))
    return hashlib.sha256(known_by.encode("utf-8", "replace")).hexdigest() if message_id else ""


def waiting_items(session: Session, groups: Collection[UUID] | None = None) -> Sequence[ReceivedRow]:
    """Return the items that wait for the unit of these groups, or of all, the oldest first."""
    return session.scalars(_waiting(of_all=groups is None), {"groups": list(groups or ())}).all()


@cache  # to put it together takes longer than to ask it
def _waiting(*, of_all: bool) -> Select[ReceivedRow]:
    return (
        select(ReceivedRow)
        .where(WAITS, *of_groups(ReceivedRow.group_id, of_all=of_all))
        .order_by(ReceivedRow.received_at, ReceivedRow.id)
    )


def is_item_waiting(session: Session, kind: ItemKind, person: UUID, but: str) -> bool:
    """Tell whether an item of that kind waits that answers or returns a letter to that person.

    ``but`` is the id in the mailbox of an item that does not count.
    """
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


def words_of_waiting(session: Session, items: Collection[UUID]) -> dict[UUID, WaitingWordsRow]:
    """Return the words of items that wait, by the id of the item."""
    if not items:
        return {}
    rows = session.scalars(select(WaitingWordsRow).where(WaitingWordsRow.received_id.in_(items)))
    return {row.received_id: row for row in rows}


def forget_words(session: Session, row: ReceivedRow) -> None:
    """Take out the words of an item that waits no more, and of which no concern is open."""
    words = session.get(WaitingWordsRow, row.id)
    if words is None or row.outcome in WAITING:
        return
    session.flush()
    is_open = select(ConcernRow.id).where(ConcernRow.received_id == row.id, ConcernRow.settled_on.is_(None))
    if session.scalar(is_open.limit(1)) is None:
        session.delete(words)


def waiting_item_by_id(session: Session, start: str) -> ReceivedRow:
    """Return the waiting item whose id starts with these characters, as ``mase mailbox`` shows them.

    Problem when there is none, or more than one.
    """
    missing = f"Nothing that waits in the mailbox has the id “{start}”."
    return row_with_id(waiting_items(session), start, "items that wait", missing)


def last_said_away(session: Session, person: UUID, since: dt.datetime) -> bool:
    """Tell whether the last that came from a person since a moment is an automatic reply, which their mail
    system has not disowned."""
    row = session.execute(
        select(ReceivedRow.kind, ReceivedRow.outcome)
        .where(ReceivedRow.person_id == person, ReceivedRow.read_at >= since)
        .order_by(ReceivedRow.read_at.desc(), ReceivedRow.received_at.desc())
        .limit(1)
    ).first()
    return row is not None and row.kind is ItemKind.AUTOMATIC and row.outcome not in WAITING


def last_recorded_item(session: Session, person: UUID, dispatch: UUID | None) -> ReceivedRow | None:
    """Return the item last recorded of a person, in answer to a letter or to none, and not taken back."""
    rows = session.scalars(
        select(ReceivedRow)
        .where(
            ReceivedRow.person_id == person,
            ReceivedRow.dispatch_id.is_not_distinct_from(dispatch),
            ReceivedRow.outcome.in_([Outcome.RECORDED, Outcome.FOR_THE_UNIT, Outcome.PUT_ASIDE]),
        )
        .order_by(ReceivedRow.read_at.desc(), ReceivedRow.received_at.desc())
    )
    return next((row for row in rows if any(consequence["line"] for consequence in row.made_of)), None)
