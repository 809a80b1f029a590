"""Incidents with personal data.

The risk register and the challenge log. Holds on disposal, and lists of what was kept, destroyed and
transferred on a reviewer's word. Requests of people for what is kept on them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.challenge import Source, Stage
from forum.incidents import IncidentRisk
from forum.retention import Decision, Outcome, RecordKind
from tasks.register.tables.base import Row, RowOfGroup, only, words


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


class RiskRow(RowOfGroup):
    """A risk, with the fields of ``forum.risks.Risk``."""

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
