"""The action log, and what owners and the unit said of each action.

The action plan: its lines, what happened to each, and the versions that are kept.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.actions.action_log import ActionState, UpdateKind
from forum.plan.cycles import Decided
from forum.plan.lines import Colour, LineEvent, LineState
from tasks.register.tables.base import Row, RowOfGroup, RowOfMeeting, only, words


class ActionRow(RowOfMeeting, RowOfGroup):
    """An action. An owner outside the group is a person too."""

    __tablename__ = "action"
    __table_args__ = (
        UniqueConstraint("group_id", "reference"),
        Index(None, "meeting_id"),
        Index("ix_action_open", "group_id", "due", **only("state <> 'discharged'")),
        Index("ix_action_discharged", "group_id", "discharged_on", **only("state = 'discharged'")),
    )

    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id"))
    reference: Mapped[str] = mapped_column(String(32))  # MASE/2027-01/03
    title: Mapped[str]
    text: Mapped[str]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    seat_id: Mapped[UUID | None] = mapped_column(ForeignKey("seat.id"))
    due: Mapped[dt.date]
    objective: Mapped[str] = mapped_column(String(32), default="")
    plan_line: Mapped[str | None] = mapped_column(String(8))  # the line of the plan that it serves: P1.2
    part: Mapped[int]
    state: Mapped[ActionState] = mapped_column(words(ActionState, 16))
    opened_on: Mapped[dt.date]
    reported_on: Mapped[dt.date | None]
    discharged_on: Mapped[dt.date | None]
    last_update: Mapped[str] = mapped_column(default="")
    updated_on: Mapped[dt.date | None]
    chair_told_on: Mapped[dt.date | None]
    owner_warned_on: Mapped[dt.date | None]  # that their organisation will be written to
    organisation_told_on: Mapped[dt.date | None]


class ActionUpdateRow(Row):
    __tablename__ = "action_update"
    __table_args__ = (Index(None, "action_id"),)

    action_id: Mapped[UUID] = mapped_column(ForeignKey("action.id"))
    on: Mapped[dt.date]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    said: Mapped[UpdateKind] = mapped_column(words(UpdateKind, 16))
    from_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # handed over: whose it was before
    text: Mapped[str] = mapped_column(default="")
    new_due: Mapped[dt.date | None]
    old_due: Mapped[dt.date | None]  # the date before; none for updates of before this was kept


class PlanLineRow(RowOfGroup):
    """A line of the plan, with the fields of ``forum.plan.lines.PlanLine``."""

    __tablename__ = "plan_line"
    __table_args__ = (
        UniqueConstraint("group_id", "reference"),
        Index("ix_plan_line_open", "group_id", "lead_id", **only("state = 'open'")),
    )

    reference: Mapped[str] = mapped_column(String(8))  # P2.3
    strand: Mapped[str]
    outcome: Mapped[str]
    action: Mapped[str]
    lead_seat_id: Mapped[UUID] = mapped_column(ForeignKey("seat.id"))
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    supporting: Mapped[list[str]]  # the ids of seats
    start: Mapped[dt.date]
    first_due: Mapped[dt.date]
    due: Mapped[dt.date]
    due_by: Mapped[str] = mapped_column(String(32))  # the reference of a decision, here and below
    moved: Mapped[list[str]]  # days
    measure: Mapped[str]
    baseline: Mapped[str]
    target: Mapped[str]
    latest: Mapped[str]
    purposes: Mapped[list[str]]  # 1a to 1g
    board: Mapped[str]
    source: Mapped[str]
    added_on: Mapped[dt.date]
    heard_on: Mapped[dt.date | None]
    progress: Mapped[str]
    said: Mapped[Colour | None] = mapped_column(words(Colour, 8))
    said_since: Mapped[dt.date | None]
    said_on: Mapped[dt.date | None]
    why: Mapped[str]
    agreed_colour: Mapped[Colour | None] = mapped_column(words(Colour, 8))
    agreed_on: Mapped[dt.date | None]
    agreed_by: Mapped[str] = mapped_column(String(32))
    put_forward_on: Mapped[dt.date | None]
    evidence: Mapped[str]
    impact: Mapped[str]
    state: Mapped[LineState] = mapped_column(words(LineState, 24))
    ended_on: Mapped[dt.date | None]
    ended_by: Mapped[str] = mapped_column(String(32))


class PlanEventRow(RowOfGroup):
    """An event of a line; ``after`` is the line as it was left, ``by_id`` None for the group's word."""

    __tablename__ = "plan_event"
    __table_args__ = (Index(None, "line_id"), Index(None, "group_id"))

    line_id: Mapped[UUID] = mapped_column(ForeignKey("plan_line.id"))
    number: Mapped[int]  # of the line's events
    on: Mapped[dt.date]
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    event: Mapped[LineEvent] = mapped_column(words(LineEvent, 24))
    after: Mapped[dict[str, Any]]


class WaitingLineDecisionRow(RowOfMeeting, RowOfGroup):
    """What a meeting decided of a line by a ``decision`` that is to be ratified; gone once it is carried
    out."""

    __tablename__ = "waiting_line_decision"
    __table_args__ = (UniqueConstraint("meeting_id", "line_id"), Index(None, "group_id"))

    line_id: Mapped[UUID] = mapped_column(ForeignKey("plan_line.id"))
    decision: Mapped[str] = mapped_column(String(32))  # its reference
    decided: Mapped[Decided] = mapped_column(words(Decided, 24))
    text: Mapped[str]
    impact: Mapped[str]
    new_due: Mapped[dt.date | None]
    colour: Mapped[Colour | None] = mapped_column(words(Colour, 8))


class PlanVersionRow(RowOfGroup):
    """The plan as it was put to the group, or adopted by it: kept as it was."""

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("group_id", "name"),)

    name: Mapped[str] = mapped_column(String(24))  # refresh 2027
    on: Mapped[dt.date]
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSON())
