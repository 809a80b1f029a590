"""Dates and times as they stand in a workbook's cells: 12/1/27, 12 Jan, 9.30, 2pm, noon."""

from __future__ import annotations

import datetime as dt
import re

from forum.written_dates import leading_date

A_DATE = "a date such as 12/1/27 or 12 January 2027"
A_TIME = "a time such as 9.30 or 2:15pm"

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
    found = leading_date(str(value).strip(), near)
    return found[0] if found and not found[1].strip() else None


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
