"""Days on which offices are open, typed off a calendar, and dates as letters write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

ONE_DAY = dt.timedelta(days=1)
SHUT = {
    dt.date(year, month, day)
    for year, month, day in (
        # bank holidays of England and Wales
        *((2026, 12, 25), (2026, 12, 28), (2027, 1, 1), (2027, 3, 26), (2027, 3, 29), (2027, 5, 3)),
        *((2027, 5, 31), (2027, 8, 30), (2027, 12, 27), (2027, 12, 28), (2028, 1, 3)),
        # the council closes between Christmas and New Year
        *((2026, 12, 29), (2026, 12, 30), (2026, 12, 31), (2027, 12, 29), (2027, 12, 30), (2027, 12, 31)),
    )
}


def is_open(day: dt.date) -> bool:
    return day.weekday() < 5 and day not in SHUT


def open_by(day: dt.date) -> dt.date:
    """Return the day itself, or the last one before it on which offices are open."""
    while not is_open(day):
        day -= ONE_DAY
    return day


def open_from(day: dt.date) -> dt.date:
    """Return the day itself, or the next one on which offices are open."""
    while not is_open(day):
        day += ONE_DAY
    return day


def after(day: dt.date, number: int) -> dt.date:
    """Return the day so many working days after another."""
    for _ in range(number):
        day = open_from(day + ONE_DAY)
    return day


def before(day: dt.date, number: int) -> dt.date:
    """Return the day so many working days before another."""
    for _ in range(number):
        day = open_by(day - ONE_DAY)
    return day


def second_tuesdays(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the days on which the rule has the group meet (clause 5: monthly)."""
    day = first
    while day <= last:
        if day.weekday() == 1 and 8 <= day.day <= 14:
            yield open_from(day)
        day += ONE_DAY


def in_month_of(day: dt.date, week: int, weekday: int) -> dt.date:
    """Return the day of the same month that another rule has, such as the third Wednesday."""
    first = day.replace(day=7 * week - 6)
    return open_from(first + (weekday - first.weekday()) % 7 * ONE_DAY)


def long(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def full(day: dt.date) -> str:
    return f"{day:%A} {long(day)}"


def short(day: dt.date) -> str:
    return f"{day.day} {day:%b}"


def day_month(day: dt.date) -> str:
    return f"{day.day} {day:%B}"
