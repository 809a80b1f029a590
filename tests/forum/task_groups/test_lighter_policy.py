"""The terms of a task group: its parent's, but lighter."""

from __future__ import annotations

from forum.agenda.items import draft_agenda
from forum.calendar.meeting_dates import meeting_dates
from forum.calendar.steps import StepKind, plan_steps
from forum.task_groups.commission import commission_of, read_commission
from forum.task_groups.lighter_policy import lighter_policy
from samples.task_group import commission_page
from tests.english import day
from tests.forum.policies import MASE, MASE_DAYS

COMMISSION = read_commission(commission_page(), "page")
LIGHTER = lighter_policy(MASE, COMMISSION)


def test_a_task_group_has_its_own_name_seats_and_meetings_and_the_rest_of_its_parent() -> None:
    assert LIGHTER.group.in_headings == (
        "Task and Finish Group on Children who Go Missing, commissioned by the MASE Group"
    )
    assert [seat.name for seat in LIGHTER.seats] == [
        "Medway Social Care",
        "Kent Police",
        "Missing Children Society",
    ]
    assert (
        tuple(meeting_dates(LIGHTER.meetings.rule, COMMISSION.start, COMMISSION.end)) == COMMISSION.meetings
    )
    assert LIGHTER.forward_plan.times == 0
    assert (LIGHTER.bodies, LIGHTER.partnerships, list(LIGHTER.objectives)) == ((), (), ["cases"])
    assert (LIGHTER.marking, LIGHTER.working_time) == (MASE.marking, MASE.working_time)


def test_its_agenda_has_its_own_work_and_nothing_of_boards_and_partnerships() -> None:
    assert [item.title for item in draft_agenda(LIGHTER)] == [
        "Welcome and apologies",
        "Declarations of interest",
        "Action note of the last meeting",
        "Action log",
        "The work so far, and what is next",
    ]


def test_its_action_note_is_out_within_five_working_days_and_each_deadline_after_its_opening() -> None:
    meeting = day("Thu 4 Mar 2027")
    steps = {step.kind: step for step in plan_steps(LIGHTER, MASE_DAYS, meeting, day("Wed 10 Feb 2027"))}
    assert steps[StepKind.MINUTES_OUT].deadline == MASE_DAYS.add(meeting, 5)
    assert all(step.opens <= step.deadline for step in steps.values() if step.opens and step.deadline)


def test_a_commission_is_the_same_after_the_register_has_kept_it() -> None:
    assert commission_of(COMMISSION.model_dump_json()) == COMMISSION
