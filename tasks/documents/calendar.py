"""The timetable as a calendar file, for Outlook or any other calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from forum.boards.steps import ComingDate, ReportStep, ReportTimetable, report_reference
from forum.calendar.steps import OWN
from forum.calendar.timetable import MeetingTimetable, StepLine
from forum.text.wording import capital, full_date, short_day_month

LONDON = ZoneInfo("Europe/London")
PRODUCT = "-//MASE secretariat//EN"


def write_calendar(
    meetings: Iterable[MeetingTimetable],
    reports: Iterable[ReportTimetable | ComingDate],
    made_at: dt.datetime,
) -> bytes:
    """Return an iCalendar file of meetings and of the deadlines that are still to be met, for them and for
    reports to boards.

    ``made_at`` is London time. Entries keep their UIDs, so that importing the file again updates them.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    stamp = made_at.replace(tzinfo=LONDON).astimezone(dt.UTC)
    for event in (
        *(event for meeting in meetings for event in _of_meeting(meeting)),
        *(event for report in reports for event in _of_report(report)),
    ):
        event.add("dtstamp", stamp)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _of_meeting(meeting: MeetingTimetable) -> Iterator[Event]:
    start = dt.datetime.combine(meeting.date, meeting.start, LONDON)
    event = _event(meeting.reference, "meeting", f"{meeting.group} meeting")
    event.add("dtstart", start)
    event.add("dtend", start + dt.timedelta(minutes=meeting.minutes))
    event.add("location", meeting.place)
    yield event
    about = f"For the meeting on {full_date(meeting.date)}"
    yield from _deadlines(meeting.steps, meeting.group, meeting.reference, meeting.date, about)


def _of_report(report: ReportTimetable | ComingDate) -> Iterator[Event]:
    reference = report_reference(report.group, report.board, report.date)
    about = f"For the meeting of {report.board} on {full_date(report.date)}"
    whose = f"{report.group} to {report.board}"
    if isinstance(report, ReportTimetable):
        yield from _deadlines(report.steps, whose, reference, report.date, about)
    else:
        summary = _summary(whose, ReportStep.SENT, report.date)
        yield _day(reference, ReportStep.SENT, summary, report.papers_due, f"{about}. To come.")


def _deadlines(
    lines: Iterable[StepLine], whose: str, reference: str, date: dt.date, about: str
) -> Iterator[Event]:
    for line in lines:
        step = line.step
        if step.done or step.deadline is None:
            continue
        basis = "a lead time of ours" if step.clause == OWN else f"clause {step.clause}"
        description = f"{about} ({basis}). {capital(line.finding.words)}."
        yield _day(reference, step.kind, _summary(whose, step.kind, date), step.deadline, description)


def _summary(whose: str, kind: StrEnum, date: dt.date) -> str:
    return f"{whose} deadline: {kind} ({short_day_month(date)})"


def _day(reference: str, kind: StrEnum, summary: str, day: dt.date, description: str) -> Event:
    """Return an entry for a day, which leaves it free."""
    event = _event(reference, kind.value, summary)
    event.add("dtstart", day)
    event.add("dtend", day + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("description", description)
    return event


def _event(reference: str, part: str, summary: str) -> Event:
    event = Event()
    event.add("uid", f"{reference}/{part}".replace(" ", "-").replace("/", "-") + "@mase-secretariat")
    event.add("summary", summary)
    return event
