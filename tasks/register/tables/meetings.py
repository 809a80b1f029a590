"""Meetings, the steps around each, and the calendar item that invites to it.

The record of a meeting: who was there, interests declared, and decisions.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.attendance.forecast import Answer
from forum.attendance.invitations import State as InvitationState
from forum.attendance.quorum import Ruling
from forum.attendance.standing import Mark
from forum.calendar.meetings import MeetingKind, MeetingState
from forum.calendar.steps import StepKind
from forum.minutes import Confirmation
from tasks.register.tables.base import LeavingColumns, RowOfGroup, RowOfMeeting, StepColumns, only, words


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


class StepRow(StepColumns, RowOfMeeting, RowOfGroup):
    __tablename__ = "step"
    __table_args__ = (
        UniqueConstraint("meeting_id", "kind"),
        Index("ix_step_open", "group_id", "opens", **only("done IS NULL AND verdict IS NULL")),
    )

    kind: Mapped[StepKind] = mapped_column(words(StepKind))

    note: Mapped[str] = mapped_column(default="")


class RuleKeptRow(RowOfGroup):
    """What the unit did of what the terms ask for and no step sees to: ``what``, by its day, around a meeting
    or in a month; ``done`` in words that name nobody."""

    __tablename__ = "rule_kept"
    __table_args__ = (UniqueConstraint("group_id", "code"), Index(None, "meeting_id"))

    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"))
    code: Mapped[str] = mapped_column(String(8))
    what: Mapped[str]
    due: Mapped[dt.date]
    done_on: Mapped[dt.date]
    done: Mapped[str]


class InvitationRow(LeavingColumns, RowOfMeeting, RowOfGroup):
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

    state: Mapped[InvitationState] = mapped_column(words(InvitationState))
    event_id: Mapped[str | None]
    told: Mapped[dict[str, Any]] = mapped_column(JSON(), default=dict)
    telling: Mapped[dict[str, Any]] = mapped_column(JSON(), default=dict)
    changed_at: Mapped[dt.datetime]
    told_at: Mapped[dt.datetime | None]


class ExpectedRow(RowOfMeeting):
    """A person's answer about coming, on a day."""

    __tablename__ = "expected"
    __table_args__ = (Index(None, "meeting_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("seat.id"))
    number: Mapped[int]  # counts what is said of a meeting, in order
    answer: Mapped[Answer] = mapped_column(words(Answer, 16))
    deputy_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    said_on: Mapped[dt.date]
    for_date: Mapped[dt.date]  # the meeting's date then: of another date nobody has said anything yet
    is_unproved: Mapped[bool | None]  # true where nothing proves who wrote


class AttendanceRow(RowOfMeeting):
    """The mark of a seat at a meeting held."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "seat_id"), Index(None, "holder_id"))

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


class AttendeeRow(RowOfMeeting):
    """Somebody else in attendance: co-opted members, guests, the minute-taker."""

    __tablename__ = "attendee"
    __table_args__ = (Index(None, "meeting_id"),)

    name: Mapped[str]
    organisation: Mapped[str]
    capacity: Mapped[str]
    items: Mapped[str] = mapped_column(default="")
    part_two: Mapped[bool | None]


class InterestRow(RowOfMeeting):
    __tablename__ = "interest"
    __table_args__ = (Index(None, "meeting_id"),)

    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    person_name: Mapped[str]
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("seat.id"))
    withdrew: Mapped[bool]


class DecisionRow(RowOfMeeting, RowOfGroup):
    """A decision. One ``to_ratify`` waits for a quorate meeting, until ``ratified_at_id`` names it."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("group_id", "reference"),
        Index(None, "meeting_id"),
        Index("ix_decision_to_ratify", "group_id", **only("to_ratify")),
        Index(None, "ratified_at_id"),
    )

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
