"""Working days: no weekend, bank holiday, holiday of the council's own, or closure."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from forum.terms.parts.calendar import WorkingTime

ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class WorkingDays:
    """The calendar of the office. ``closed`` are the days off besides Saturdays and Sundays."""

    closed: frozenset[dt.date]

    @cached_property
    def digest(self) -> str:
        """A mark of the days off, by which a change of them is noticed: SHA-256 in hexadecimal."""
        days_off = " ".join(day.isoformat() for day in sorted(self.closed))
        return hashlib.sha256(days_off.encode()).hexdigest()

    def is_working(self, day: dt.date) -> bool:
        """Say whether the office works on a day."""
        return day.weekday() < SATURDAY and day not in self.closed

    def on_or_before(self, day: dt.date) -> dt.date:
        """Return the day itself when it is a working day, else the last working day before it."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def on_or_after(self, day: dt.date) -> dt.date:
        """Return the day itself when it is a working day, else the first working day after it."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def add(self, day: dt.date, number: int) -> dt.date:
        """Return the ``number``-th working day after a day; before it when negative; the day itself for 0."""
        step = ONE_DAY if number > 0 else -ONE_DAY
        for _ in range(abs(number)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def between(self, first: dt.date, last: dt.date) -> int:
        """Count the working days after ``first`` up to and including ``last``; negative when that is earlier.

        For a working day ``last``: ``add(first, between(first, last)) == last``.
        """
        if last < first:
            return -sum(self.is_working(day) for day in each_day(last, first - ONE_DAY))
        return sum(self.is_working(day) for day in each_day(first + ONE_DAY, last))


def each_day(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield every day from ``first`` to ``last``, both included."""
    for number in range((last - first).days + 1):
        yield first + number * ONE_DAY


def working_days(working_time: WorkingTime, bank_holidays: frozenset[dt.date]) -> WorkingDays:
    """Return the office's calendar; the bank holidays must cover all years in use."""
    closures = (day for first, last in working_time.closures for day in each_day(first, last))
    return WorkingDays(bank_holidays.union(working_time.extra_holidays, closures))
