"""What the meetings of the next twelve months are for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest

from forum.calendar.meetings import meeting_dates
from forum.forward_plan import ItemAhead, first_of_months, items_ahead, last_day_ahead
from forum.terms.parts.ahead import ForwardPlanTerms, YearlyItem
from forum.terms.parts.calendar import EveryRule, MonthlyRule
from tests.english import day
from tests.forum.policies import MASE

RULES = MASE.forward_plan
STRANDS = ("Prepare", "Prevent", "Protect", "Pursue")
NO_MEETING_IN_AUGUST = MonthlyRule(
    kind="monthly", week="second", weekday="Tuesday", no_meeting_in=("August",)
)
EVERY_SIX_WEEKS = EveryRule(kind="every", weeks=6, starting=dt.date(2027, 1, 12))


def meetings_of_2027(rule: MonthlyRule | EveryRule) -> tuple[dt.date, ...]:
    return meeting_dates(rule, day("Fri 1 Jan 2027"), day("Fri 31 Dec 2027"))


def titles(rule: MonthlyRule | EveryRule = NO_MEETING_IN_AUGUST) -> dict[dt.date, list[str]]:
    ahead = items_ahead(
        RULES,
        meetings_of_2027(rule),
        day("Tue 8 Dec 2026"),
        purposes=MASE.objectives,
        strands=STRANDS,
        plan_months={"February": "Refresh of the action plan"},
    )
    return {meeting: [item.title for item in items] for meeting, items in ahead.items()}


@pytest.mark.parametrize("rule", [NO_MEETING_IN_AUGUST, EVERY_SIX_WEEKS])
def test_each_purpose_is_taken_in_depth_twice_a_year_and_each_yearly_thing_once(
    rule: MonthlyRule | EveryRule,
) -> None:
    counted = Counter(title for of_meeting in titles(rule).values() for title in of_meeting)
    assert len(MASE.objectives) == 7
    assert {counted[f"In depth: {title}"] for title in MASE.objectives.values()} == {2}
    assert {counted[item.title] for item in RULES.yearly} == {1}
    assert counted["Refresh of the action plan"] == 1
    assert {counted[f"Action plan in depth: {strand}"] for strand in STRANDS} == {3}


def test_what_comes_every_other_year_has_its_years() -> None:
    rules = ForwardPlanTerms(times=1, yearly=(YearlyItem(title="Review", month="May", years=(2027, 2029)),))
    meetings = [day("Tue 11 May 2027"), day("Tue 9 May 2028"), day("Tue 8 May 2029")]
    ahead = items_ahead(rules, meetings, None, purposes={})
    assert {meeting.year for meeting, items in ahead.items() if items} == {2027, 2029}


def test_what_falls_into_a_month_without_a_meeting_comes_at_the_next() -> None:
    by_month = {meeting.month: items for meeting, items in titles().items()}
    assert 8 not in by_month
    assert "In depth: The workforce is educated and equipped" in by_month[9]  # August's
    assert len(by_month[9]) == 4


def test_the_plan_of_a_later_day_has_the_same_items() -> None:
    meetings = meetings_of_2027(NO_MEETING_IN_AUGUST)
    later = items_ahead(RULES, meetings[3:], meetings[2], purposes=MASE.objectives, strands=STRANDS)
    for meeting, items in later.items():
        assert [item.title for item in items] == titles()[meeting]


def test_a_theme_comes_with_a_paper_of_the_seat_that_the_policy_names() -> None:
    ahead = items_ahead(RULES, meetings_of_2027(NO_MEETING_IN_AUGUST), None, purposes=MASE.objectives)
    february = ahead[day("Tue 9 Feb 2027")]
    assert [(item.title, item.lead, item.with_paper, item.objective) for item in february] == [
        ("In depth: The workforce is educated and equipped", "KCC Education", True, "workforce"),
    ]
    assert "Problem profile of exploitation across the county" in [
        item.title for item in ahead[day("Tue 12 Jan 2027")]
    ], "the first meeting takes its own month, and none before"
    in_april = [item for item in ahead[day("Tue 13 Apr 2027")] if "In depth" not in item.title]
    assert in_april == [
        ItemAhead("Attendance report and compliance with the terms of reference", "unit"),
        ItemAhead("Priorities of the group for the year", "KSCB", with_paper=True),
    ]
    without = items_ahead(ForwardPlanTerms(times=2), list(ahead), None, purposes=MASE.objectives)
    assert {(item.lead, item.with_paper) for items in without.values() for item in items} == {("", False)}


def test_twelve_months_begin_with_this_one() -> None:
    months = first_of_months(day("Sun 31 Jan 2027"))
    assert [f"{month:%b}" for month in months] == [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]  # fmt: skip
    assert all(later > month for month, later in pairwise(months))
    assert {month.day for month in months} == {1}
    assert last_day_ahead(day("Sun 31 Jan 2027")) == day("Fri 31 Dec 2027")
    assert items_ahead(RULES, (), None, purposes=MASE.objectives) == {}
