"""Dates and times as people write them: 12/1/27, 12 Jan, 9.30, 2pm, noon."""

from __future__ import annotations

import datetime as dt
import re

A_DATE = "a date such as 12/1/27 or 12 January 2027"
A_TIME = "a time such as 9.30 or 2:15pm"

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_WORDS = re.compile(r"(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)? ?([a-z]{3,9})\.?,?(?: ?(\d{4}|\d{2}))?")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?(?::00)? ?(am|pm|a\.m\.?|p\.m\.?|noon)?")
_FIRST_SERIAL = dt.date(1899, 12, 30)  # day 0 of a spreadsheet's dates


def written_date(value: object, near: dt.date) -> dt.date | None:
    """The date that was written, day before month; None when it is none.

    Without a year it is the first such day from ``near`` on. A spreadsheet's number of days is understood.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _FIRST_SERIAL + dt.timedelta(days=int(value)) if 40_000 < value < 80_000 else None
    return _date_in(" ".join(str(value).lower().split()), near)


def _date_in(text: str, near: dt.date) -> dt.date | None:
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        return _dated(int(found[1]), int(found[2]), found[3], near)
    if (found := _WORDS.fullmatch(text)) and found[2][:3] in _MONTHS:
        return _dated(int(found[1]), _MONTHS.index(found[2][:3]) + 1, found[3], near)
    return None


def _dated(day: int, month: int, year: str | None, near: dt.date) -> dt.date | None:
    if year is not None:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = _day(near.year, month, day)
    return this_year if this_year and this_year >= near else _day(near.year + 1, month, day)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def written_time(value: object) -> dt.time | None:
    """The time that was written; None when it is none.

    Nobody meets at night: 1 to 6 without "am" is in the afternoon. A spreadsheet makes 9.3 of "9.30".
    """
    if isinstance(value, dt.datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, dt.time):
        return value.replace(second=0, microsecond=0)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if 0 < value < 1:  # a spreadsheet's share of a day
            minutes = round(value * 24 * 60)
            return dt.time(minutes // 60, minutes % 60) if minutes < 24 * 60 else None
        value = f"{value:.2f}" if isinstance(value, float) else str(value)
    text = " ".join(str(value).lower().split())
    if text in ("noon", "midday"):
        return dt.time(12)
    found = _CLOCK.fullmatch(text)
    return _clock(int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", "")) if found else None


def _clock(hour: int, minute: int, half: str) -> dt.time | None:
    if half and not 1 <= hour <= 12:
        return None
    if half == "am":
        hour %= 12
    elif half == "pm" or (not half and 1 <= hour <= 6):
        hour = hour % 12 + 12
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None
