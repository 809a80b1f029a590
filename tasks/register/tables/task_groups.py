"""Task and finish groups: the page of each as it was proposed, its steps, and how it stands."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.task_groups.stages import Course, TaskStep
from tasks.register.tables.base import Row, RowOfGroup, StepColumns, only, words


class TaskGroupRow(RowOfGroup):
    """A task group of the group ``group_id``. ``page`` is its commission as it was proposed; once it is
    commissioned, ``child_id`` is a group of its own, which works by its own ``commission``.

    ``standing``, ``course`` and ``heard_on`` are the lead's last word on how it stands. It is ``finished_on``
    the day after which nothing more is to be done.
    """

    __tablename__ = "task_group"
    __table_args__ = (
        UniqueConstraint("code"),
        UniqueConstraint("child_id"),
        Index("ix_task_group_open", "group_id", **only("finished_on IS NULL")),
        Index(None, "group_id"),
    )

    child_id: Mapped[UUID | None] = mapped_column(ForeignKey("forum_group.id"))
    code: Mapped[str] = mapped_column(String(16))
    page: Mapped[str] = mapped_column(Text())
    proposed_on: Mapped[dt.date]
    decision: Mapped[str] = mapped_column(String(32), default="")  # of the parent that commissions it
    declined_on: Mapped[dt.date | None]
    end: Mapped[dt.date]
    extended_on: Mapped[dt.date | None]
    extended_by: Mapped[str] = mapped_column(String(32), default="")  # the parent's decision
    stopped_on: Mapped[dt.date | None]
    ended_by: Mapped[str] = mapped_column(String(32), default="")  # the decision that accepts or stops it
    course: Mapped[Course | None] = mapped_column(words(Course, 8))
    standing: Mapped[str] = mapped_column(default="")
    heard_on: Mapped[dt.date | None]
    finished_on: Mapped[dt.date | None]

    @property
    def is_at_work(self) -> bool:
        """Say whether the group is commissioned, and neither stopped nor its report accepted."""
        return self.child_id is not None and not self.ended_by


class TaskStepRow(StepColumns, Row):
    __tablename__ = "task_step"
    __table_args__ = (UniqueConstraint("task_group_id", "kind"),)

    task_group_id: Mapped[UUID] = mapped_column(ForeignKey("task_group.id"))
    kind: Mapped[TaskStep] = mapped_column(words(TaskStep, 24))
