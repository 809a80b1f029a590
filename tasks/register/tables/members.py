"""Groups, their seats, and who holds a seat, is its deputy or covers for somebody, over time.

People, the addresses they have or had, and changes to them that wait for the unit's word. Guests: people
who are invited to a meeting for one item.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.members.membership import PapersFor, Role
from tasks.register.tables.base import Row, RowOfGroup, RowOfMeeting, only, words


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


class PersonRow(Row):
    __tablename__ = "person"
    __table_args__ = (Index(None, "agreement_signed"),)

    name: Mapped[str]
    job_title: Mapped[str]
    organisation: Mapped[str]
    phone: Mapped[str]
    pa: Mapped[str] = mapped_column(default="")
    format_needed: Mapped[str] = mapped_column(default="")
    agreement_signed: Mapped[dt.date | None]
    details_confirmed: Mapped[dt.date | None]


class AddressRow(Row):
    """An address of a person over time: ``send_to`` is where we write, from others they may reply."""

    __tablename__ = "address"
    __table_args__ = (
        Index(None, "person_id"),
        Index("ix_address_any_case", text("lower(address)")),
        Index(None, "first"),
        Index(None, "last"),
        Index("ix_address_bounced", "first", **only("bounced IS NOT NULL")),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    address: Mapped[str]
    send_to: Mapped[bool]
    first: Mapped[dt.date]
    last: Mapped[dt.date | None]
    bounced: Mapped[dt.date | None]  # since when letters to it have come back


class ProposalRow(RowOfGroup):
    """A change of the list of members that waits for the unit's word: a workbook with what it would change
    as it was ``shown``, or another address or phone number of a person, None where they gave none. For a
    person of several groups, ``shown`` are the details that the list of one of them gives, each by its field.
    """

    __tablename__ = "proposal"

    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str | None]
    workbook: Mapped[str | None] = mapped_column(String(64), ForeignKey("document.sha256"))
    shown: Mapped[list[list[str]]] = mapped_column(JSON(), default=list)
    since: Mapped[dt.date]


class GuestRow(RowOfMeeting, RowOfGroup):
    """A person invited to one item of a meeting, from ``first`` until the meeting, or until ``last`` where
    they are not needed any more."""

    __tablename__ = "guest"
    __table_args__ = (Index(None, "meeting_id"), Index(None, "group_id"))

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    first: Mapped[dt.date]
    last: Mapped[dt.date | None]
