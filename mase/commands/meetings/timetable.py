"""``mase timetable``: the steps of the coming meetings, on the screen or as a calendar file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from forum.text.problem import Problem
from mase.options import NONE_PLANNED, GroupOption

IcsOption = Annotated[
    Path | None, typer.Option("--ics", metavar="FILE", help="Write a calendar file instead, for Outlook.")
]


def timetable(group: GroupOption = None, ics: IcsOption = None) -> None:
    """Show the steps of the coming meetings, and of reports to boards, or write them as a calendar."""
    from config.wiring import open_office
    from mase.terminal import terminal
    from mase.timetable_table import report_table, timetable_table
    from tasks.documents.calendar import write_calendar
    from tasks.duties.boards.report import coming_dates, report_timetable
    from tasks.duties.meetings import tell_of_gap as duty

    office = open_office()
    try:
        meetings = duty.meetings_with_steps(office, group)
        reports, dates = report_timetable(office, group), coming_dates(office, group)
        now = office.clock.now()
    finally:
        office.register.close()
    if ics is not None:
        _write(ics, write_calendar(meetings, [*reports, *dates], now))
        print(f"{ics}: {_meetings(len(meetings))} with the deadlines still to be met.")
        return
    console = terminal()
    for meeting in meetings:
        console.print(timetable_table(meeting))
    for report in reports:
        console.print(report_table(report))
    if meetings:
        console.print("A clause is one of the terms of reference; “own” is our own lead time.", style="dim")
    else:
        console.print(NONE_PLANNED)


def _meetings(number: int) -> str:
    from forum.text.wording import count

    return count(number, "meeting")


def _write(file: Path, content: bytes) -> None:
    from mase.terminal import write_private

    try:
        write_private(file, content)
    except OSError as error:
        raise Problem(
            f"{file} can’t be written: {error.strerror}. Name a file in a folder you may write to."
        ) from None
