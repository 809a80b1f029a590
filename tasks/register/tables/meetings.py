"""Meetings, the steps around each, and the calendar item that invites to it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.attendance.forecast import Answer
from forum.attendance.invitations import State as InvitationState
from forum.attendance.quorum import Ruling
from forum.calendar.meetings import MeetingKind, MeetingState
from forum.calendar.steps import StepKind
from forum.minutes.states import Confirmation
from tasks.register.tables.base import Row, RowOfGroup, StepColumns, only, words


class MeetingRow(RowOfGroup):
    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("group_id", "reference"),
        Index(None, "group_id", "date"),
        Index(None, "date"),
        Index("ix_meeting_planned", "group_id", "date", **only("state = 'planned'")),
    )

    reference: Mapped[str] = mapped_column(String(32))  # MASE/2027-01
    kind: Mapped[MeetingKind] = mapped_column(words(MeetingKind, 16), default=MeetingKind.ORDINARY)
    state: Mapped[MeetingState] = mapped_column(words(MeetingState, 24), default=MeetingState.PLANNED)
    date: Mapped[dt.date]
    start: Mapped[dt.time]
    minutes: Mapped[int]
    place: Mapped[str]
    planned_on: Mapped[dt.date]
    rule_date: Mapped[dt.date | None]  # what the rule gave, so that a moved meeting is not planned again
    reason: Mapped[str] = mapped_column(default="")  # why it was moved or cancelled
    started: Mapped[dt.time | None]
    finished: Mapped[dt.time | None]
    chaired_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    quorum_ruling: Mapped[Ruling | None] = mapped_column(words(Ruling, 16))  # of the Chair
    last_minutes: Mapped[Confirmation | None] = mapped_column(words(Confirmation, 16))  # at this meeting
    joining: Mapped[str] = mapped_column(default="")  # how to join: a link, or words
    moves: Mapped[int] = mapped_column(default=0)  # how often it has been moved
    notice_waived: Mapped[bool] = mapped_column(default=False)  # by the Chair's answer to a question
    figures: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # its steps' limits


class StepRow(StepColumns, RowOfGroup):
    __tablename__ = "step"
    __table_args__ = (
        UniqueConstraint("meeting_id", "kind"),
        Index("ix_step_open", "group_id", "opens", **only("done IS NULL AND verdict IS NULL")),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    kind: Mapped[StepKind] = mapped_column(words(StepKind))

    note: Mapped[str] = mapped_column(default="")


class InvitationRow(RowOfGroup):
    """The calendar item of a meeting. ``told`` is what the calendar is known to have been told, ``telling``
    what it is being told while nobody knows of the outcome yet.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("meeting_id"),
        Index(
            "ix_invitation_live", "state", **only("state NOT IN ('done', 'rehearsed', 'cancelled', 'lapsed')")
        ),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    state: Mapped[InvitationState] = mapped_column(words(InvitationState))
    reason: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default="")  # what a person decided about it, and why
    subject: Mapped[str]
    text: Mapped[str]
    html: Mapped[str]
    event_id: Mapped[str | None]
    told: Mapped[dict[str, Any]] = mapped_column(JSON(), default=dict)
    telling: Mapped[dict[str, Any]] = mapped_column(JSON(), default=dict)
    changed_at: Mapped[dt.datetime]
    told_at: Mapped[dt.datetime | None]
    epoch: Mapped[int | None]
    attempt: Mapped[int] = mapped_column(default=1)
    refusals: Mapped[int] = mapped_column(default=0)
    looked: Mapped[int] = mapped_column(default=0)
    looked_at: Mapped[dt.datetime | None]


class ExpectedRow(Row):
    """A person's answer about coming, on a day."""

    __tablename__ = "expected"
    __table_args__ = (Index(None, "meeting_id"),)

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("seat.id"))
    number: Mapped[int]  # counts what is said of a meeting, in order
    answer: Mapped[Answer] = mapped_column(words(Answer, 16))
    deputy_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    said_on: Mapped[dt.date]
    for_date: Mapped[dt.date]  # the meeting's date then: of another date nobody has said anything yet
    is_unproved: Mapped[bool | None]  # true where nothing proves who wrote
