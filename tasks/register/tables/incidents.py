"""Incidents with personal data."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.incidents.incident import IncidentRisk
from tasks.register.tables.base import RowOfGroup, only, words


class IncidentRow(RowOfGroup):
    """An incident, such as a letter that reached the wrong person. ``what`` names nobody, ``because`` says
    why the risk is judged as it is, and ``hold_id`` keeps the letter meanwhile."""

    __tablename__ = "incident"
    __table_args__ = (
        UniqueConstraint("reference"),
        Index("ix_incident_open", "group_id", **only("closed_on IS NULL")),
    )

    reference: Mapped[str] = mapped_column(String(12))  # I/2027/01
    what: Mapped[str]
    dispatch_id: Mapped[UUID | None] = mapped_column(ForeignKey("dispatch.id"))
    hold_id: Mapped[UUID | None] = mapped_column(ForeignKey("retention_hold.id"))
    learnt_at: Mapped[dt.datetime]
    opened_on: Mapped[dt.date]
    risk: Mapped[IncidentRisk | None] = mapped_column(words(IncidentRisk, 16))
    because: Mapped[str] = mapped_column(default="")
    assessed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reported_at: Mapped[dt.datetime | None]
    report_reference: Mapped[str] = mapped_column(default="")
    people_told_on: Mapped[dt.date | None]
    closed_on: Mapped[dt.date | None]
    outcome: Mapped[str] = mapped_column(default="")
