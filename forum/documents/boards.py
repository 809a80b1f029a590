"""The report to a board: a draft with boxes for the unit to write in, or as it leaves.

The page of a task and finish group, as the meeting that decides on it reads it (clause 6).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil
from typing import ClassVar

from forum.boards.facts import SubjectHeading
from forum.boards.report import ATTENDANCE, DONE, MISSED, ReportToBoard, Section
from forum.documents.base import Document
from forum.text.wording import count

TWO_SIDES = 74
"""The lines of sections on two sides: of a year's reports none with 74 had a third, and one with 78."""
SHORTEST = 4  # lines of a section that stay


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

    @property
    def sides(self) -> tuple[Section, ...]:
        """The sections of the report's two sides."""
        return self._split[0]

    @property
    def annex(self) -> tuple[Section, ...]:
        """The sections that two sides have no room for, each with what is cut in the one of its name."""
        return self._split[1]

    @cached_property
    def _split(self) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
        """Cut what is longer than two sides, in this order: the attendance, the deadlines, the end of the
        action plan, where lines discharged stand, and of what the group did."""
        kept, annex = list(self.sections), list[Section]()
        for heading in (ATTENDANCE, MISSED, SubjectHeading.ACTION_PLAN, DONE):
            over = sum(map(_length, kept)) - TWO_SIDES
            at = next((at for at, section in enumerate(kept) if section.heading == heading), None)
            if over <= 0 or at is None:
                continue
            section, here = kept[at], [*kept[at].lines]
            if heading in (ATTENDANCE, MISSED):
                told = Section(heading, ("In the annex.",))
                if _length(told) < _length(section):  # one sentence is as long as that it is in the annex
                    annex.append(section)
                    kept[at] = told
                continue
            while (
                len(here) > SHORTEST and _length(section) - _length(replace(section, lines=(*here,))) <= over
            ):
                here.pop()
            if cut := section.lines[len(here) :]:
                annex.append(Section(heading, cut))
                kept[at] = replace(section, lines=(*here, f"In the annex: {count(len(cut), 'more line')}."))
        return tuple(kept), tuple(annex)


def _length(section: Section) -> int:
    """Return about how many lines a section fills, its heading with the room around it."""
    rows = section.table.rows if section.table else ()
    return (
        2
        + (7 if section.chart else 0)
        + (1 if rows else 0)
        + sum(ceil(len(row[0]) / 40) for row in rows)
        + sum(ceil(len(line) / 84) for line in section.lines)
        + sum(ceil(len(words) / 92) for words in (*section.words, section.prompt))
    )


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
        of = "" if self.reference == self.code else f" {self.code}"
        return f"{self.reference.replace('/', '-')} commission{of}.docx"
