"""The record of a meeting: who was there, interests declared, and decisions."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.attendance.standing import Mark
from tasks.register.tables.base import Row, RowOfGroup, only, words


class AttendanceRow(Row):
    """The mark of a seat at a meeting held."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "seat_id"), Index(None, "holder_id"))

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    seat_id: Mapped[UUID] = mapped_column(ForeignKey("seat.id"))
    holder_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # None: the seat was vacant
    mark: Mapped[Mark] = mapped_column(words(Mark, 1))
    deputy_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    deputy_name: Mapped[str] = mapped_column(default="")  # a deputy nobody had named
    deputy_role: Mapped[str] = mapped_column(default="")
    under_cover: Mapped[bool] = mapped_column(default=False)
    arrived: Mapped[dt.time | None]
    left: Mapped[dt.time | None]
    part_two: Mapped[bool | None]  # whether they stayed for it; None: nobody came, no part 2, or not known


class AttendeeRow(Row):
    """Somebody else in attendance: co-opted members, guests, the minute-taker."""

    __tablename__ = "attendee"
    __table_args__ = (Index(None, "meeting_id"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    name: Mapped[str]
    organisation: Mapped[str]
    capacity: Mapped[str]
    items: Mapped[str] = mapped_column(default="")
    part_two: Mapped[bool | None]


class InterestRow(Row):
    __tablename__ = "interest"
    __table_args__ = (Index(None, "meeting_id"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    person_name: Mapped[str]
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("seat.id"))
    withdrew: Mapped[bool]


class DecisionRow(RowOfGroup):
    """A decision. One ``to_ratify`` waits for a quorate meeting, until ``ratified_at_id`` names it."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("group_id", "reference"),
        Index(None, "meeting_id"),
        Index("ix_decision_to_ratify", "group_id", **only("to_ratify")),
        Index(None, "ratified_at_id"),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    reference: Mapped[str] = mapped_column(String(32))  # MASE/2027-01/D1
    text: Mapped[str]
    seats_present: Mapped[int]
    quorate: Mapped[bool]
    to_ratify: Mapped[bool]
    ratified_at_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"))
    refer_to: Mapped[str] = mapped_column(default="")
    supersedes: Mapped[str | None] = mapped_column(String(32))  # the reference of an earlier decision
    vote: Mapped[str | None]  # in words

    @property
    def in_full(self) -> str:
        """What was decided, and how the votes were."""
        return f"{self.text} {self.vote}" if self.vote else self.text
