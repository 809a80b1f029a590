"""Dates in plain English, so that a table of a rule reads as people say it."""

from __future__ import annotations

import datetime as dt


def day(text: str) -> dt.date:
    """Return the date of "Tue 9 Feb 2027"; the weekday is checked, so that a table cannot lie about it."""
    date = dt.datetime.strptime(text, "%a %d %b %Y").date()  # noqa: DTZ007  (a date has no zone)
    if f"{date:%a}" != text.split()[0]:
        raise ValueError(f"{text}: that day is a {date:%A}")
    return date


def day_if(text: str | None) -> dt.date | None:
    """Return the date, or None for what has none."""
    return day(text) if text else None
