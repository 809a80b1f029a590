"""The timetable as a calendar file, for Outlook or any other calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from forum.calendar.steps import OWN
from forum.calendar.timetable import MeetingTimetable
from forum.text.wording import capital, full_date, short_day_month

LONDON = ZoneInfo("Europe/London")
PRODUCT = "-//MASE secretariat//EN"


def write_calendar(meetings: Iterable[MeetingTimetable], made_at: dt.datetime) -> bytes:
    """Return an iCalendar file of meetings and of the deadlines that are still to be met.

    ``made_at`` is London time. Entries keep their UIDs, so that importing the file again updates them.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    stamp = made_at.replace(tzinfo=LONDON).astimezone(dt.UTC)
    for meeting in meetings:
        for event in (_meeting(meeting), *_deadlines(meeting)):
            event.add("dtstamp", stamp)
            calendar.add_component(event)
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _meeting(meeting: MeetingTimetable) -> Event:
    start = dt.datetime.combine(meeting.date, meeting.start, LONDON)
    event = _event(meeting, "meeting", f"{meeting.group} meeting")
    event.add("dtstart", start)
    event.add("dtend", start + dt.timedelta(minutes=meeting.minutes))
    event.add("location", meeting.place)
    return event


def _deadlines(meeting: MeetingTimetable) -> Iterable[Event]:
    for line in meeting.steps:
        step = line.step
        if step.done or step.deadline is None:
            continue
        summary = f"{meeting.group} deadline: {step.kind} ({short_day_month(meeting.date)})"
        event = _event(meeting, step.kind.value, summary)
        event.add("dtstart", step.deadline)
        event.add("dtend", step.deadline + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        basis = "a lead time of ours" if step.clause == OWN else f"clause {step.clause}"
        standing = capital(line.finding.words)
        event.add("description", f"For the meeting on {full_date(meeting.date)} ({basis}). {standing}.")
        yield event


def _event(meeting: MeetingTimetable, part: str, summary: str) -> Event:
    event = Event()
    event.add("uid", f"{meeting.reference}/{part}".replace(" ", "-").replace("/", "-") + "@mase-secretariat")
    event.add("summary", summary)
    return event
