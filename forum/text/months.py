"""Months of the calendar, counted from a day."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

MONTHS_A_YEAR = 12


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the day so many months after another, before it when negative; the last of a shorter month.

    Six months after 31 August 2027 is 29 February 2028; one month before 31 March 2027 is 28 February 2027.
    """
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
