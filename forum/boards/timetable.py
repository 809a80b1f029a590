"""The reports to boards in lists and calendars: those under way with their steps, and those to come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from forum.boards.steps import ReportState
from forum.calendar.timetable import StepLine


@dataclass(frozen=True)
class ReportTimetable:
    """A report for a board's meeting on ``date``, with its steps in their order."""

    group: str
    board: str
    date: dt.date
    state: ReportState
    steps: tuple[StepLine, ...]


@dataclass(frozen=True)
class ComingDate:
    """A board's meeting whose report is not worked on yet; its papers are due on a day."""

    group: str
    board: str
    date: dt.date
    papers_due: dt.date
