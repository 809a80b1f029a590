"""Requests of people for what is kept on them."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tasks.register.tables.base import RowOfGroup, only


class AccessRequestRow(RowOfGroup):
    """A request of a person, from the day on which it came, until it is answered."""

    __tablename__ = "access_request"
    __table_args__ = (
        Index(None, "person_id"),
        Index("ix_access_request_open", "group_id", **only("answered_on IS NULL")),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_on: Mapped[dt.date]
    answered_on: Mapped[dt.date | None]
