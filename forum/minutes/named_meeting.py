"""The meeting that somebody names when they write of its minutes: by reference, by day, or by month (own
rule)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from forum.text.dates import leading_date, month_number
from forum.text.wording import MONTHS

_MONTH = "|".join(MONTHS)
_OF_DAY = re.compile(
    r"\b(?:minutes|meeting|action note)\s(?:of|from|on|for)\s(?:the\s)?(.{3,30})", re.IGNORECASE
)
_OF_MONTH = re.compile(
    rf"\b({_MONTH})(?:['’]s)?\s(?:minutes|meeting|action note)\b"
    rf"|\b(?:minutes|meeting|action note)\s(?:of|from|in|for)\s({_MONTH})\b",
    re.IGNORECASE,
)


def meetings_named(text: str, meetings: Mapping[str, dt.date], on: dt.date) -> frozenset[str] | None:
    """Return the references of the meetings that a text names, of those that were held; None where it names
    none, and empty where it names one that was not.

    “Minutes of 12 January” and “January’s minutes” name one; a date alone is what is to be corrected.
    """
    words = " ".join(text.split())
    named = {reference for reference in meetings if reference.casefold() in words.casefold()}
    is_named = bool(named)
    for match in _OF_DAY.finditer(words):
        if found := leading_date(match[1], on, gone_by=True):
            is_named = True
            named |= {reference for reference, day in meetings.items() if day == found[0]}
    for match in _OF_MONTH.finditer(words):
        is_named = True
        month = month_number(match[1] or match[2])
        named |= {reference for reference, day in meetings.items() if day.month == month}
    return frozenset(named) if is_named else None
