"""Days on which the unit spoke to somebody."""

from __future__ import annotations

import datetime as dt
import re

from forum.inbox.phrases.lexicon import turns
from forum.text.dates import leading_date

LONGEST_AGO = 60  # days; what is longer ago is a slip, such as a day to come without its year
_DAYS_AGO = {"yesterday": 1, "last night": 1}
_RELATIVE = {"today": 0, "this morning": 0, "this afternoon": 0, "just now": 0, "yesterday": 1}
_TIME = re.compile(r"\b(?:at )?(?:\d{1,2}[:.]?\d\d(?: ?[ap]m)?|\d{1,2} ?[ap]m)\b", re.IGNORECASE)


def past_day(when: str, today: dt.date) -> dt.date | None:
    """Return the day of a call: "21 January", "today", "yesterday"; None for none, or one to come."""
    when = when.strip(" .,;")
    relative = _TIME.sub("", when).strip(" .,;").casefold()
    if relative in _RELATIVE:
        return today - dt.timedelta(days=_RELATIVE[relative])
    day = None if "?" in when else leading_date(when, today, gone_by=True)
    return day[0] if day and not turns(day[1]) and 0 <= (today - day[0]).days <= LONGEST_AGO else None


def day_of_call(text: str, today: dt.date) -> dt.date:
    """Return the day of a call that a text names, or else the day on which it came."""
    for day_before, days in _DAYS_AGO.items():
        if day_before in text.casefold():
            return today - dt.timedelta(days=days)
    dated = (leading_date(text[at:], today, gone_by=True) for at in range(len(text)) if text[at].isdigit())
    return next((day[0] for day in dated if day and day[0] <= today), today)
