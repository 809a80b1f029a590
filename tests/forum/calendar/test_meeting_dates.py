from __future__ import annotations

import datetime as dt
from itertools import islice
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from forum.calendar.meetings import (
    day_to_meet,
    last_day_to_move_to,
    meeting_dates,
    meeting_ids,
    meeting_reference,
    months_without,
)
from forum.terms.parts.calendar import EveryRule, ListRule, MonthlyRule
from forum.text.wording import long_date
from tests.english import day
from tests.forum.policies import MASE_DAYS

AnyRule = MonthlyRule | EveryRule | ListRule
YEAR = (dt.date(2027, 1, 1), dt.date(2027, 12, 31))


def rule(**settings: object) -> AnyRule:
    return TypeAdapter[AnyRule](AnyRule).validate_python(settings)


@pytest.mark.parametrize(
    ("settings", "dates"),
    [
        (
            {"kind": "monthly", "week": "second", "weekday": "Tuesday"},
            ["12 January 2027", "9 February 2027", "9 March 2027", "13 April 2027"],
        ),
        (
            {"kind": "monthly", "week": "last", "weekday": "Thursday"},
            ["28 January 2027", "25 February 2027", "25 March 2027", "29 April 2027"],
        ),
        (
            {"kind": "every", "weeks": 4, "starting": day("Wed 2 Dec 2026")},
            ["27 January 2027", "24 February 2027", "24 March 2027", "21 April 2027"],
        ),
        (
            {"kind": "list", "dates": [day("Tue 1 Dec 2026"), day("Tue 2 Mar 2027"), day("Wed 5 May 2027")]},
            ["2 March 2027"],
        ),
        (
            {"kind": "monthly", "week": "first", "weekday": "Friday", "no_meeting_in": ["January", "April"]},
            ["5 February 2027", "5 March 2027"],
        ),
    ],
)
def test_a_rule_gives_the_dates_of_four_months(settings: dict[str, object], dates: list[str]) -> None:
    found = meeting_dates(rule(**settings), day("Fri 1 Jan 2027"), day("Fri 30 Apr 2027"))
    assert [long_date(date) for date in found] == dates


def test_no_meeting_in_august_leaves_eleven() -> None:
    found = meeting_dates(
        rule(kind="monthly", week="second", weekday="Tuesday", no_meeting_in=["August"]), *YEAR
    )
    assert [date.month for date in found] == [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12]


def test_no_meeting_in_august_keeps_the_six_weeks_in_step() -> None:
    six_weeks = rule(kind="every", weeks=6, starting=day("Thu 14 Jan 2027"), no_meeting_in=["August"])
    assert [date.month for date in meeting_dates(six_weeks, *YEAR)] == [1, 2, 4, 5, 7, 9, 11, 12]


def test_both_ends_of_the_period_count() -> None:
    second_tuesday = rule(kind="monthly", week="second", weekday="Tuesday")
    first, last = day("Tue 12 Jan 2027"), day("Tue 9 Feb 2027")
    assert meeting_dates(second_tuesday, first, last) == (first, last)


@given(
    st.sampled_from(["first", "second", "third", "fourth", "last"]),
    st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]),
    st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1)),
)
def test_a_monthly_rule_gives_each_month_one_meeting(week: str, weekday: str, start: dt.date) -> None:
    first = start.replace(day=1)
    last = dt.date(first.year + 1, first.month, 1) - dt.timedelta(days=1)
    found = meeting_dates(rule(kind="monthly", week=week, weekday=weekday), first, last)
    assert len({(date.year, date.month) for date in found}) == len(found) == 12
    assert {f"{date:%A}" for date in found} == {weekday}


@pytest.mark.parametrize(
    ("rule_date", "held"),
    [
        ("Tue 9 Feb 2027", "Tue 9 Feb 2027"),
        ("Mon 3 May 2027", "Tue 4 May 2027"),
        ("Fri 26 Mar 2027", "Tue 30 Mar 2027"),
        ("Mon 31 May 2027", "Fri 28 May 2027"),
        ("Tue 29 Dec 2026", "Thu 24 Dec 2026"),
    ],
)
def test_a_meeting_is_not_held_on_a_day_off(rule_date: str, held: str) -> None:
    assert day_to_meet(day(rule_date), MASE_DAYS) == day(held)


def test_a_reference_is_never_given_twice() -> None:
    date, taken = day("Tue 12 Jan 2027"), list[str]()
    for _ in range(3):
        taken.append(meeting_reference("MASE", date, taken))
    assert taken == ["MASE/2027-01", "MASE/2027-01b", "MASE/2027-01c"]


def test_a_meeting_planned_again_for_a_date_has_the_same_id_and_no_other_meeting_has_it() -> None:
    group, other, date = UUID(int=1), UUID(int=2), day("Tue 9 Feb 2027")
    first, second = islice(meeting_ids(group, date), 2)
    assert next(meeting_ids(group, date)) == first
    assert (
        len({first, second, next(meeting_ids(other, date)), next(meeting_ids(group, day("Wed 10 Feb 2027")))})
        == 4
    )


def test_a_meeting_moves_as_far_as_meetings_are_planned_or_a_month_on() -> None:
    today = day("Mon 4 Jan 2027")
    assert last_day_to_move_to(day("Tue 9 Feb 2027"), today, 4) == day("Sat 8 May 2027")
    assert last_day_to_move_to(day("Tue 4 May 2027"), today, 4) == day("Fri 4 Jun 2027")


def test_a_month_in_which_no_meeting_was_planned_counts_where_the_group_is_to_meet_in_each() -> None:
    monthly = rule(kind="monthly", week="first", weekday="Friday", no_meeting_in=["August"])
    first, last = day("Mon 17 May 2027"), day("Thu 30 Sep 2027")
    dates = [day("Fri 2 Jul 2027")]
    assert [f"{month:%B}" for month in months_without(monthly, first, last, dates)] == ["June", "September"]
    assert [*months_without(monthly, first, day("Tue 29 Jun 2027"), [])] == [], "June is not over"
    every = rule(kind="every", weeks=6, starting=first)
    assert [*months_without(every, first, last, [])] == []
