"""Converting times: Graph has UTC and zones by their Windows names, the office London time without a zone."""

from __future__ import annotations

import datetime as dt

from tasks.mail.gateways.graph.answers import Json
from tasks.register.database.clock import LONDON

LONDON_IN_WINDOWS = "GMT Standard Time"  # with British Summer Time, in spite of its name


def utc_text(when: dt.datetime) -> str:
    """Write London time as Graph's filters take it: 2027-07-01T08:30:00Z."""
    return when.replace(tzinfo=LONDON).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_utc_text(text: object) -> dt.datetime | None:
    """Read a time of Graph as London time; None for anything else."""
    try:
        return dt.datetime.fromisoformat(str(text)).astimezone(LONDON).replace(tzinfo=None)
    except ValueError:
        return None


def in_zone(when: dt.datetime) -> Json:
    """Write London time as an event has it."""
    return {"dateTime": when.isoformat(), "timeZone": LONDON_IN_WINDOWS}


def from_zone(value: object) -> dt.datetime | None:
    """Read the time of an event that was asked for in London time; None for anything else."""
    try:
        text = str(value["dateTime"]) if isinstance(value, dict) else ""
        return dt.datetime.fromisoformat(text).replace(microsecond=0, tzinfo=None)
    except (KeyError, ValueError):
        return None
