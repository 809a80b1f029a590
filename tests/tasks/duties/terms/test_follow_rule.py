"""A corrected meeting rule moves, keeps or cancels planned meetings on a person's word, and doubles none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from forum.calendar.meetings import AnyRule, RuleChoice
from forum.text.problem import Problem
from tasks.duties.calendar.due import groups_to_plan
from tasks.duties.meetings.hold_instead import MeetingOffRule, follow_rule, meetings_off_rule
from tasks.duties.meetings.plan_move_cancel import plan_meetings
from tasks.register.meetings import CANCELLED, PLANNED
from tasks.register.tables import DispatchRow, GroupRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import FEBRUARY, JANUARY, Forum

MARCH = "MASE/2027-03"
SECOND_THURSDAY = {"kind": "monthly", "week": "second", "weekday": "Thursday"}


def edit_rule(forum: Forum, settings: Mapping[str, object]) -> None:
    """Have the meeting rule of the policy file edited."""
    policy = forum.office.policies["MASE"]
    rule = TypeAdapter[AnyRule](AnyRule).validate_python(settings)
    edited = policy.model_copy(update={"meetings": policy.meetings.model_copy(update={"rule": rule})})
    forum.office = replace(forum.office, policies={"MASE": edited})


def plan(forum: Forum) -> tuple[str, ...]:
    return do(plan_meetings, forum.office, forum.group, day=forum.today)


def test_the_mornings_after_a_corrected_weekday_plan_no_second_meeting(forum: Forum) -> None:
    edit_rule(forum, SECOND_THURSDAY)
    forum.on("Fri 11 Dec 2026")
    assert plan(forum) == ("MASE/2027-04",)  # which second Tuesdays gave on Thursday 17 December alone
    assert not forum.is_due(groups_to_plan)
    forum.on("Mon 4 Jan 2027")
    assert plan(forum) == ()
    forum.on("Mon 11 Jan 2027")
    assert forum.is_due(groups_to_plan)
    assert plan(forum) == ("MASE/2027-05",)


def off_rule(forum: Forum) -> Sequence[MeetingOffRule]:
    office = forum.office
    with office.register.reading() as session:
        group = session.get_one(GroupRow, forum.group)
        return meetings_off_rule(session, group.id, office.policy(group), office.days(group), forum.today)


def settle(forum: Forum, **choices: RuleChoice) -> None:
    """Follow the rule, with a choice for each month, "february"."""
    by_date = {f"{meeting.date:%B}".lower(): meeting.id for meeting in off_rule(forum)}
    do(follow_rule, forum.office, forum.group, {by_date[month]: choice for month, choice in choices.items()})


def test_planned_meetings_move_stay_or_are_cancelled_once_and_for_all(forum: Forum) -> None:
    edit_rule(forum, SECOND_THURSDAY)
    assert [str(meeting) for meeting in off_rule(forum)] == [
        "MASE/2027-01 on Tuesday 12 January 2027: in its place Thursday 14 January 2027",
        "MASE/2027-02 on Tuesday 9 February 2027: in its place Thursday 11 February 2027",
        "MASE/2027-03 on Tuesday 9 March 2027: in its place Thursday 11 March 2027",
    ]
    settle(forum, january=RuleChoice.KEEP, february=RuleChoice.MOVE, march=RuleChoice.CANCEL)
    january, february, march = (forum.meeting(reference) for reference in (JANUARY, FEBRUARY, MARCH))
    assert (january.date, january.state) == (day("Tue 12 Jan 2027"), PLANNED)
    assert (february.date, february.state) == (day("Thu 11 Feb 2027"), PLANNED)
    assert (march.date, march.state) == (day("Tue 9 Mar 2027"), CANCELLED)
    subjects = {row.subject for row in forum.rows(DispatchRow) if row.letter in ("moved", "cancelled")}
    assert subjects == {"MASE: now Thu 11 Feb, 10am (was Tue 9 Feb)", "MASE: Tue 9 Mar is cancelled"}
    texts = {row.text for row in forum.rows(DispatchRow) if row.letter in ("moved", "cancelled")}
    assert all("The days on which the group meets have changed." in text for text in texts)
    assert off_rule(forum) == ()
    assert plan(forum) == ("MASE/2027-04",)
    assert plan(forum) == ()


def test_a_meeting_without_a_day_in_its_place_stays_or_goes(forum: Forum) -> None:
    edit_rule(forum, {**SECOND_THURSDAY, "weekday": "Tuesday", "no_meeting_in": ["January", "February"]})
    january = off_rule(forum)[0]
    assert str(january) == "MASE/2027-01 on Tuesday 12 January 2027: no day in its place"
    with pytest.raises(Problem, match="Meetings have changed meanwhile"):
        settle(forum, january=RuleChoice.KEEP, february=RuleChoice.MOVE)
    settle(forum, january=RuleChoice.KEEP, february=RuleChoice.CANCEL)
    assert (forum.meeting(JANUARY).state, forum.meeting(FEBRUARY).state) == (PLANNED, CANCELLED)
    assert off_rule(forum) == ()
    edit_rule(forum, {**SECOND_THURSDAY, "weekday": "Tuesday"})
    assert off_rule(forum) == ()
    assert plan(forum) == ("MASE/2027-04",)


def test_a_day_in_place_is_a_working_day_and_a_meeting_on_it_stays_where_it_is(forum: Forum) -> None:
    days = ("Tue 12 Jan 2027", "Tue 9 Feb 2027", "Mon 29 Mar 2027")
    edit_rule(forum, {"kind": "list", "dates": [day(text) for text in days]})
    (march,) = off_rule(forum)
    assert march.in_place == day("Tue 30 Mar 2027")  # 29 March is Easter Monday
    settle(forum, march=RuleChoice.MOVE)
    assert off_rule(forum) == ()
    assert plan(forum) == ()
