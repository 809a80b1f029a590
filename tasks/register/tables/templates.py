"""The templates as a person approved them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tasks.register.tables.base import Base


class TemplateRow(Base):
    """A file of a template by its ``path`` ("email/papers/body.txt"): letters are printed from this one,
    whatever stands on disk."""

    __tablename__ = "template"

    path: Mapped[str] = mapped_column(String(200), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    approved_at: Mapped[dt.datetime]
    approved_by: Mapped[str]  # a person's id, or "set up"
