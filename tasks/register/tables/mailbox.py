"""The mailbox: how far it has been read, what was made of each item, and what must reach a person."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.concerns.kinds import ConcernKind
from forum.inbox.mailbox_items import Examination, ItemKind, Outcome
from tasks.register.tables.base import Base, Row, RowOfGroup, only, words


class MailboxRow(Base):
    """The place up to which a mailbox has been read; the cursor is the gateway's own.

    Reading waits at ``failing_item``, which the gateway could not show ``failing_tries`` times, the first at
    ``failing_since``.
    """

    __tablename__ = "mailbox"

    address: Mapped[str] = mapped_column(String(320), primary_key=True)
    cursor: Mapped[str]
    read_at: Mapped[dt.datetime]
    failing_item: Mapped[str | None]
    failing_tries: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[dt.datetime | None]


class ReceivedRow(Row):
    """An item of the mailbox and its consequences: never its subject, its text or the name of a file. The
    words of those that wait are in ``waiting_words``.

    ``message`` is the SHA-256 of its Message-ID, its writer and the proof of that, empty where the item has
    no Message-ID: by it an item is known again that another gateway calls otherwise. ``made_of`` are the
    consequences, each with the entries that undo it. ``to_vouch_for`` are the files of a mail that nothing
    proves, by the mailbox's ids.
    """

    __tablename__ = "received"
    __table_args__ = (
        UniqueConstraint("mailbox", "item"),
        Index("ix_received_waiting", "received_at", **only("outcome IN ('for the unit', 'quarantined')")),
        Index(None, "message"),
        Index(None, "person_id", "read_at"),
        Index(None, "received_at"),
    )

    mailbox: Mapped[str] = mapped_column(String(320))
    item: Mapped[str]
    message: Mapped[str] = mapped_column(String(64), default="")
    kind: Mapped[ItemKind] = mapped_column(words(ItemKind, 32))
    sender: Mapped[str]
    examination: Mapped[Examination | None] = mapped_column(words(Examination, 16))  # of mail from outside
    received_at: Mapped[dt.datetime]
    read_at: Mapped[dt.datetime]
    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    dispatch_id: Mapped[UUID | None] = mapped_column(ForeignKey("dispatch.id"))  # the letter it answers
    outcome: Mapped[Outcome] = mapped_column(words(Outcome))
    reason: Mapped[str] = mapped_column(default="")  # why it waits for the unit, in words of ours
    made_of: Mapped[list[dict[str, Any]]] = mapped_column(JSON(), default=list)
    to_vouch_for: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON(none_as_null=True))
    decision: Mapped[str] = mapped_column(default="")  # why a person put it aside
    left_mailbox_on: Mapped[dt.date | None]  # when it was deleted there, after its days


class WaitingWordsRow(Base):
    """The writer's own words in an item that waits for a person, kept no longer than it waits.

    They ``may_answer`` the letter that they reply to: then another reply that is understood settles them.
    """

    __tablename__ = "waiting_words"

    received_id: Mapped[UUID] = mapped_column(ForeignKey("received.id"), primary_key=True)
    words: Mapped[str]
    may_answer: Mapped[bool]


class ProposedReadingRow(Base):
    """The likely reading of an item, put to its writer: nothing of it is recorded until they reply YES.

    ``version`` is that of the rules that proposed it, ``sayings`` are theirs, and ``words`` the writer's own
    words. YES counts up to the day ``until``; ``confirmed_by_id`` is the item with the YES.
    """

    __tablename__ = "proposed_reading"

    received_id: Mapped[UUID] = mapped_column(ForeignKey("received.id"), primary_key=True)
    version: Mapped[int]
    sayings: Mapped[list[dict[str, Any]]] = mapped_column(JSON())
    words: Mapped[str]
    until: Mapped[dt.date]
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("received.id"))


class ConcernRow(RowOfGroup):
    """A concern, from the moment it came until somebody has said what was ``done``: never what was written.

    ``received_id`` is the mail, None where it was told by telephone; ``person_id`` its writer where the
    register knows them, and ``is_proved`` says whether anything proves that.
    """

    __tablename__ = "concern"
    __table_args__ = (
        UniqueConstraint("reference"),
        Index("ix_concern_open", "group_id", **only("settled_on IS NULL")),
    )

    reference: Mapped[str] = mapped_column(String(12))  # W/2027/01
    kind: Mapped[ConcernKind] = mapped_column(words(ConcernKind, 40))
    received_id: Mapped[UUID | None] = mapped_column(ForeignKey("received.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    is_proved: Mapped[bool]
    at: Mapped[dt.datetime]
    answer_by: Mapped[dt.date | None]
    settled_on: Mapped[dt.date | None]
    settled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    done: Mapped[str] = mapped_column(default="")
