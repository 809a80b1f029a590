"""A changed rule of dates: which planned meetings it no longer gives, and what it gives in their place."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

import pytest
from pydantic import TypeAdapter

from forum.calendar.meetings import AnyRule, MeetingState, OrdinaryMeeting, dates_without_meeting, off_rule
from forum.text.wording import short_date
from tests.english import day

PLANNED, HELD, CANCELLED = MeetingState.PLANNED, MeetingState.HELD, MeetingState.CANCELLED
TODAY = day("Mon 4 Jan 2027")
SECOND_TUESDAYS = ("Tue 12 Jan 2027", "Tue 9 Feb 2027", "Tue 9 Mar 2027", "Tue 13 Apr 2027")
SECOND_THURSDAYS = {"kind": "monthly", "week": "second", "weekday": "Thursday"}
EVERY_FOUR_WEEKS = {"kind": "every", "weeks": 4, "starting": day("Wed 13 Jan 2027")}


def rule(settings: Mapping[str, object]) -> AnyRule:
    return TypeAdapter[AnyRule](AnyRule).validate_python(settings)


def listed(*days: str) -> dict[str, object]:
    return {"kind": "list", "dates": [day(text) for text in days]}


def meeting(date: str, stands_for: str = "", state: MeetingState = PLANNED) -> OrdinaryMeeting:
    return OrdinaryMeeting(uuid4(), day(date), day(stands_for or date), state)


def planned(*dates: str) -> list[OrdinaryMeeting]:
    return [meeting(date) for date in dates]


def in_place(settings: Mapping[str, object], meetings: list[OrdinaryMeeting]) -> dict[str, str]:
    """By the day of each meeting off the rule, the day in its place."""
    return {
        short_date(off.meeting.date): short_date(off.in_place) if off.in_place else "none"
        for off in off_rule(rule(settings), TODAY, meetings)
    }


def to_plan(settings: Mapping[str, object], meetings: list[OrdinaryMeeting]) -> list[str]:
    first, last = TODAY, day("Mon 31 May 2027")
    return [short_date(date) for date in dates_without_meeting(rule(settings), first, last, meetings)]


@pytest.mark.parametrize(
    ("settings", "off", "new"),
    [
        pytest.param(
            SECOND_THURSDAYS,
            {"Tue 12 Jan": "Thu 14 Jan", "Tue 9 Feb": "Thu 11 Feb", "Tue 9 Mar": "Thu 11 Mar",
             "Tue 13 Apr": "Thu 8 Apr"},
            ["Thu 13 May"],
            id="another weekday",
        ),
        pytest.param(
            {"kind": "monthly", "week": "last", "weekday": "Tuesday"},
            {"Tue 12 Jan": "Tue 26 Jan", "Tue 9 Feb": "Tue 23 Feb", "Tue 9 Mar": "Tue 30 Mar",
             "Tue 13 Apr": "Tue 27 Apr"},
            ["Tue 25 May"],
            id="another week",
        ),
        pytest.param(
            {"kind": "monthly", "week": "second", "weekday": "Tuesday", "no_meeting_in": ["March"]},
            {"Tue 9 Mar": "none"},
            ["Tue 11 May"],
            id="a month left out",
        ),
        pytest.param(
            {"kind": "monthly", "week": "first", "weekday": "Monday"},
            {"Tue 12 Jan": "none", "Tue 9 Feb": "Mon 1 Feb", "Tue 9 Mar": "Mon 1 Mar",
             "Tue 13 Apr": "Mon 5 Apr"},
            ["Mon 3 May"],
            id="a week whose day in January has come",
        ),
        pytest.param(
            EVERY_FOUR_WEEKS,
            {"Tue 12 Jan": "Wed 13 Jan", "Tue 9 Feb": "Wed 10 Feb", "Tue 9 Mar": "Wed 10 Mar",
             "Tue 13 Apr": "Wed 7 Apr"},
            ["Wed 5 May"],
            id="every four weeks",
        ),
        pytest.param(
            {**EVERY_FOUR_WEEKS, "starting": day("Tue 26 Jan 2027")},
            {"Tue 12 Jan": "Tue 26 Jan", "Tue 9 Feb": "Tue 23 Feb", "Tue 9 Mar": "Tue 23 Mar",
             "Tue 13 Apr": "Tue 20 Apr"},
            ["Tue 18 May"],
            id="two weeks later, where half-way counts for the later",
        ),
        pytest.param(
            {**EVERY_FOUR_WEEKS, "starting": day("Tue 9 Mar 2027")},
            {"Tue 12 Jan": "none", "Tue 9 Feb": "none", "Tue 13 Apr": "Tue 6 Apr"},
            ["Tue 4 May"],
            id="not before March",
        ),
        pytest.param(
            listed("Thu 14 Jan 2027", "Tue 9 Feb 2027", "Wed 31 Mar 2027", "Tue 4 May 2027"),
            {"Tue 12 Jan": "Thu 14 Jan", "Tue 9 Mar": "Wed 31 Mar", "Tue 13 Apr": "none"},
            ["Tue 4 May"],
            id="a list of days",
        ),
    ],
)  # fmt: skip
def test_each_planned_meeting_off_a_new_rule_has_the_day_of_its_period_and_no_second_is_planned(
    settings: Mapping[str, object], off: dict[str, str], new: list[str]
) -> None:
    meetings = planned(*SECOND_TUESDAYS)
    assert in_place(settings, meetings) == off
    assert to_plan(settings, meetings) == new


def test_a_corrected_day_of_a_list_is_known_across_the_end_of_a_month() -> None:
    corrected = listed("Thu 1 Apr 2027", "Tue 27 Apr 2027")
    meetings = planned("Tue 30 Mar 2027", "Tue 27 Apr 2027")
    assert in_place(corrected, meetings) == {"Tue 30 Mar": "Thu 1 Apr"}
    assert to_plan(corrected, meetings) == []


def test_a_list_may_have_two_meetings_in_a_month() -> None:
    twice = listed("Tue 12 Jan 2027", "Tue 26 Jan 2027")
    assert to_plan(twice, [meeting("Wed 13 Jan 2027", stands_for="Tue 12 Jan 2027")]) == ["Tue 26 Jan"]


def test_of_two_meetings_in_one_period_the_nearer_has_its_day() -> None:
    fortnightly = planned("Tue 5 Jan 2027", "Tue 19 Jan 2027", "Tue 2 Feb 2027", "Tue 16 Feb 2027")
    third_wednesday = {"kind": "monthly", "week": "third", "weekday": "Wednesday"}
    assert in_place(third_wednesday, fortnightly) == {
        "Tue 5 Jan": "none", "Tue 19 Jan": "Wed 20 Jan", "Tue 2 Feb": "none", "Tue 16 Feb": "Wed 17 Feb",
    }  # fmt: skip


def test_what_was_held_called_off_moved_in_or_kept_has_its_period() -> None:
    meetings = [
        meeting("Tue 5 Jan 2027", state=HELD),
        meeting("Tue 9 Feb 2027", state=CANCELLED),
        meeting("Tue 4 May 2027", stands_for="Tue 13 Apr 2027"),
        OrdinaryMeeting(uuid4(), day("Tue 9 Mar 2027"), None, PLANNED),
    ]
    assert to_plan(SECOND_THURSDAYS, meetings) == []
    assert in_place(SECOND_THURSDAYS, meetings) == {"Tue 4 May": "Thu 8 Apr"}


def test_a_cancelled_meeting_leaves_the_month_into_which_it_was_moved() -> None:
    cancelled = meeting("Tue 4 May 2027", stands_for="Tue 13 Apr 2027", state=CANCELLED)
    assert to_plan(SECOND_THURSDAYS, [cancelled]) == ["Thu 14 Jan", "Thu 11 Feb", "Thu 11 Mar", "Thu 13 May"]


def test_a_meeting_that_stands_on_the_new_day_already_is_not_off_the_rule() -> None:
    moved = [meeting("Thu 11 Feb 2027", stands_for="Tue 9 Feb 2027")]
    assert in_place(SECOND_THURSDAYS, moved) == {}
