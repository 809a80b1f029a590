"""Calendar items (iCalendar) for meetings."""

from __future__ import annotations

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress

LONDON = ZoneInfo("Europe/London")
PRODUCT = "-//MASE secretariat//EN"


def invitation_item(
    *,
    uid: UUID,
    sequence: int,
    summary: str,
    date: dt.date,
    start: dt.time,
    minutes: int,
    place: str,
    attendee: str,
    made_at: dt.datetime,
    cancelled: bool = False,
) -> bytes:
    """One meeting as a request to one person, or its cancellation; a higher ``sequence`` replaces a lower."""
    starts = dt.datetime.combine(date, start, LONDON)
    event = Event()
    event.add("uid", str(uid))
    event.add("sequence", sequence)
    event.add("dtstamp", made_at.replace(tzinfo=LONDON).astimezone(dt.UTC))
    event.add("summary", summary)
    event.add("location", place)
    event.add("dtstart", starts)
    event.add("dtend", starts + dt.timedelta(minutes=minutes))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("attendee", vCalAddress(f"mailto:{attendee}"))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "REQUEST")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
