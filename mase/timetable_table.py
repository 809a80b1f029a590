"""A meeting and its steps as a table on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from forum.calendar.timetable import MeetingTimetable, StepLine
from forum.text.wording import clock_time, full_date, short_date

if TYPE_CHECKING:
    from forum.boards.steps import ReportTimetable
    from tasks.duties.task_groups.in_words import TaskGroupEntry


def timetable_table(meeting: MeetingTimetable) -> Table:
    """The steps of a meeting, a row each, with their deadlines and verdicts."""
    when = f"{full_date(meeting.date)}, {clock_time(meeting.start)}"
    return steps_table(f"{meeting.reference} · {when}, {meeting.place}", meeting.steps)


def report_table(report: ReportTimetable) -> Table:
    """The steps of a report to a board, a row each."""
    title = f"{report.group} to {report.board} · {full_date(report.date)}, {report.state}"
    return steps_table(title, report.steps)


def task_group_table(group: TaskGroupEntry) -> Table:
    """The steps of a task and finish group, a row each."""
    return steps_table(
        f"{group.code} · {group.name}, {group.stage}, ends {full_date(group.end)}", group.steps
    )


def steps_table(title: str, steps: Sequence[StepLine]) -> Table:
    """The steps of a meeting, a report to a board, or a task group, under a title."""
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    for heading in ("Step", "Opens", "Deadline", "Clause", "Status"):
        table.add_column(heading, no_wrap=heading != "Status")
    for line in steps:
        step = line.step
        words = f"{line.finding.words} ({short_date(step.done)})" if step.done else line.finding.words
        standing = Text(words, style=_style(line.finding.verdict.value))
        table.add_row(step.kind, _date(step.opens), _date(step.deadline), step.clause, standing)
    return table


def _date(day: dt.date | None) -> str:
    return short_date(day) if day else "–"


def _style(verdict: str) -> str:
    return {
        "missed": "bold red",
        "late": "red",
        "not possible": "yellow",
        "on time": "green",
        "open": "bold",
    }.get(verdict, "dim")
