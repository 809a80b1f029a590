"""Groups, their seats, and who holds a seat, is its deputy or covers for somebody, over time."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.members.membership import PapersFor, Role
from tasks.register.tables.base import Row, RowOfGroup, words


class GroupRow(Row):
    __tablename__ = "forum_group"

    code: Mapped[str] = mapped_column(String(16), unique=True)
    policy: Mapped[str] = mapped_column(String(16))  # the code of the policy that rules it
    go_live: Mapped[dt.date]
    ended: Mapped[dt.date | None]
    paused: Mapped[dt.date | None]  # the day since which no approved policy has it
    calendar: Mapped[str | None] = mapped_column(String(64))  # the digest of the days off it is planned by
    commission: Mapped[str | None] = mapped_column(Text())  # a task group's, for which the policy is lighter


class SeatRow(RowOfGroup):
    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("group_id", "number"),)

    number: Mapped[int]
    name: Mapped[str]
    present_name: Mapped[str]
    short_name: Mapped[str]
    created: Mapped[dt.date]
    abolished: Mapped[dt.date | None]
    escalation_contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))


class AppointmentRow(RowOfGroup):
    __tablename__ = "appointment"
    __table_args__ = (
        Index(None, "group_id", "last"),
        Index(None, "person_id", "group_id"),
        Index(None, "first"),
        Index(None, "last"),
        Index(None, "entered"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Role] = mapped_column(words(Role))
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("seat.id"))
    first: Mapped[dt.date]
    last: Mapped[dt.date | None]
    papers: Mapped[PapersFor] = mapped_column(words(PapersFor))
    part_two: Mapped[bool]
    entered: Mapped[dt.date | None]


class CoverRow(RowOfGroup):
    __tablename__ = "cover"
    __table_args__ = (Index(None, "group_id", "last"), Index(None, "last"))

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    covered_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    first: Mapped[dt.date]
    last: Mapped[dt.date]
