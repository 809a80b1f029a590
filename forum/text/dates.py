"""Dates as people write them in a mail.

Months of the calendar, counted from a day.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange

from forum.text.wording import MONTHS, WEEKDAYS

GOES_ON = r"(?:as(?! well\b)|because|due to|owing to|since|waiting|awaiting|please|at (?:the )?latest)\b"
"""Words after which the reason for a date follows."""

_MONTH_NAMES = {
    **{month[:3].lower(): number for number, month in enumerate(MONTHS, 1)},
    **{month.lower(): number for number, month in enumerate(MONTHS, 1)},
    **{"sept": 9, "febuary": 2, "feburary": 2},
}
_WEEKDAY_NAMES = {
    **{day[:3].lower(): number for number, day in enumerate(WEEKDAYS)},
    **{day.lower(): number for number, day in enumerate(WEEKDAYS)},
    **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3},
}
_STOPS = r"\s*$|\s*[,;:)–—-]|\s*[.!?]+(?:\s|$)"
MONTH = rf"(?:{'|'.join(_MONTH_NAMES)})\b\.?"
WEEKDAY = rf"(?:{'|'.join(_WEEKDAY_NAMES)})\b\.?"
_OF_WEEK = rf"(?:(?P<weekday>{WEEKDAY}),?\s+(?:the\s+)?)?"
_NUMBERED = rf"{_OF_WEEK}(?P<day>\d{{1,2}})"
_WITH_TH = rf"{_NUMBERED}(?:st|nd|rd|th)?(?:\s+(?:of\s+)?|-)?"
_OF_MONTH = rf"(?P<month>{'|'.join(_MONTH_NAMES)})\b\.?"
_FIRST_MONTH = rf"{_OF_WEEK}{_OF_MONTH}\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_AFTER = r"(?=$|[\s,;:.)?!–—-])"
_SHAPES = tuple(
    re.compile(shape + _AFTER, re.IGNORECASE)
    for shape in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        rf"{_NUMBERED}(?P<between>[/.-])(?P<number>\d{{1,2}})(?P=between)(?P<year>\d{{4}}|\d{{2}})",
        rf"{_NUMBERED}/(?P<number>\d{{1,2}})(?={_STOPS}|\s+{GOES_ON})",
        rf"{_WITH_TH}{_OF_MONTH}(?:,?\s+|-){_YEAR}",
        rf"{_WITH_TH}{_OF_MONTH}",
        rf"{_FIRST_MONTH},?\s+{_YEAR}",
        _FIRST_MONTH,
    )
)
_MAY_IS_A_MONTH = re.compile(rf"{_STOPS}|\s+{GOES_ON}", re.IGNORECASE)


def leading_date(text: str, today: dt.date, *, gone_by: bool = False) -> tuple[dt.date, str] | None:
    """Read the date a text begins with, and return it with the rest of the text; None where there is none.

    Day before month, as in Britain. A date without a year is the next such day from ``today`` on, or with
    ``gone_by`` the last one up to ``today``. A date with the weekday of another day is no date: somebody has
    to ask which is meant. "7 may attend" has none either.
    """
    for shape in _SHAPES:
        if match := shape.match(text):
            rest = text[match.end() :]
            parts = match.groupdict()
            says_may = (parts.get("month") or "").lower() == "may" and not parts.get("year")
            if says_may and not _MAY_IS_A_MONTH.match(rest):
                return None
            date = _date(parts, today, gone_by=gone_by)
            return (date, rest) if date else None
    return None


def month_number(name: str) -> int:
    """The number of a month by its name or abbreviation."""
    return _MONTH_NAMES[name.lower().rstrip(".")]


def weekday_number(name: str) -> int:
    """The number of a weekday by its name or abbreviation, 0 for Monday."""
    return _WEEKDAY_NAMES[name.lower().rstrip(".")]


def _date(parts: dict[str, str | None], today: dt.date, *, gone_by: bool) -> dt.date | None:
    day, year = int(parts["day"] or 0), parts.get("year")
    name = parts.get("month")
    month = month_number(name) if name else int(parts["number"] or 0)
    try:
        if year:
            date = dt.date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        else:
            date = dt.date(today.year, month, day)
            if gone_by and date > today:
                date = dt.date(today.year - 1, month, day)
            elif not gone_by and date < today:
                date = dt.date(today.year + 1, month, day)
    except ValueError:
        return None
    weekday = parts.get("weekday")
    return date if not weekday or date.weekday() == weekday_number(weekday) else None


MONTHS_A_YEAR = 12


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the day so many months after another, before it when negative; the last of a shorter month.

    Six months after 31 August 2027 is 29 February 2028; one month before 31 March 2027 is 28 February 2027.
    """
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year = day.year + years
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
