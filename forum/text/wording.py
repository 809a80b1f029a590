"""Words for people: dates, times, numbers and lists in plain British English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NOON = dt.time(12)


def long_date(day: dt.date) -> str:
    """12 January 2027"""
    return f"{day.day} {day:%B} {day.year}"


def full_date(day: dt.date) -> str:
    """Tuesday 12 January 2027"""
    return f"{day:%A} {long_date(day)}"


def short_date(day: dt.date) -> str:
    """Tue 9 Feb"""
    return f"{day:%a} {day.day} {day:%b}"


def day_month(day: dt.date) -> str:
    """12 January, where the year is plain"""
    return f"{day.day} {day:%B}"


def weekday_day_month(day: dt.date) -> str:
    """Tuesday 12 January, where the year is plain"""
    return f"{day:%A} {day_month(day)}"


def short_day_month(day: dt.date) -> str:
    """12 Jan, for a subject"""
    return f"{day.day} {day:%b}"


def month(day: dt.date) -> str:
    """January 2027"""
    return f"{day:%B} {day.year}"


def years(first: dt.date, last: dt.date) -> str:
    """Return the years of a period: "2026 to 2027"; "2027" where it is within one."""
    return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"


def clock_time(time: dt.time) -> str:
    """9:30am, 2pm, noon, midnight"""
    if time.hour % 12 == 0 and time.minute == 0:
        return "noon" if time.hour else "midnight"
    minutes = f":{time.minute:02}" if time.minute else ""
    return f"{time.hour % 12 or 12}{minutes}{'am' if time < NOON else 'pm'}"


def time_and_day(at: dt.datetime) -> str:
    """10:30am on Sunday 17 January 2027"""
    return f"{clock_time(at.time())} on {full_date(at.date())}"


def telephone(number: str) -> str:
    """A telephone number, or "no number on the register"."""
    return number or "no number on the register"


def plural(number: int, noun: str, many: str | None = None) -> str:
    """The noun alone: "action" for one, "actions" else; ``many`` where an s is not enough."""
    return noun if number == 1 else many or f"{noun}s"


def count(number: int, noun: str, many: str | None = None) -> str:
    """1 action, 2 actions, no actions; in figures, for tables and subjects"""
    return f"{number or 'no'} {plural(number, noun, many)}"


def rounded(part: int, whole: int) -> str:
    """A share for sentences and tables: "67%" for 2 of 3, a half rounded up; the numbers themselves decide"""
    return f"{(200 * part + whole) // (2 * whole)}%"


def number_word(number: int) -> str:
    """Two for 2, as in a sentence; figures from 10"""
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else str(number)


def with_place(name: str, place: str) -> str:
    """Return a name with its organisation, which a job title may have in it already: Designated Nurse, CCGs;
    Chief Officer, CAMHS."""
    return name if place in name else f"{name}, {place}"


def counted(number: int, noun: str, many: str | None = None) -> str:
    """Return a number in words with its noun, for sentences: one action, two actions, no actions, 12
    actions."""
    return f"{number_word(number)} {plural(number, noun, many)}"


def listed(parts: Iterable[str], last: str = "and") -> str:
    """A, B and C; ``last`` may be "or". Semicolons part names that have commas themselves: A, B; and C"""
    *first, end = every = [*parts] or [""]
    if first and any("," in part for part in every):
        return f"{'; '.join(first)}; {last} {end}"
    return f"{', '.join(first)} {last} {end}" if first else end


def capital(text: str) -> str:
    """The text with its first letter a capital, and the rest unchanged."""
    return text[:1].upper() + text[1:]
