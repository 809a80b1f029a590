"""The days that are offered in place of a cancelled meeting: those on which the most seats can be filled (own
rule)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from forum.calendar.working_days import WorkingDays
from forum.text.wording import count, day_month, short_date

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
