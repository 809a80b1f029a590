"""The templates and policies as a person approved them.

The proof of life: the looks at what was due, the faults that were found, and the morning letters.

The audit trail.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, Sequence, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.watch.faults import FaultKind
from tasks.register.tables.base import Base, Row, only, words


class TemplateRow(Base):
    """A template ("email/papers/papers.md"), a policy ("policies/mase.toml") or a document that a policy
    names, by its ``path``: this one is used, whatever stands on disk."""

    __tablename__ = "template"

    path: Mapped[str] = mapped_column(String(200), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    approved_at: Mapped[dt.datetime]
    approved_by: Mapped[str]  # a person's id, or "set up"


class LookRow(Base):
    """The last look of a flow on a day: how many things were due, and for how many of them it failed.

    Of a reading these are the mailboxes, and those that refused our sign-in. ``stopped`` says why delivery or
    reading ended before its time; it is empty where it did not.
    """

    __tablename__ = "look"

    day: Mapped[dt.date] = mapped_column(primary_key=True)
    flow: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[dt.datetime]
    due: Mapped[int]
    failed: Mapped[int]
    stopped: Mapped[str] = mapped_column(default="")


class FaultRow(Row):
    """A fault that the watcher found.

    ``seen`` is the last time that it was found, ``tried`` the last time that it was to be told, ``told`` the
    last time that those who run the service heard of it, and ``extent`` how many things it covered then.
    """

    __tablename__ = "watch_fault"
    __table_args__ = (Index("ix_watch_fault_open", "kind", **only("settled IS NULL")),)

    kind: Mapped[FaultKind] = mapped_column(words(FaultKind))
    about: Mapped[str] = mapped_column(String(320))
    sentence: Mapped[str]
    extent: Mapped[int] = mapped_column(default=1)
    since: Mapped[dt.datetime]
    seen: Mapped[dt.datetime]
    tried: Mapped[dt.datetime | None]
    told: Mapped[dt.datetime | None]
    settled: Mapped[dt.datetime | None]  # when its end was told, or nobody had heard of it


class MorningLetterRow(Base):
    """A letter of the mailbox to itself. ``sent`` and ``back`` are the mail server's own times.

    ``refused`` is when the mailbox last did not accept the sign-in.
    """

    __tablename__ = "morning_letter"

    day: Mapped[dt.date] = mapped_column(primary_key=True)
    mailbox: Mapped[str] = mapped_column(String(320), primary_key=True)
    key: Mapped[str] = mapped_column(String(200))
    begun: Mapped[dt.datetime]
    handed_over: Mapped[dt.datetime | None]
    sent: Mapped[dt.datetime | None]
    back: Mapped[dt.datetime | None]
    refused: Mapped[dt.datetime | None]


AUDIT_NUMBERS = Sequence("audit_seq", metadata=Base.metadata)
"""The numbers of the rows on PostgreSQL, where several writers draw them at once."""


class AuditRow(Base):
    """Append-only: ids and digests only, each row with the hash of the one before in its ``chain``, a
    group's or, of zeros, the service's. ``run`` is the run of a flow that wrote it.

    ``wrote`` has, by table and id, the digests of the rows that its transaction wrote, in one of its rows.
    """

    __tablename__ = "audit"
    __table_args__ = (
        UniqueConstraint("previous"),
        CheckConstraint("length(hash) = 64", name="hash_length"),
        Index("ix_audit_chain", "chain", "seq"),
        Index("ix_audit_run", "run", **only("run IS NOT NULL")),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chain: Mapped[UUID] = mapped_column(default=UUID(int=0), server_default="0" * 32)
    at: Mapped[dt.datetime]
    actor: Mapped[str] = mapped_column(String(80))
    event: Mapped[str] = mapped_column(String(60))
    about: Mapped[dict[str, Any]]
    wrote: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    run: Mapped[UUID | None]
