"""The dates of meetings by the meeting rule (clause 5), and the references of meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from itertools import chain, count
from string import ascii_lowercase
from uuid import UUID, uuid5

from forum.calendar.working_days import ONE_DAY, WorkingDays
from forum.terms.parts.calendar import EveryRule, ListRule, MonthlyRule
from forum.text.wording import MONTHS, WEEKDAYS

A_MONTH = dt.timedelta(days=31)
WEEKS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}


def meeting_dates(
    rule: MonthlyRule | EveryRule | ListRule, first: dt.date, last: dt.date
) -> tuple[dt.date, ...]:
    """Return the dates the rule gives from ``first`` to ``last``, both included, in order (clause 5)."""
    match rule:
        case MonthlyRule():
            dates = _monthly(rule, first, last)
        case EveryRule():
            dates = _every(rule, first, last)
        case ListRule():
            return tuple(day for day in sorted(rule.dates) if first <= day <= last)
    return tuple(
        day for day in dates if first <= day <= last and MONTHS[day.month - 1] not in rule.no_meeting_in
    )


def _monthly(rule: MonthlyRule, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    month, weekday = first.replace(day=1), WEEKDAYS.index(rule.weekday)
    while month <= last:
        next_month = _next_month(month)
        earliest = month + (weekday - month.weekday()) % 7 * ONE_DAY
        days = (earliest + dt.timedelta(weeks=number) for number in range(5))
        yield [day for day in days if day < next_month][WEEKS[rule.week]]
        month = next_month


def _every(rule: EveryRule, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    step = dt.timedelta(weeks=rule.weeks)
    day = rule.starting + max((first - rule.starting) // step, 0) * step
    while day <= last:
        yield day
        day += step


def months_without(
    rule: MonthlyRule | EveryRule | ListRule, first: dt.date, last: dt.date, dates: Collection[dt.date]
) -> Iterator[dt.date]:
    """Yield the whole months of a period without any of these dates, by their first day, where the group is
    to meet in each (clause 5); none by another rule than a monthly one."""
    month = first if first.day == 1 else _next_month(first)
    while isinstance(rule, MonthlyRule) and (following := _next_month(month)) <= last + ONE_DAY:
        has_none = not any(month <= day < following for day in dates)
        if has_none and MONTHS[month.month - 1] not in rule.no_meeting_in:
            yield month
        month = following


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + A_MONTH).replace(day=1)


def list_end(rule: MonthlyRule | EveryRule | ListRule) -> dt.date | None:
    """Return the last day of a list of meeting days, after which nothing is planned; None for a rule that
    goes on."""
    return max(rule.dates) if isinstance(rule, ListRule) else None


def day_to_meet(rule_date: dt.date, days: WorkingDays) -> dt.date:
    """Return the working day on which the group meets when the rule gives ``rule_date`` (where the terms are
    silent): that day or the next working day.

    Where that falls in the next month it is the working day before, so that each month keeps its meeting.
    """
    after = days.on_or_after(rule_date)
    return after if after.month == rule_date.month else days.on_or_before(rule_date)


def last_day_to_plan(as_of: dt.date, months_ahead: int) -> dt.date:
    """Return the day up to which meetings are planned ahead (own rule)."""
    return as_of + months_ahead * A_MONTH


def last_day_to_move_to(planned_day: dt.date, as_of: dt.date, months_ahead: int) -> dt.date:
    """Return the last day to which a meeting can be moved: as far as meetings are planned ahead, or a month
    after ``planned_day`` (own rule). A later day is a mistyped year, and everybody would hear of it.
    """
    return max(last_day_to_plan(as_of, months_ahead), planned_day + A_MONTH)


def meeting_ids(group: UUID, date: dt.date) -> Iterator[UUID]:
    """Yield the ids for a group's meetings first planned for a date, in order (own rule).

    A register that was restored from a backup gives a meeting that it plans again the same id, by which
    its calendar item and its letters are known.
    """
    return (uuid5(group, f"{date}/{number}") for number in count(1))


def meeting_reference(code: str, date: dt.date, references: Collection[str]) -> str:
    """Return "MASE/2027-01", or "MASE/2027-01b" where the references have it already, and so on."""
    plain = f"{code}/{date:%Y-%m}"
    names = (plain + letter for letter in chain([""], ascii_lowercase[1:]))
    return next(name for name in names if name not in references)
