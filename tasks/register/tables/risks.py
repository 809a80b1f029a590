"""The risk register and the challenge log."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.challenge.challenge import Source, Stage
from tasks.register.tables.base import RowOfGroup, only, words


class RiskRow(RowOfGroup):
    """A risk, with the fields of ``forum.risks.risks.Risk``."""

    __tablename__ = "risk"
    __table_args__ = (UniqueConstraint("group_id", "number"),)

    number: Mapped[int]
    cause: Mapped[str]
    event: Mapped[str]
    effect: Mapped[str]
    purpose: Mapped[str] = mapped_column(String(32))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("seat.id"))
    controls: Mapped[str]
    told: Mapped[str]
    scores: Mapped[list[dict[str, Any]]] = mapped_column(JSON())
    opened_on: Mapped[dt.date]
    closed_on: Mapped[dt.date | None]


class ChallengeRow(RowOfGroup):
    """A challenge. ``about_id`` is the action or the seat that it comes of, None for one raised at a
    meeting; ``raised_by_id`` is None for the group's own, ``to_id`` for one to the group."""

    __tablename__ = "challenge"
    __table_args__ = (
        UniqueConstraint("group_id", "reference"),
        Index("ix_challenge_open", "group_id", **only("answered_on IS NULL")),
        Index(None, "about_id"),
    )

    reference: Mapped[str] = mapped_column(String(32))  # MASE/2027-01/C21
    source: Mapped[Source] = mapped_column(words(Source))
    about_id: Mapped[UUID | None]
    raised_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("seat.id"))
    to_id: Mapped[UUID | None] = mapped_column(ForeignKey("seat.id"))
    what: Mapped[str]
    stage: Mapped[Stage] = mapped_column(words(Stage, 16))
    due: Mapped[dt.date]
    opened_on: Mapped[dt.date]
    answered_on: Mapped[dt.date | None]
    answer: Mapped[str] = mapped_column(default="")
    changed: Mapped[str] = mapped_column(default="")
