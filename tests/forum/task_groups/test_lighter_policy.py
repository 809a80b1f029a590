"""The terms of a task group: its parent's, but lighter."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from forum.agenda import items_to_propose
from forum.calendar.meetings import meeting_dates
from forum.calendar.steps import StepKind, plan_steps
from forum.task_groups.commission import commission_of, read_commission
from forum.task_groups.stages import lighter_policy
from forum.terms.parts.deadlines import Deadlines, Limit
from forum.terms.parts.members import Seat
from forum.terms.policy import Policy
from samples.task_group import commission_page
from tests.english import day
from tests.forum.policies import MASE, MASE_DAYS

COMMISSION = read_commission(commission_page(), "page")


@pytest.fixture
def lighter() -> Policy:
    return lighter_policy(MASE, COMMISSION)


def test_a_task_group_has_its_own_name_seats_and_meetings_and_the_rest_of_its_parent(lighter: Policy) -> None:
    assert lighter.group.in_headings == (
        "Task and Finish Group on Children who Go Missing, commissioned by the MASE Group"
    )
    assert lighter.group.name == COMMISSION.name
    organisations = ("Medway Social Care", "Kent Police", "Missing Children Society")
    assert lighter.seats == tuple(Seat(name=each, short_name=each, clause="own") for each in organisations)
    assert (
        tuple(meeting_dates(lighter.meetings.rule, COMMISSION.start, COMMISSION.end)) == COMMISSION.meetings
    )
    assert lighter.forward_plan.times == 0
    assert (lighter.bodies, lighter.partnerships, list(lighter.objectives)) == ((), (), ["cases"])
    assert (lighter.marking, lighter.working_time) == (MASE.marking, MASE.working_time)


def test_its_terms_ask_less_of_its_members_than_those_of_its_parent(lighter: Policy) -> None:
    rules = MASE.task_groups
    assert (lighter.group.code, lighter.group.short_name) == (COMMISSION.code, COMMISSION.short_name)
    assert (lighter.group.go_live, lighter.group.terms) == (COMMISSION.start, "")
    assert (lighter.quorum.share, lighter.quorum.number) == (Fraction(1, 2), None)
    assert lighter.meetings.written_up_as == "action note"
    assert lighter.deadlines == Deadlines(
        agenda_agreed=Limit(days=rules.agenda_before, clause="own"),
        papers_out=Limit(days=rules.papers_before, clause="own"),
        minutes_out=Limit(days=7, clause="own"),
    )
    assert lighter.quorum.clause == "6"
    assert lighter.lead_times.minutes_draft_back_within == 2
    assert lighter.lead_times.chase_after == MASE.lead_times.chase_after
    assert lighter.attendance.from_meetings > rules.most_meetings, "attendance is never judged"
    assert lighter.meetings.purpose_raised_after > rules.most_meetings, "no purpose is ever silent"
    assert (lighter.members.details_months, lighter.members.list_months) == ((), ())
    assert lighter.members.must_sign == MASE.members.must_sign
    assert lighter.actions.help_stands_under == ""
    assert lighter.actions.digest_day == MASE.actions.digest_day
    assert lighter.boards == ()
    assert lighter.meetings.plan_months_ahead == rules.most_months, "all of its meetings are planned at once"


def test_no_rule_of_its_parent_on_absences_or_a_number_of_meetings_holds_for_it() -> None:
    strict = MASE.model_copy(
        update={
            "attendance": MASE.attendance.model_copy(update={"absent_in_a_row": 3, "absent_months": 6}),
            "meetings": MASE.meetings.model_copy(update={"at_least": 4}),
        }
    )
    lighter = lighter_policy(strict, COMMISSION)
    rules = lighter.attendance.absent_in_a_row, lighter.attendance.absent_months, lighter.meetings.at_least
    assert rules == (0, 0, 0)


@pytest.mark.parametrize(
    ("page", "start", "minutes", "place"),
    [
        ({"at": None, "minutes": None, "place": ""}, MASE.meetings.start, 120, "Room 2 and online"),
        ({"at": dt.time(14), "minutes": 90, "place": "Online"}, dt.time(14), 90, "Online"),
    ],
)
def test_it_meets_where_and_when_its_page_says_and_else_as_its_parent(
    page: dict[str, object], start: dt.time, minutes: int, place: str
) -> None:
    meetings = lighter_policy(MASE, COMMISSION.model_copy(update=page)).meetings
    assert (meetings.start, meetings.minutes, meetings.place) == (start, minutes, place)


def test_without_a_purpose_of_its_own_it_serves_all_of_its_parents() -> None:
    without = COMMISSION.model_copy(update={"purpose": ""})
    assert lighter_policy(MASE, without).objectives == MASE.objectives


def test_its_agenda_has_its_own_work_and_nothing_of_boards_and_partnerships(lighter: Policy) -> None:
    assert [item.title for item in items_to_propose(lighter)] == [
        "Welcome and apologies",
        "Declarations of interest",
        "Action note of the last meeting",
        "Action log",
        "The work so far, and what is next",
    ]
    (work,) = lighter.standing_items
    assert (work.purpose, work.minutes, work.objective) == ("discussion", 20, "cases")


def test_its_action_note_is_out_within_five_working_days_and_each_deadline_after_its_opening(
    lighter: Policy,
) -> None:
    meeting = day("Thu 4 Mar 2027")
    steps = {step.kind: step for step in plan_steps(lighter, MASE_DAYS, meeting, day("Wed 10 Feb 2027"))}
    assert steps[StepKind.MINUTES_OUT].deadline == MASE_DAYS.add(meeting, 5)
    assert all(step.opens <= step.deadline for step in steps.values() if step.opens and step.deadline)


def test_a_commission_is_the_same_after_the_register_has_kept_it() -> None:
    assert commission_of(COMMISSION.model_dump_json()) == COMMISSION
