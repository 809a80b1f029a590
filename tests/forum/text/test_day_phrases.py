"""Days as people put them, said on Tuesday 2 February 2027."""

from __future__ import annotations

import pytest

from forum.text.day_phrases import leading_day
from tests.english import day

TODAY = day("Tue 2 Feb 2027")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("tomorrow", "Wed 3 Feb 2027"),
        ("Friday", "Fri 5 Feb 2027"),
        ("this coming Friday", "Fri 5 Feb 2027"),
        ("close of play on Friday", "Fri 5 Feb 2027"),
        ("Friday 2pm", "Fri 5 Feb 2027"),
        ("next Monday", "Mon 8 Feb 2027"),
        ("Friday week", "Fri 12 Feb 2027"),
        ("a week on Friday", "Fri 12 Feb 2027"),
        ("Friday next week", "Fri 12 Feb 2027"),
        ("a week today", "Tue 9 Feb 2027"),
        ("a fortnight today", "Tue 16 Feb 2027"),
        ("in two weeks' time", "Tue 16 Feb 2027"),
        ("in 10 days", "Fri 12 Feb 2027"),
        ("in a month", "Tue 2 Mar 2027"),
        ("end of Feb", "Fri 26 Feb 2027"),
        ("the end of the month", "Fri 26 Feb 2027"),
        ("last day of February", "Fri 26 Feb 2027"),
        ("end of next month", "Wed 31 Mar 2027"),
        ("end of May", "Mon 31 May 2027"),
        ("end of next week", "Fri 12 Feb 2027"),
        ("EOW", "Fri 5 Feb 2027"),
        ("w/c 8 Feb", "Fri 12 Feb 2027"),
        ("week commencing the 15th", "Fri 19 Feb 2027"),
        ("w/c 1 Feb", "Fri 5 Feb 2027"),
        ("week ending 12 Feb", "Fri 12 Feb 2027"),
        ("Monday 1st", "Mon 1 Mar 2027"),
        ("the 12th of next month", "Fri 12 Mar 2027"),
        ("12th", "Fri 12 Feb 2027"),
        ("12 Feb or sooner", "Fri 12 Feb 2027"),
        ("12 Feb. Printers late", "Fri 12 Feb 2027"),
    ],
)
def test_a_day_is_read_as_people_put_it(text: str, date: str) -> None:
    given = leading_day(text, TODAY)
    assert given is not None
    assert (given[0].date, given[0].is_sole, given[0].is_to_come) == (day(date), True, True)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("next Friday", "Fri 12 Feb 2027"),
        ("Tuesday", "Tue 9 Feb 2027"),
        ("next week", "Fri 12 Feb 2027"),
        ("the week after next", "Fri 19 Feb 2027"),
        ("another fortnight", "Tue 16 Feb 2027"),
        ("two more weeks", "Tue 16 Feb 2027"),
    ],
)
def test_a_day_of_two_that_may_be_meant_is_not_the_only_one(text: str, date: str) -> None:
    given = leading_day(text, TODAY)
    assert given is not None
    assert (given[0].date, given[0].is_sole) == (day(date), False)


@pytest.mark.parametrize(
    "text", ["15 January", "end of January", "1 Feb 2027", "2 February", "this Monday this week"]
)
def test_a_day_gone_by_is_none_to_come(text: str) -> None:
    given = leading_day(text, TODAY)
    assert given is None or not given[0].is_to_come


@pytest.mark.parametrize(
    "text",
    [
        *(
            "mid-March",
            "early March",
            "half term",
            "Easter",
            "Friday’s meeting",
            "Fridays",
            "Friday 20 Feb",
            "the end",
        ),
        *(
            "Sat with the lawyers",
            "Thursday or Friday",
            "12 February is too early",
            "12 Feb 2 people came",
            "week",
        ),
        *(
            "2 weeks",
            "in time",
            "in marketing",
            "wedding",
            "monday’s",
            "end of page 3",
            "next steps",
            "a week",
            "in 0 days",
        ),
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert leading_day(text, TODAY) is None
