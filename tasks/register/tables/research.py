"""The register of requests for research."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.research.requests import Check, ResearchKind, Size
from tasks.register.tables.base import RowOfGroup, only, words


class ResearchRow(RowOfGroup):
    """A request, with the fields of ``forum.research.requests.Request``. Its item on an
    agenda has the decision, and that item's paper is the product.
    """

    __tablename__ = "research"
    __table_args__ = (
        UniqueConstraint("reference"),
        Index("ix_research_open", "group_id", **only("used_on IS NULL AND declined_on IS NULL")),
        Index(None, "group_id"),
    )

    reference: Mapped[str] = mapped_column(String(12))  # R/2027/01
    question: Mapped[str]
    decision: Mapped[str]
    by: Mapped[dt.date]
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_on: Mapped[dt.date]
    kind: Mapped[ResearchKind | None] = mapped_column(words(ResearchKind, 24))
    purpose: Mapped[str] = mapped_column(String(4))
    size: Mapped[Size | None] = mapped_column(words(Size, 1))
    check: Mapped[Check] = mapped_column(words(Check, 24), default=Check.NONE)
    assessed_on: Mapped[dt.date | None]  # the day on which its DPIA was done
    researcher_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    due: Mapped[dt.date | None]
    accepted_on: Mapped[dt.date | None]
    declined_on: Mapped[dt.date | None]
    because: Mapped[str] = mapped_column(default="")
    progress_on: Mapped[dt.date | None]
    progress: Mapped[str] = mapped_column(default="")
    delivered_on: Mapped[dt.date | None]
    used_on: Mapped[dt.date | None]
    use: Mapped[str] = mapped_column(default="")
