"""Dates as people write them in a mail."""

from __future__ import annotations

import datetime as dt
import re

from forum.text.wording import MONTHS, WEEKDAYS

_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(day[:3] for day in WEEKDAYS)})[a-z]{{0,9}},?\s+)?"
_MONTH = rf"(?P<month>{'|'.join(month[:3] for month in MONTHS)})[a-z]{{0,9}}\.?"
_AFTER = r"(?=$|[\s,;:.)?–—-])"
_SHAPES = tuple(
    re.compile(shape + _AFTER, re.IGNORECASE)
    for shape in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        _WEEKDAY + r"(?P<day>\d{1,2})(?P<between>[/.-])(?P<number>\d{1,2})(?P=between)(?P<year>\d{4}|\d{2})",
        _WEEKDAY + r"(?P<day>\d{1,2})/(?P<number>\d{1,2})(?=\s*$|\s*[,;:–—-])",
        _WEEKDAY
        + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?"
        + _MONTH
        + r",?\s+'?(?P<year>\d{4}|\d{2})",
        _WEEKDAY + r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH,
    )
)


def leading_date(text: str, today: dt.date, *, gone_by: bool = False) -> tuple[dt.date, str] | None:
    """Read the date a text begins with, and return it with the rest of the text; None where there is none.

    Day before month, as in Britain. A date without a year is the next such day from ``today`` on, or with
    ``gone_by`` the last one up to ``today``. A date with the weekday of another day is no date: somebody has
    to ask which is meant.
    """
    for shape in _SHAPES:
        if match := shape.match(text):
            date = _date(match.groupdict(), today, gone_by=gone_by)
            return (date, text[match.end() :]) if date else None
    return None


def _date(parts: dict[str, str | None], today: dt.date, *, gone_by: bool) -> dt.date | None:
    day, year = int(parts["day"] or 0), parts.get("year")
    name = (parts.get("month") or "").title()
    month = [month[:3] for month in MONTHS].index(name) + 1 if name else int(parts["number"] or 0)
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
    return date if not weekday or WEEKDAYS[date.weekday()].startswith(weekday.title()) else None
