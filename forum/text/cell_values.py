"""Dates, times and shares as they stand in a workbook's cells: 12/1/27, 9.30, noon, 75%, two thirds."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction

from forum.text.dates import leading_date
from forum.text.wording import NUMBER_WORDS

A_DATE = "a date such as 12/1/27 or 12 January 2027"
A_TIME = "a time such as 9:30am or 2:15pm"
A_SHARE = "a share such as 75%, 2/3 or two thirds, at most the whole, or none"

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?(?::00)? ?(am|pm|a\.m\.?|p\.m\.?|noon)?")
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_TO_NINETEEN = (
    *NUMBER_WORDS[1:],
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FIRST_SERIAL = dt.date(1899, 12, 30)  # day 0 of a spreadsheet's dates


def parse_date(value: object, near: dt.date, *, gone_by: bool = False) -> dt.date | None:
    """Read a date, day before month; None where the value is no date.

    A date without a year is the first such day from ``near`` on, or with ``gone_by`` the last one up to it. A
    spreadsheet's number of days is understood.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _FIRST_SERIAL + dt.timedelta(days=int(value)) if 40_000 < value < 80_000 else None
    date_and_rest = leading_date(str(value).strip(), near, gone_by=gone_by)
    return date_and_rest[0] if date_and_rest and not date_and_rest[1].strip() else None


def parse_time(value: object) -> dt.time | None:
    """Read a time of day; None where the value is no time.

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
    match = _CLOCK.fullmatch(text)
    return _clock(int(match[1]), int(match[2] or 0), (match[3] or "").replace(".", "")) if match else None


def parse_share(value: object) -> Fraction | None:
    """Read a share, in whole percents or as a fraction; None where the value is no share, or more than 100%.

    A cell's 0.75 is 75%, as is 75. A spreadsheet's 0.667 is no share: nobody can say whether 67% or two
    thirds is meant.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        percent = Fraction(str(value)) * (100 if value <= 1 else 1)
        return Fraction(percent, 100) if percent.denominator == 1 and 0 <= percent <= 100 else None
    text = " ".join(str(value).lower().replace("-", " ").split())
    if match := re.fullmatch(r"(\d{1,3}) ?(?:%|per ?cent)", text):
        share = Fraction(int(match[1]), 100)
    elif match := re.fullmatch(r"(\d{1,3}) ?(?:/|out of|of) ?([1-9]\d{0,2})", text):
        share = Fraction(int(match[1]), int(match[2]))
    elif (match := re.fullmatch(r"(?:(\w+) )?(?:an? )?(\w+?)s?", text)) and match[2] in _PARTS:
        number = whole_number(match[1] or "one")
        if number is None:
            return None
        share = Fraction(number, _PARTS[match[2]])
    else:
        return None
    return share if share <= 1 else None


def whole_number(text: str) -> int | None:
    """Read a whole number in figures, or below a hundred in words; None where the text is no number."""
    word = text.strip().lower()
    if word in ("a", "an"):
        return 1
    tens, _, units = word.partition("-")
    if tens in _TENS and (not units or units in NUMBER_WORDS[1:]):
        return 20 + 10 * _TENS.index(tens) + (NUMBER_WORDS.index(units) if units else 0)
    if word in _TO_NINETEEN:
        return 1 + _TO_NINETEEN.index(word)
    return int(word) if word.isascii() and word.isdecimal() and len(word) <= 6 else None


def _clock(hour: int, minute: int, half: str) -> dt.time | None:
    if half and not 1 <= hour <= 12:
        return None
    if half == "am":
        hour %= 12
    elif half == "pm" or (not half and 1 <= hour <= 6):
        hour = hour % 12 + 12
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None
