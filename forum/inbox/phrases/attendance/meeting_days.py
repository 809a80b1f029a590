"""The days of which a text speaks, held against the days of meetings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator

from forum.inbox.mail_text.own_words import own_lines
from forum.text.wording import MONTHS, WEEKDAYS

_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS).replace("Sep(?:", "Sept?(?:")
_MONTH_ALONE = "|".join(month for month in MONTHS if month != "May")  # "I may come"
_WEEKDAY = "|".join([*WEEKDAYS, "mon", "tues?", "weds?", "thu(?:rs?)?", "fri"])  # "sat" and "sun" are words
_WEEK = dt.timedelta(days=7)
_ORDINAL = "(?:st|nd|rd|th)"
_MENTION = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}){_ORDINAL}?(?:\s+of)?\s+(?P<month>{_MONTH})"
    rf"|(?P<month_first>{_MONTH})\s+(?:the\s+)?(?P<day_after>\d{{1,2}}){_ORDINAL}?"
    r"|(?P<day_in_figures>\d{1,2})/(?P<month_in_figures>\d{1,2})(?:/(?:\d{4}|\d{2}))?"
    rf"|the\s+(?P<day_alone>\d{{1,2}}){_ORDINAL}"
    rf"|(?P<weekday>{_WEEKDAY})|(?P<month_alone>{_MONTH_ALONE})|(?P<near>today|tomorrow|(?:this"
    rf"|next) week))\b",
    re.IGNORECASE,
)


def speaks_of_another_day(text: str, day: dt.date, on: dt.date) -> bool:
    """Say whether a text of the day ``on`` speaks of any day but this one: "the 16th", "tomorrow", "in
    March"."""
    return any(not all(_facts(mention, day, on)) for mention in _MENTION.finditer(text))


def days_meant(subject: str, body: str, days: Collection[dt.date], on: dt.date) -> tuple[dt.date, ...] | None:
    """Return those of these days of which a mail of the day ``on`` speaks, and of no other beside them; None
    where its subject and its writer's own words speak of no day at all."""
    text = "\n".join([subject, *own_lines(body)])
    if not _MENTION.search(text):
        return None
    return tuple(day for day in days if not speaks_of_another_day(text, day, on))


def _facts(mention: re.Match[str], day: dt.date, on: dt.date) -> Iterator[bool]:
    """Yield whether each thing said of a day is true of this one."""
    if number := mention["day"] or mention["day_after"] or mention["day_in_figures"] or mention["day_alone"]:
        yield int(number) == day.day
    if month := mention["month"] or mention["month_first"] or mention["month_alone"]:
        yield MONTHS[day.month - 1].casefold().startswith(month[:3].casefold())
    if figures := mention["month_in_figures"]:
        yield int(figures) == day.month
    if weekday := mention["weekday"]:
        yield WEEKDAYS[day.weekday()].casefold().startswith(weekday[:3].casefold())
    if near := mention["near"]:
        yield _is_near(near.casefold(), day, on)


def _is_near(word: str, day: dt.date, on: dt.date) -> bool:
    """Say whether a day is the one or in the week that a word means on the day ``on``."""
    monday = on - dt.timedelta(days=on.weekday())
    if word.endswith("week"):
        first = monday if word.startswith("this") else monday + _WEEK
        return first <= day < first + _WEEK
    return day == (on if word == "today" else on + dt.timedelta(days=1))
