"""The outbox: each letter to each person, who may send, and times in which nothing may leave."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Dialect, ForeignKey, Index, String, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeEngine

from forum.outbox.states import (
    Cause,
    Conditions,
    Mode,
    Occasion,
    OccasionKind,
    State,
    conditions_from_json,
    conditions_to_json,
)
from tasks.register.tables.base import Base, LeavingColumns, Row, only, words


class ConditionsAsJson(TypeDecorator[Conditions]):
    """The one place where conditions become JSON and are read from it; those it does not know it refuses."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Conditions | None, _dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else conditions_to_json(value)

    def process_result_value(self, value: dict[str, Any] | None, _dialect: Dialect) -> Conditions | None:
        return None if value is None else conditions_from_json(value)

    def coerce_compared_value(self, op: OperatorType | None, value: Any) -> TypeEngine[Any]:
        """Let a query look into the JSON: ``DispatchRow.conditions["approved", 0]``."""
        return self.impl_instance.coerce_compared_value(op, value)


class DispatchRow(LeavingColumns, Row):
    """A letter to one person. ``attachments`` are [{"sha256", "name"}]; whole messages are never kept."""

    __tablename__ = "dispatch"
    __table_args__ = (
        UniqueConstraint("key"),
        Index(
            "ix_dispatch_live",
            "state",
            "queued_at",
            **only("state NOT IN ('sent', 'rehearsed', 'lapsed', 'cancelled', 'failed')"),
        ),
        Index("ix_dispatch_failed", "meeting_id", **only("state = 'failed'")),
        Index(None, "meeting_id", "letter", "person_id"),
        Index(None, "person_id", "queued_at"),
        Index(None, "code"),
    )

    key: Mapped[str] = mapped_column(String(200))
    code: Mapped[str | None] = mapped_column(String(6))  # of the key, in replies that the letter's links open
    group_id: Mapped[UUID] = mapped_column(ForeignKey("forum_group.id"))
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"))
    subject_id: Mapped[UUID]  # what the letter is about: a meeting, an action, a person
    letter: Mapped[str] = mapped_column(String(40))
    occasion_kind: Mapped[OccasionKind] = mapped_column(words(OccasionKind), server_default=OccasionKind.ONCE)
    occasion_day: Mapped[dt.date | None]
    occasion_at: Mapped[dt.datetime | None]
    occasion_number: Mapped[int | None]
    occasion_about: Mapped[UUID | None]
    occasion_note: Mapped[str | None] = mapped_column(String(16))
    edition: Mapped[int] = mapped_column(server_default="1")
    occasion: Mapped[Occasion] = composite(
        "occasion_kind",
        "occasion_day",
        "occasion_at",
        "occasion_number",
        "occasion_about",
        "occasion_note",
        "edition",
    )
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    address: Mapped[str]
    state: Mapped[State] = mapped_column(words(State))
    cause: Mapped[Cause | None] = mapped_column(words(Cause))  # of the reason, where anything depends on it
    marking: Mapped[str] = mapped_column(String(40), default="")
    voting: Mapped[list[str]] = mapped_column(default=list)  # the answers that Outlook offers as buttons
    attachments: Mapped[list[dict[str, str]]] = mapped_column(JSON())
    conditions: Mapped[Conditions] = mapped_column(ConditionsAsJson())  # asked at the moment of sending
    queued_at: Mapped[dt.datetime]
    valid_until: Mapped[dt.date]
    draft_id: Mapped[str | None]
    drafted_to: Mapped[str | None]  # the address the draft carries: another one when letters are redirected
    sent_at: Mapped[dt.datetime | None]


class LeaseRow(Base):
    """The right to send from a mailbox, or to listen at it: one holder at a time, and each new holder raises
    the epoch."""

    __tablename__ = "lease"

    mailbox: Mapped[str] = mapped_column(String(320), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64))
    epoch: Mapped[int]
    beats: Mapped[int]  # rises while the holder is alive; a taker watches it by its own clock
    unexplained: Mapped[list[str]] = mapped_column(default=list)  # keys in Sent that we think unsent
    explained: Mapped[list[str]] = mapped_column(default=list)  # those a person has seen: they never go again
    mode: Mapped[Mode | None] = mapped_column(words(Mode, 8))  # live or redirect, from the first letter on
    sent_until: Mapped[dt.datetime | None]  # when the last letter went that the register knows of


class HoldRow(Row):
    """A time in which nothing may leave the register; it stands until it is lifted."""

    __tablename__ = "hold"

    placed_at: Mapped[dt.datetime]
    reason: Mapped[str]
    lifted_at: Mapped[dt.datetime | None]
    why_lifted: Mapped[str] = mapped_column(default="")
