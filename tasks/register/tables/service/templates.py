"""The templates and policies as a person approved them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from tasks.register.tables.base import Base


class TemplateRow(Base):
    """A template ("email/papers/papers.md"), a policy ("policies/mase.toml") or a document that a policy
    names, by its ``path``: this one is used, whatever stands on disk."""

    __tablename__ = "template"

    path: Mapped[str] = mapped_column(String(200), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    approved_at: Mapped[dt.datetime]
    approved_by: Mapped[str]  # a person's id, or "set up"
