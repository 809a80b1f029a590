"""Backups of the register: which are kept, and whether the newest is as new as it should be (own rules)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass

from forum.text.wording import count

NIGHTLY = dt.timedelta(hours=30)  # from one night's backup to the end of the next one's, with time to spare
MINUTE = 60


@dataclass(frozen=True)
class BackupsKept:
    """The number of days, weeks and months of each of which one backup is kept."""

    daily: int
    weekly: int
    monthly: int


@dataclass(frozen=True)
class NewestBackup:
    """When the newest backup was taken, and how long it took to restore it beside the register."""

    taken_at: dt.datetime
    seconds_to_restore: float

    def is_late(self, now: dt.datetime) -> bool:
        """Say whether a night has passed without a backup."""
        return now - self.taken_at > NIGHTLY

    def in_words(self, now: dt.datetime) -> str:
        """Return "Newest backup: 9 hours old; restoring it took 2 minutes"."""
        age, took = _age(now - self.taken_at), lasting(self.seconds_to_restore)
        return f"Newest backup: {age} old; restoring it took {took}"


def _age(age: dt.timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    if not hours:
        return "less than an hour"
    return count(hours // 24, "day") if hours >= 48 else count(hours, "hour")


def lasting(seconds: float) -> str:
    """Return so many seconds in words, in minutes from two minutes on, and never as none."""
    if seconds < 2 * MINUTE:
        return count(max(round(seconds), 1), "second")
    return count(round(seconds / MINUTE), "minute")


def backups_to_keep(taken: Collection[dt.datetime], retention: BackupsKept) -> set[dt.datetime]:
    """Return the backups that stay: the last of each of so many days, weeks and months that have one.

    The newest one always stays.
    """
    newest_first = sorted(taken, reverse=True)
    stay = set(newest_first[:1])
    for most, period in (
        (retention.daily, _day),
        (retention.weekly, _week),
        (retention.monthly, _month),
    ):
        stay |= _last_of_each(newest_first, period, most)
    return stay


def _last_of_each(
    newest_first: Collection[dt.datetime], period: Callable[[dt.datetime], object], most: int
) -> set[dt.datetime]:
    last: dict[object, dt.datetime] = {}
    for at in newest_first:
        last.setdefault(period(at), at)
    return set(list(last.values())[:most])


def _day(at: dt.datetime) -> object:
    return at.date()


def _week(at: dt.datetime) -> object:
    return at.isocalendar()[:2]


def _month(at: dt.datetime) -> object:
    return at.year, at.month
