"""``mase timetable``: the steps of the coming meetings, on the screen or as a calendar file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from forum.problem import Problem
from mase.options import GroupOption

if TYPE_CHECKING:
    import datetime as dt

    from rich.table import Table

    from forum.timetable import MeetingTimetable

IcsOption = Annotated[
    Path | None, typer.Option("--ics", metavar="FILE", help="Write a calendar file instead, for Outlook.")
]


def timetable(group: GroupOption = None, ics: IcsOption = None) -> None:
    """Show the steps of the coming meetings with their deadlines, or write them as a calendar."""
    from rich.console import Console

    from config.wiring import open_office
    from tasks.documents.timetable_calendar import write_calendar
    from tasks.duties import timetable as duty

    office = open_office()
    try:
        meetings = duty.timetable(office, group)
        now = office.clock.now()
    finally:
        office.register.close()
    if ics is not None:
        _write(ics, write_calendar(meetings, now))
        print(f"{ics}: {_meetings(len(meetings))} with the deadlines still to be met.")
        return
    console = Console(highlight=False)
    for meeting in meetings:
        console.print(_table(meeting))
    if meetings:
        console.print("A clause is one of the terms of reference; “own” is a lead time of ours.", style="dim")
    else:
        console.print("No meeting is planned yet. The flow plan-meetings plans them from the meeting rule.")


def _meetings(number: int) -> str:
    from forum.wording import count

    return count(number, "meeting")


def _table(meeting: MeetingTimetable) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from forum.wording import clock_time, full_date, short_date

    when = f"{full_date(meeting.date)}, {clock_time(meeting.start)}"
    table = Table(
        title=f"{meeting.reference} · {when}, {meeting.place}",
        title_justify="left",
        title_style="bold",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    for heading in ("Step", "Opens", "Deadline", "Clause", "Standing"):
        table.add_column(heading, no_wrap=heading != "Standing")
    for line in meeting.steps:
        step = line.step
        words = f"{line.finding.words} ({short_date(step.done)})" if step.done else line.finding.words
        standing = Text(words, style=_style(line.finding.verdict.value))
        table.add_row(step.kind, _date(step.opens), _date(step.deadline), step.clause, standing)
    return table


def _date(day: dt.date | None) -> str:
    from forum.wording import short_date

    return short_date(day) if day else "–"


def _style(verdict: str) -> str:
    return {
        "missed": "bold red",
        "late": "red",
        "not possible": "yellow",
        "on time": "green",
        "open": "bold",
    }.get(verdict, "dim")


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise Problem(
            f"{file} can't be written: {error.strerror}. Name a file in a folder you may write to."
        ) from None
