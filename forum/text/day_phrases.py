"""Days as people put them: a date, "next Friday", "end of February", "w/c 8 Feb", "in a fortnight"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from forum.text.cells import whole_number
from forum.text.dates import GOES_ON, MONTH, WEEKDAY, leading_date, month_number, weekday_number

FRIDAY = 4
JUST_GONE_BY = 60  # days
_WEEK = dt.timedelta(weeks=1)
_NUMBER = r"(?P<number>\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_HOUR = r"(?:\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)|noon|midday|lunch(?:time)?)"
_CLOSE = r"(?:the )?(?:close|end) of (?:play|business|the day|day)|cob|cop|eod"
_BEFORE = re.compile(rf"(?:(?:{_CLOSE}|{_HOUR})(?:,? on)? )?(?:the (?=\w* ?\d))?", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?:,? (?:i['’]?m afraid|i am afraid|sorry|unfortunately|at (?:the (?:very )?)?latest|latest"
    rf"|or (?:sooner|before|earlier)|please|pls|now|instead"
    rf"|(?:in the )?(?:morning|afternoon|evening)|(?:by |at )?{_HOUR}|(?:by |at )?(?:{_CLOSE})))*+",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"\s*(?:$|[,;:(–—-]|[.!?]+(?:\s|$))"
    rf"|\s+(?:{GOES_ON}|(?:given|while|whilst|pending|for|with|so|after|to (?:allow|give|let|finish|fit"
    rf"|get))\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DayGiven:
    """A day that somebody gave. ``is_sole`` is false where another day is as likely meant, and
    ``is_to_come`` where it plainly is not one to come.
    """

    date: dt.date
    is_sole: bool = True
    is_to_come: bool = True


def leading_day(text: str, today: dt.date) -> tuple[DayGiven, str] | None:
    """Read the day a text begins with, and return it with the rest of the text; None where there is none.

    A week is its Friday, and the end of a month its last working weekday (own rule): what is promised within
    it is there by then. After a day only a mark, or a word that leads to the reason, may stand: "Friday’s
    meeting" and "12 February is too early" give none.
    """
    before = _BEFORE.match(text)
    start = before.end() if before else 0
    for begin in dict.fromkeys((start, 0)):
        if given := _day_at_start(text[begin:], today):
            day, rest = given
            rest = f".{rest}" if text.removesuffix(rest).endswith(".") else rest  # of "12 Feb. Printers late"
            rest = rest[_BEHIND.match(rest).end() :]  # type: ignore[union-attr]
            return (day, rest) if _ENDS.match(rest) else None
    return None


def _day_at_start(text: str, today: dt.date) -> tuple[DayGiven, str] | None:
    if week := _WEEK_OF.match(text):
        return _week_of(text[week.end() :], today, ends=week["ends"] is not None)
    for pattern, day_of in _PHRASES:
        if match := pattern.match(text):
            day = day_of(match, today)
            return (day, text[match.end() :]) if day else None
    return _calendar_date(text, today)


def _calendar_date(text: str, today: dt.date) -> tuple[DayGiven, str] | None:
    """Read a date; one without a year that has just gone by hardly means next year's."""
    dated = leading_date(text, today)
    if dated is None:
        return None
    date, rest = dated
    last = leading_date(text, today, gone_by=True)
    just_gone = last is not None and last[0] != date and (today - last[0]).days <= JUST_GONE_BY
    return DayGiven(date, is_to_come=date > today and not just_gone), rest


def _week_of(text: str, today: dt.date, *, ends: bool) -> tuple[DayGiven, str] | None:
    """Read the Friday of the week of a date, which may have begun; of a week that ends on a date, that."""
    last = leading_date(text, today, gone_by=True)
    given = _day_at_start(text, today)
    if last and (today - last[0]).days < 7:
        given = DayGiven(last[0]), last[1]
    if given is None:
        return None
    date = given[0].date if ends else _friday(given[0].date)
    return DayGiven(date, is_to_come=date > today and given[0].is_to_come), given[1]


