"""The report to a board: a draft with boxes for the unit to write in, or as it leaves."""

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
