from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from forum.calendar.working_days import WorkingDays
from tests.english import day
from tests.forum.policies import MASE_DAYS

DATES = st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31))


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("Sat 9 Jan 2027", "a Saturday"),
        ("Sun 10 Jan 2027", "a Sunday"),
        ("Fri 26 Mar 2027", "Good Friday"),
        ("Mon 29 Mar 2027", "Easter Monday"),
        ("Mon 3 May 2027", "the May bank holiday"),
        ("Mon 28 Dec 2026", "Boxing Day, moved from Saturday"),
        ("Tue 29 Dec 2026", "the council's closure"),
        ("Thu 31 Dec 2026", "the last day of the closure"),
    ],
)
def test_the_office_is_closed(date: str, why: str) -> None:
    assert not MASE_DAYS.is_working(day(date)), why


@pytest.mark.parametrize("date", ["Thu 24 Dec 2026", "Mon 4 Jan 2027", "Tue 30 Mar 2027"])
def test_the_office_is_open(date: str) -> None:
    assert MASE_DAYS.is_working(day(date))


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        ("Tue 9 Feb 2027", 0, "Tue 9 Feb 2027"),
        ("Tue 9 Feb 2027", -1, "Mon 8 Feb 2027"),
        ("Tue 9 Feb 2027", -2, "Fri 5 Feb 2027"),
        ("Tue 9 Feb 2027", 4, "Mon 15 Feb 2027"),
        ("Sat 6 Feb 2027", 1, "Mon 8 Feb 2027"),
        ("Thu 25 Mar 2027", 1, "Tue 30 Mar 2027"),
        ("Thu 24 Dec 2026", 1, "Mon 4 Jan 2027"),
        ("Mon 4 Jan 2027", -1, "Thu 24 Dec 2026"),
    ],
)
def test_working_days_are_counted_over_days_off(start: str, number: int, end: str) -> None:
    assert MASE_DAYS.add(day(start), number) == day(end)


@given(DATES, st.integers(-60, 60))
def test_adding_working_days_lands_on_a_working_day_so_many_away(start: dt.date, number: int) -> None:
    end = MASE_DAYS.add(start, number)
    assert number == 0 or MASE_DAYS.is_working(end)
    assert number == 0 or MASE_DAYS.between(start, end) == number


@given(DATES, DATES)
def test_as_many_working_days_as_lie_between_lead_there(first: dt.date, other: dt.date) -> None:
    last = MASE_DAYS.on_or_before(other)
    assume(last != first)
    assert MASE_DAYS.add(first, MASE_DAYS.between(first, last)) == last


@given(DATES)
def test_rounding_takes_the_nearest_working_day_on_its_side(date: dt.date) -> None:
    before, after = MASE_DAYS.on_or_before(date), MASE_DAYS.on_or_after(date)
    assert before <= date <= after
    assert MASE_DAYS.between(before, after) == (before != after)
    assert MASE_DAYS.is_working(before)
    assert MASE_DAYS.is_working(after)


def test_another_day_off_makes_another_digest() -> None:
    first, second = day("Mon 4 Jan 2027"), day("Tue 5 Jan 2027")
    digests = {WorkingDays(frozenset(closed)).digest for closed in ((), (first,), (second,), (first, second))}
    assert len(digests) == 4
    assert WorkingDays(frozenset((second, first))).digest == WorkingDays(frozenset((first, second))).digest
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in digests)
