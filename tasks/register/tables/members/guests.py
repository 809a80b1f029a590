"""Guests: people who are invited to a meeting for one item."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from tasks.register.tables.base import RowOfGroup


class GuestRow(RowOfGroup):
    """A person invited to one item of a meeting, from ``first`` until the meeting, or until ``last`` where
    they are not needed any more."""

    __tablename__ = "guest"
    __table_args__ = (Index(None, "meeting_id"), Index(None, "group_id"))

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    first: Mapped[dt.date]
    last: Mapped[dt.date | None]
