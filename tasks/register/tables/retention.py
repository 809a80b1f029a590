"""Holds on disposal, and lists of what was kept, destroyed and transferred on a reviewer's word."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.retention.records import Decision, Outcome, RecordKind
from tasks.register.tables.base import Row, RowOfGroup, only, words


class RetentionHoldRow(Row):
    """A hold on disposal, until it is lifted: of a group's records or, without one, of all; of all kinds or
    one; of what names a person, or of anything."""

    __tablename__ = "retention_hold"
    __table_args__ = (Index(None, "person_id"),)

    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("forum_group.id"))
    kind: Mapped[RecordKind | None] = mapped_column(words(RecordKind))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    ground: Mapped[str]
    authority: Mapped[str]
    placed_on: Mapped[dt.date]
    lifted_on: Mapped[dt.date | None]
    lifted_by: Mapped[str] = mapped_column(default="")  # the authority


class DisposalListRow(RowOfGroup):
    """A list of records past their time, for a reviewer. A later list of the group takes the place of one
    that was not carried out."""

    __tablename__ = "disposal_list"
    __table_args__ = (
        UniqueConstraint("reference"),
        Index(None, "group_id"),
        Index(
            "ix_disposal_list_waiting", "group_id", **only("carried_out_on IS NULL AND replaced_on IS NULL")
        ),
    )

    reference: Mapped[str] = mapped_column(String(12))  # D/2027/01
    reviewer_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    made_on: Mapped[dt.date]
    decided_on: Mapped[dt.date | None]
    replaced_on: Mapped[dt.date | None]
    carried_out_on: Mapped[dt.date | None]
    carried_out_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    certificate: Mapped[str | None] = mapped_column(ForeignKey("document.sha256"))


class DisposalLineRow(Row):
    """A record on a list, which stands for the record once that is gone: it names nobody. ``digest`` is that
    of the record's rows as they were listed."""

    __tablename__ = "disposal_line"
    __table_args__ = (UniqueConstraint("list_id", "kind", "record"), Index(None, "kind", "record"))

    list_id: Mapped[UUID] = mapped_column(ForeignKey("disposal_list.id"))
    number: Mapped[int]
    kind: Mapped[RecordKind] = mapped_column(words(RecordKind))
    record: Mapped[str] = mapped_column(String(40))  # the id of its row, or a month
    title: Mapped[str]
    closed_on: Mapped[dt.date]
    kept_until: Mapped[dt.date]
    row_count: Mapped[int]
    document_count: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    decision: Mapped[Decision | None] = mapped_column(words(Decision, 16))
    why: Mapped[str] = mapped_column(default="")  # the reviewer's words
    outcome: Mapped[Outcome | None] = mapped_column(words(Outcome, 16))
