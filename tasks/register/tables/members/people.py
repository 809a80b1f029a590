"""People, the addresses they have or had, and changes to them that wait for the unit's word."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from tasks.register.tables.base import Row, RowOfGroup, only


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
