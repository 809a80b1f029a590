"""Working days: no weekend, bank holiday, holiday of the council's own, or closure.

The days that are offered in place of a cancelled meeting: those on which the most seats can be filled (own
rule).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from forum.terms.parts.calendar import WorkingTime
from forum.text.wording import count, day_month, short_date

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


NOTICE = 3  # working days, so that diaries can be cleared
WITHIN = dt.timedelta(days=14)  # of the meeting that is cancelled
MOST = 3


@dataclass(frozen=True)
class DayOffered:
    """A day, and the number of ``seats`` of which somebody can come as far as the register knows; whether the
    Chair ``is_there``, and nobody acts for them."""

    date: dt.date
    seats: int
    is_there: bool = True

    @property
    def word(self) -> str:
        """The word that chooses it: "18 FEBRUARY"."""
        return day_month(self.date).upper()

    @property
    def in_words(self) -> str:
        """The day and its seats: "Thu 18 Feb (11 seats)"."""
        return f"{short_date(self.date)} ({count(self.seats, 'seat')})"


def days_to_look_at(
    cancelled: dt.date, today: dt.date, days: WorkingDays, taken: Collection[dt.date]
) -> tuple[dt.date, ...]:
    """Return the working days within two weeks of a cancelled meeting, three working days from today at the
    earliest, but for those that are ``taken`` by the group or a board (own rule)."""
    first, last = days.add(today, NOTICE), max(cancelled, today) + WITHIN
    after = (cancelled + dt.timedelta(days=number) for number in range(1, (last - cancelled).days + 1))
    return tuple(day for day in after if day >= first and days.is_working(day) and day not in taken)


def best_days(days: Sequence[DayOffered]) -> tuple[DayOffered, ...]:
    """Return the three days with the most seats, of equals those with the Chair, then the earliest; in the
    order of their days."""
    in_order = sorted(days, key=lambda day: (-day.seats, not day.is_there, day.date))
    best = [day for day in in_order if day.seats][:MOST]
    return tuple(sorted(best, key=lambda day: day.date))
