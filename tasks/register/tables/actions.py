"""The action log, and what owners and the unit said of each action."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.actions.action_log import ActionState
from forum.actions.updates import UpdateKind
from tasks.register.tables.base import Row, RowOfGroup, only, words


class ActionRow(RowOfGroup):
    """An action. An owner outside the group is a person too."""

    __tablename__ = "action"
    __table_args__ = (
        UniqueConstraint("group_id", "reference"),
        Index(None, "meeting_id"),
        Index("ix_action_open", "group_id", "due", **only("state <> 'discharged'")),
        Index("ix_action_discharged", "group_id", "discharged_on", **only("state = 'discharged'")),
    )

    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("meeting.id"))
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
