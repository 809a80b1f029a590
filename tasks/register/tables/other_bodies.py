"""Reports to boards: their steps, the versions of each, and the ledger of what was asked and answered.

Partnerships: who carries messages to and from them, what they are briefed on, and what they send. The
register of requests for research. Task and finish groups: the page of each as it was proposed, its steps,
and how it stands.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.boards.steps import ReportState, ReportStep
from forum.partnerships import BriefingKind, BriefingState
from forum.research import Check, ResearchKind, Size
from forum.task_groups.stages import Course, TaskStep
from tasks.register.tables.base import Row, RowOfGroup, RowOfMeeting, StepColumns, only, words


class BoardReportRow(RowOfGroup):
    """A report to a board for one of its meetings. ``facts`` are those of the last version made, ``written``
    what the unit wrote into the boxes, and ``answer`` what the board said of it."""

    __tablename__ = "board_report"
    __table_args__ = (
        UniqueConstraint("group_id", "body", "date"),
        Index("ix_board_report_open", "group_id", **only("state NOT IN ('answered', 'dropped')")),
    )

    body: Mapped[str] = mapped_column(String(20))  # its code in the policy
    name: Mapped[str]
    date: Mapped[dt.date]  # of the board's meeting
    state: Mapped[ReportState] = mapped_column(words(ReportState, 24))
    secretary_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    facts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    written: Mapped[dict[str, Any]] = mapped_column(JSON(), default=dict)
    last_day: Mapped[dt.date | None]  # of its period
    agreed: Mapped[dt.date | None]  # None where it left as a draft that was not agreed
    answer: Mapped[str] = mapped_column(default="")


class ReportStepRow(StepColumns, RowOfGroup):
    __tablename__ = "report_step"
    __table_args__ = (UniqueConstraint("report_id", "kind"), Index(None, "group_id", "deadline"))

    report_id: Mapped[UUID] = mapped_column(ForeignKey("board_report.id"))
    kind: Mapped[ReportStep] = mapped_column(words(ReportStep))
    opens: Mapped[dt.date] = mapped_column()


class ReportEditionRow(Row):
    """A version of a report as a Word file: the draft for the unit, for the Chair, or as it left."""

    __tablename__ = "report_edition"
    __table_args__ = (UniqueConstraint("report_id", "number"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("board_report.id"))
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("document.sha256"))
    state: Mapped[ReportState] = mapped_column(words(ReportState, 24))
    made_on: Mapped[dt.date]
    made_by: Mapped[str]


class BoardAskRow(RowOfGroup):
    """An ask that a board was put in a report; it stands on the agenda until it is answered."""

    __tablename__ = "board_ask"
    __table_args__ = (
        UniqueConstraint("report_id", "number"),
        Index("ix_board_ask_open", "group_id", **only("answered IS NULL")),
    )

    report_id: Mapped[UUID] = mapped_column(ForeignKey("board_report.id"))
    number: Mapped[int]
    text: Mapped[str]
    asked: Mapped[dt.date]
    answered: Mapped[dt.date | None]
    answer: Mapped[str] = mapped_column(default="")


class PartnershipContactRow(RowOfGroup):
    """A contact of a partnership, over time. ``body`` is theirs: a county has a dozen partnerships."""

    __tablename__ = "partnership_contact"
    __table_args__ = (Index(None, "group_id"), Index(None, "person_id"))

    partnership: Mapped[str]  # as the policy names it
    body: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    first: Mapped[dt.date]
    last: Mapped[dt.date | None]


class BriefingRow(RowOfMeeting, RowOfGroup):
    """A briefing of a partnership on a decision, with the fields of
    ``forum.partnerships.BriefingWords``. ``of_digest`` marks the decision as it was when the words
    were asked for, ``agreed_digest`` the words that the Chair agreed.
    """

    __tablename__ = "briefing"
    __table_args__ = (UniqueConstraint("reference"), Index(None, "meeting_id"), Index(None, "group_id"))

    reference: Mapped[str] = mapped_column(String(12))  # B/2027/01
    decision: Mapped[str] = mapped_column(String(32))  # its reference; a record filed again has other rows
    of_digest: Mapped[str] = mapped_column(String(64))
    partnership: Mapped[str]
    part: Mapped[int]
    state: Mapped[BriefingState] = mapped_column(words(BriefingState, 16))
    opened: Mapped[dt.date]
    kind: Mapped[BriefingKind | None] = mapped_column(words(BriefingKind, 16))
    decided: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    ask: Mapped[str] = mapped_column(default="")
    by: Mapped[dt.date | None]
    pass_on: Mapped[str] = mapped_column(default="")
    agreed_on: Mapped[dt.date | None]
    agreed_digest: Mapped[str | None] = mapped_column(String(64))


class PartnershipMessageRow(Row):
    """A message of a contact's, which is an item for the group; ``meeting_id`` is that of the briefings which
    it answers, None where it answers none."""

    __tablename__ = "partnership_message"
    __table_args__ = (Index(None, "contact_id"),)

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("partnership_contact.id"))
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_item.id"))
    on: Mapped[dt.date]
    kind: Mapped[BriefingKind] = mapped_column(words(BriefingKind, 16))


class ResearchRow(RowOfGroup):
    """A request, with the fields of ``forum.research.Request``. Its item on an
    agenda has the decision, and that item's paper is the product.
    """

    __tablename__ = "research"
    __table_args__ = (
        UniqueConstraint("reference"),
        Index("ix_research_open", "group_id", **only("used_on IS NULL AND declined_on IS NULL")),
        Index(None, "group_id"),
    )

    reference: Mapped[str] = mapped_column(String(12))  # R/2027/01
    question: Mapped[str]
    decision: Mapped[str]
    by: Mapped[dt.date]
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_on: Mapped[dt.date]
    kind: Mapped[ResearchKind | None] = mapped_column(words(ResearchKind, 24))
    purpose: Mapped[str] = mapped_column(String(4))
    size: Mapped[Size | None] = mapped_column(words(Size, 1))
    check: Mapped[Check] = mapped_column(words(Check, 24), default=Check.NONE)
    assessed_on: Mapped[dt.date | None]  # the day on which its DPIA was done
    researcher_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    due: Mapped[dt.date | None]
    accepted_on: Mapped[dt.date | None]
    declined_on: Mapped[dt.date | None]
    because: Mapped[str] = mapped_column(default="")
    progress_on: Mapped[dt.date | None]
    progress: Mapped[str] = mapped_column(default="")
    delivered_on: Mapped[dt.date | None]
    used_on: Mapped[dt.date | None]
    use: Mapped[str] = mapped_column(default="")


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
