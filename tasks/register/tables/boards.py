"""Reports to boards: their steps, the versions of each, and the ledger of what was asked and answered."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.boards.steps import ReportState, ReportStep
from tasks.register.tables.base import Row, RowOfGroup, StepColumns, only, words


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