def _tomorrow(_match: re.Match[str], today: dt.date) -> DayGiven:
    return DayGiven(today + dt.timedelta(days=1))


def _next_weekday(match: re.Match[str], today: dt.date) -> DayGiven:
    """Next Friday, said on a Wednesday, is in two days for some and in nine for others."""
    weekday = weekday_number(match["weekday"])
    date = _monday(today) + _WEEK + dt.timedelta(days=weekday)
    return DayGiven(date, is_sole=date == _coming(weekday, today))


def _weekday(match: re.Match[str], today: dt.date) -> DayGiven:
    weekday = weekday_number(match["weekday"])
    return DayGiven(_coming(weekday, today), is_sole=weekday != today.weekday())


def _weekday_this_week(match: re.Match[str], today: dt.date) -> DayGiven:
    date = _monday(today) + dt.timedelta(days=weekday_number(match["weekday"]))
    return DayGiven(date, is_to_come=date > today)


def _weekday_week(match: re.Match[str], today: dt.date) -> DayGiven:
    weekday = weekday_number(match["weekday"])
    weeks = 2 if "fortnight" in match[0].lower() else 1
    return DayGiven(_coming(weekday, today) + weeks * _WEEK, is_sole=weekday != today.weekday())


def _weekday_next_week(match: re.Match[str], today: dt.date) -> DayGiven:
    return DayGiven(_monday(today) + _WEEK + dt.timedelta(days=weekday_number(match["weekday"])))


def _day_of_month(match: re.Match[str], today: dt.date) -> DayGiven | None:
    """Read "the 12th" and "Monday 1st" in the month that runs or the one after, whichever fits."""
    weekday = match["weekday"]
    first = today.replace(day=1)
    months = [first, _after_month(first)]
    if said := match["month"]:
        months = months[1:] if said.lower() == "next" else months[:1]
    for month in months:
        date = month + dt.timedelta(days=int(match["day"]) - 1)
        fits = not weekday or date.weekday() == weekday_number(weekday)
        if fits and date > today and date.month == month.month:
            return DayGiven(date)
    return None


def _from_today(match: re.Match[str], today: dt.date) -> DayGiven | None:
    """Read "in two weeks", "a week today" and "a fortnight tomorrow"."""
    words = match[0].lower()
    number = whole_number(match["number"] or "1") or 0
    start = today + dt.timedelta(days=words.endswith("tomorrow"))
    if "month" in words:
        month = today.replace(day=1)
        for _ in range(number):
            month = _after_month(month)
        return DayGiven(
            min(month + dt.timedelta(days=today.day - 1), _after_month(month) - dt.timedelta(days=1))
        )
    days = number * (14 if "fortnight" in words else 7 if "week" in words else 1)
    return DayGiven(start + dt.timedelta(days=days)) if days else None


def _more_time(match: re.Match[str], today: dt.date) -> DayGiven | None:
    """Read "another fortnight" from today, though it may be meant from the day on which it was due."""
    given = _from_today(match, today)
    return DayGiven(given.date, is_sole=False) if given else None


def _end_of_month(match: re.Match[str], today: dt.date) -> DayGiven:
    """Read the last working weekday of a month, which is the one to come where no year is given."""
    month, year = today.replace(day=1), match["year"]
    if match["month"]:
        month = dt.date(int(year or today.year), month_number(match["month"]), 1)
        if not year and (today - _last_weekday(month)).days > JUST_GONE_BY:
            month = month.replace(year=month.year + 1)
    elif (match["which"] or "").lower() == "next":
        month = _after_month(month)
    date = _last_weekday(month)
    return DayGiven(date, is_to_come=date > today)


def _end_of_week(match: re.Match[str], today: dt.date) -> DayGiven:
    date = _friday(today) + (_WEEK if "next" in match[0].lower() else dt.timedelta())
    return DayGiven(date, is_to_come=date > today)


