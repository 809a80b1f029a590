from __future__ import annotations

import pytest

from forum.calendar.working_days import ONE_DAY
from forum.outbox.budget import check_days
from forum.text.problem import Problem
from tests.english import day

TODAY = day("Tue 12 Jan 2027")


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (
            "Wed 20 Jan 2027",
            "Tue 19 Jan 2027",
            "19 January 2027 comes before 20 January 2027: give the earlier day with --from and the later "
            "one with --to.",
        ),
        ("Mon 11 Jan 2027", "Tue 19 Jan 2027", "11 January 2027 has passed. Give today, 12 January 2027"),
        ("Tue 12 Jan 2027", "Thu 15 Apr 2027", "too far ahead to say. Give a day until 14 April 2027"),
    ],
)
def test_days_that_cannot_be_foretold_are_refused_with_those_that_can(
    first: str, last: str, sentence: str
) -> None:
    with pytest.raises(Problem, match=sentence):
        check_days(day(first), day(last), TODAY)


def test_today_alone_can_be_foretold_and_so_can_three_months() -> None:
    last = day("Wed 14 Apr 2027")
    check_days(TODAY, TODAY, TODAY)
    check_days(TODAY, last, TODAY)
    with pytest.raises(Problem):
        check_days(TODAY, last + ONE_DAY, TODAY)
