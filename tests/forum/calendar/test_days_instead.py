"""A cancelled meeting is offered the days near it on which most can come."""

from __future__ import annotations

from forum.calendar.working_days import DayOffered, WorkingDays, best_days, days_to_look_at
from tests.english import day

GOOD_FRIDAY = day("Fri 26 Mar 2027")
TUESDAY = day("Tue 23 Mar 2027")


def test_working_days_within_two_weeks_are_looked_at_with_three_of_notice() -> None:
    board = day("Wed 31 Mar 2027")
    days = days_to_look_at(TUESDAY, day("Mon 22 Mar 2027"), WorkingDays(frozenset({GOOD_FRIDAY})), {board})
    assert [f"{date:%a %-d}" for date in days] == [
        "Thu 25", "Mon 29", "Tue 30", "Thu 1", "Fri 2", "Mon 5", "Tue 6",
    ]  # fmt: skip


def test_most_seats_come_first_then_the_chair_then_the_earliest_day() -> None:
    offered = [
        DayOffered(day(date), seats, is_there)
        for date, seats, is_there in (
            ("Thu 25 Mar 2027", 9, True),
            ("Mon 29 Mar 2027", 11, False),
            ("Tue 30 Mar 2027", 11, True),
            ("Thu 1 Apr 2027", 11, True),
            ("Fri 2 Apr 2027", 0, True),
            ("Mon 5 Apr 2027", 12, False),
        )
    ]
    assert [date.word for date in best_days(offered)] == ["30 MARCH", "1 APRIL", "5 APRIL"]
    assert best_days(offered[4:5]) == ()
