"""The audit trail."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tasks.register.tables.base import Base


class AuditRow(Base):
    """Append-only: ids and digests only, each row with the hash of the one before.

    ``wrote`` has, by table and id, the digests of the rows that its transaction wrote, in its last row.
    """

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("previous"), CheckConstraint("length(hash) = 64", name="hash_length"))

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime]
    actor: Mapped[str] = mapped_column(String(80))
    event: Mapped[str] = mapped_column(String(60))
    about: Mapped[dict[str, Any]]
    wrote: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
