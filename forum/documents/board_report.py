"""The report to a board: a draft with boxes for the unit to write in, or as it leaves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.boards.report import Section
from forum.documents.base import Document


@dataclass(frozen=True, kw_only=True)
class BoardReport(Document):
    """A report to ``board`` for its meeting on ``date``, on the period from ``first`` to ``last``.

    ``purpose`` is what the board is to do with it, ``sender`` the Chair, ``prepared_by`` the unit, and
    ``standing`` a sentence on whether the Chair has agreed it.
    """

    NAME: ClassVar[str] = "board_report"

    board: str
    date: dt.date
    first: dt.date
    last: dt.date
    purpose: str
    sender: str
    prepared_by: str
    standing: str
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        return f"Report to the {self.board}"

    @property
    def file_name(self) -> str:
        return f"{self.reference.replace('/', '-')} report.docx"
