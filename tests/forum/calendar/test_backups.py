"""Which backups are kept, and when the newest is late (own rules)."""

from __future__ import annotations

import datetime as dt

import pytest

from forum.calendar.backups import BackupsKept, NewestBackup, backups_to_keep
from tests.english import day

NIGHT = dt.time(3)


def night(date: str) -> dt.datetime:
    return dt.datetime.combine(day(date), NIGHT)


def nights(first: str, last: str) -> list[dt.datetime]:
    begun, ended = night(first), night(last)
    return [begun + dt.timedelta(days=number) for number in range((ended - begun).days + 1)]


def test_of_a_year_of_nights_the_last_of_each_day_week_and_month_stay() -> None:
    taken = nights("Thu 1 Jan 2026", "Sun 10 Jan 2027")
    assert sorted(backups_to_keep(taken, BackupsKept(daily=3, weekly=3, monthly=4))) == [
        night("Sat 31 Oct 2026"),
        night("Mon 30 Nov 2026"),
        night("Sun 27 Dec 2026"),
        night("Thu 31 Dec 2026"),
        night("Sun 3 Jan 2027"),
        night("Fri 8 Jan 2027"),
        night("Sat 9 Jan 2027"),
        night("Sun 10 Jan 2027"),
    ]


def test_of_two_backups_on_a_day_the_later_stays() -> None:
    early, late = night("Mon 4 Jan 2027"), night("Mon 4 Jan 2027").replace(hour=17)
    assert backups_to_keep([early, late], BackupsKept(daily=7, weekly=5, monthly=12)) == {late}


def test_days_without_a_backup_do_not_count() -> None:
    taken = [night("Mon 4 Jan 2027"), night("Mon 7 Dec 2026"), night("Tue 1 Sep 2026")]
    assert backups_to_keep(taken, BackupsKept(daily=3, weekly=1, monthly=0)) == set(taken)
    assert backups_to_keep(taken, BackupsKept(daily=1, weekly=0, monthly=0)) == {taken[0]}


@pytest.mark.parametrize(
    ("now", "seconds", "words", "late"),
    [
        (night("Mon 4 Jan 2027"), 0.2, "less than an hour old; restoring it took 1 second", False),
        (night("Mon 4 Jan 2027").replace(hour=12), 4, "9 hours old; restoring it took 4 seconds", False),
        (night("Tue 5 Jan 2027").replace(hour=9), 4, "30 hours old; restoring it took 4 seconds", False),
        (night("Tue 5 Jan 2027").replace(hour=10), 119, "31 hours old; restoring it took 119 seconds", True),
        (night("Thu 7 Jan 2027"), 240, "3 days old; restoring it took 4 minutes", True),
    ],
)
def test_the_newest_backup_in_words(now: dt.datetime, seconds: float, words: str, late: bool) -> None:
    newest = NewestBackup(night("Mon 4 Jan 2027"), seconds)
    assert (newest.in_words(now), newest.is_late(now)) == (f"Newest backup: {words}", late)
