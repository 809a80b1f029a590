"""The audit trail."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Sequence, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tasks.register.tables.base import Base, only

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
