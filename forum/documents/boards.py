"""The report to a board: a draft with boxes for the unit to write in, or as it leaves.

The page of a task and finish group, as the meeting that decides on it reads it (clause 6).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.boards.report import ReportToBoard
from forum.documents.base import Document


@dataclass(frozen=True, kw_only=True)
class BoardReport(Document, ReportToBoard):
    """A report on the period from ``first`` to ``last``; ``prepared_by`` is the unit."""

    NAME: ClassVar[str] = "board_report"

    first: dt.date
    last: dt.date
    prepared_by: str

    @property
    def title(self) -> str:
        return f"Report to the {self.board}"

    @property
    def file_name(self) -> str:
        return f"{self.reference.replace('/', '-')} report.docx"


@dataclass(frozen=True, kw_only=True)
class CommissionPage(Document):
    """The commission of a task group that is called ``name``; ``group`` is the parent. ``members`` are its
    members by organisation, "Kent Police: Detective Superintendent"; ``purpose`` and ``plan_line`` are empty
    for none."""

    NAME: ClassVar[str] = "commission"

    name: str
    code: str
    question: str
    why_now: str
    in_scope: tuple[str, ...]
    out_of_scope: tuple[str, ...]
    products: tuple[str, ...]
    success: str
    lead: str
    sponsor: str
    members: tuple[str, ...]
    may_see: str
    meetings: tuple[dt.date, ...]
    start: dt.date
    interim: dt.date
    end: dt.date
    unit_does: tuple[str, ...]
    unit_does_not: tuple[str, ...]
    purpose: str
    plan_line: str

    @property
    def file_name(self) -> str:
        return f"{self.reference.replace('/', '-')} commission {self.code}.docx"
