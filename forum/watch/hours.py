"""The hours of the service, by which the watcher counts how long something has waited (own rules)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from forum.calendar.working_days import ONE_DAY, SATURDAY, each_day

AN_HOUR = dt.timedelta(hours=1)
LOOKED_BY = dt.time(9)  # the last flow of the morning begins at 7:50am
AT_FIRST, AT_MOST = dt.timedelta(minutes=15), AN_HOUR


def is_weekday(day: dt.date) -> bool:
    """Say whether flows run on a day: they look on bank holidays too, and find what is due then."""
    return day.weekday() < SATURDAY


@dataclass(frozen=True)
class Hours:
    """The hours of some days in which something is done."""

    begin: dt.time
    end: dt.time
    on: Callable[[dt.date], bool] = is_weekday

    def between(self, since: dt.datetime, until: dt.datetime) -> dt.timedelta:
        """Return how much of the time from ``since`` to ``until`` lies in these hours."""
        parts = (self._part(day, since, until) for day in each_day(since.date(), until.date()))
        return sum(parts, dt.timedelta())

    def _part(self, day: dt.date, since: dt.datetime, until: dt.datetime) -> dt.timedelta:
        if not self.on(day):
            return dt.timedelta()
        first = max(since, dt.datetime.combine(day, self.begin))
        last = min(until, dt.datetime.combine(day, self.end))
        return max(last - first, dt.timedelta())


READING = Hours(dt.time(2), dt.time.max, on=lambda _: True)
"""The hours in which the mailboxes are read, every ten minutes, at night and at weekends too: somebody may
write of a child at risk. What comes from midnight to 1am is read as well, and counts from 2am."""


def day_to_have_looked(now: dt.datetime) -> dt.date:
    """Return the last weekday on which the morning's flows must have looked by now."""
    day = now.date() if now.time() >= LOOKED_BY else now.date() - ONE_DAY
    while not is_weekday(day):
        day -= ONE_DAY
    return day


def is_to_try_again(first: dt.datetime, last: dt.datetime, now: dt.datetime) -> bool:
    """Say whether to tell again what no route could tell when it was tried ``first``, and ``last``.

    The wait is a quarter of an hour, then as long as the tries have lasted, and at most an hour: refused
    sign-ins lock accounts.
    """
    return now - last >= min(max(last - first, AT_FIRST), AT_MOST)


def is_to_tell_again(told: dt.datetime, now: dt.datetime, every: int, *, covers_more: bool) -> bool:
    """Say whether to tell again of a fault that stands: from 9am on a weekday, ``every`` so many days, and an
    hour after the last time where it covers more than was told."""
    if covers_more and now - told >= AN_HOUR:
        return True
    in_hours = is_weekday(now.date()) and now.time() >= LOOKED_BY
    return in_hours and (now.date() - told.date()).days >= every