def _within_a_week(match: re.Match[str], today: dt.date) -> DayGiven:
    """Read "next week" as its Friday, though another day of it may be meant."""
    words = match[0].lower()
    weeks = 2 if "after next" in words else int("next" in words)
    date = _friday(today) + weeks * _WEEK
    return DayGiven(date, is_sole=False, is_to_come=date > today)


_PHRASES: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str], dt.date], DayGiven | None]]] = tuple(
    (re.compile(phrase, re.IGNORECASE), day_of)
    for phrase, day_of in (
        (r"tomorrow\b|tmrw\b", _tomorrow),
        (rf"next week,? (?:on )?(?P<weekday>{WEEKDAY})", _weekday_next_week),
        (rf"(?P<weekday>{WEEKDAY}),? (?:of )?next week\b", _weekday_next_week),
        (rf"next (?P<weekday>{WEEKDAY})", _next_weekday),
        (rf"(?:a )?(?:week|fortnight) (?:on |this )?(?P<weekday>{WEEKDAY})", _weekday_week),
        (rf"(?:on )?(?P<weekday>{WEEKDAY}) (?:week|fortnight)\b", _weekday_week),
        (rf"(?P<weekday>{WEEKDAY}),? (?:of )?this week\b", _weekday_this_week),
        (
            rf"(?:(?P<weekday>{WEEKDAY}),? )?(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd"
            rf"|th)(?!\s+(?:of\s+)?{MONTH})"
            r"(?: of (?P<month>this|next) month)?\b",
            _day_of_month,
        ),
        (
            rf"(?:in|within) {_NUMBER} (?:days?|weeks?|fortnights?|months?)(?:['’]s?)?(?: time)?\b",
            _from_today,
        ),
        (
            rf"{_NUMBER} (?:days?|weeks?|fortnights?|months?) (?:from (?:now|today)|today|tomorrow)\b",
            _from_today,
        ),
        (
            rf"(?=another |a further |\w{{1,6}} more )(?:another |a further )?(?:{_NUMBER} )?(?:more )?"
            r"(?:days?|weeks?|fortnights?|months?)\b",
            _more_time,
        ),
        (
            rf"(?:the )?(?:end|last (?:working )?day) (?:of )?(?:(?P<which>this|next|the) )?(?:month\b"
            rf"|(?P<month>{MONTH})"
            r"(?: (?P<year>\d{4})\b)?)|eom\b|month[- ]end\b",
            _end_of_month,
        ),
        (r"(?:(?:the )?end of )(?:(?:this|next|the) )?week\b|eow\b", _end_of_week),
        (r"(?:some ?time |later |early |during )?(?:this|next) week\b", _within_a_week),
        (r"(?:the )?week after next\b", _within_a_week),
        (
            rf"(?:(?:this|coming|on) ){{0,3}}(?!sat\b|sun\b)(?P<weekday>{WEEKDAY})"
            r"(?!,? (?:the )?\d(?!\d?(?:[.:]\d\d)? ?[ap]m))(?:,? coming\b)?",
            _weekday,
        ),
    )
)
_WEEK_OF = re.compile(
    r"(?:w/?[cb]|w\.[cb]\.?|(?:the )?week (?:commencing|beginning|starting|of)|(?P<ends>w/?e"
    r"|(?:the )?week ending))"
    r"[:\s]+(?:the )?",
    re.IGNORECASE,
)


def _coming(weekday: int, today: dt.date) -> dt.date:
    """Return the next such weekday after today."""
    return today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _friday(day: dt.date) -> dt.date:
    return _monday(day) + dt.timedelta(days=FRIDAY)


def _after_month(month: dt.date) -> dt.date:
    """Return the first of the month after."""
    return (month.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def _last_weekday(month: dt.date) -> dt.date:
    last = _after_month(month) - dt.timedelta(days=1)
    return min(last, _friday(last))
