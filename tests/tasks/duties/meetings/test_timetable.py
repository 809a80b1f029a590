from __future__ import annotations

import datetime as dt

import pytest

from forum.calendar.steps import StepKind
from forum.text.problem import Problem
from tasks.duties.base.office import Office
from tasks.duties.meetings.plan_move_cancel import call_meeting
from tasks.duties.meetings.tell_of_gap import meetings_with_steps
from tasks.register.database.clock import SetClock
from tests.english import day
from tests.tasks.duties.do import do


def test_the_coming_meetings_are_listed_in_order_with_the_steps_of_the_month(office: Office) -> None:
    for date in ("Tue 9 Mar 2027", "Tue 9 Feb 2027"):
        do(call_meeting, office, "MASE", day(date))
    meetings = meetings_with_steps(office)
    assert [meeting.reference for meeting in meetings] == ["MASE/2027-02", "MASE/2027-03"]
    assert meetings[0].group == "MASE Group"
    assert [line.step.kind for line in meetings[0].steps] == list(StepKind)[:-1]  # nothing was briefed
    first = meetings[0]
    assert (first.date, first.start, first.minutes, first.place) == (
        day("Tue 9 Feb 2027"),
        dt.time(10),
        120,
        "Room 2 and online",
    )


def test_a_past_meeting_stays_while_something_is_left_to_do(office: Office, clock: SetClock) -> None:
    do(call_meeting, office, "MASE", day("Tue 9 Feb 2027"))
    clock.at = dt.datetime(2027, 2, 24, 9, 0)
    (meeting,) = meetings_with_steps(office, "MASE")
    standing = {line.step.kind: line.finding.words for line in meeting.steps}
    assert standing[StepKind.MINUTES_OUT] == "missed"


def test_an_unknown_group_is_refused_with_the_known_ones(office: Office) -> None:
    with pytest.raises(Problem, match=r"NOPE.*MASE"):
        meetings_with_steps(office, "NOPE")
