"""The stages of a task and finish group, by its steps, and the meetings that hear of it (clause 6)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.task_groups.commission import read_commission
from forum.task_groups.stages import (
    GroupStage,
    TaskGroup,
    TaskStep,
    day_of_warning,
    is_report_overdue,
    look_again_by,
    meeting_for,
    plan_task_steps,
    round_for,
    stage_on,
)
from samples.task_group import commission_page
from tests.english import day
from tests.forum.policies import MASE, MASE_DAYS

DONE = {
    TaskStep.COMMISSIONED: day("Wed 10 Feb 2027"),
    TaskStep.SCOPED: day("Wed 17 Feb 2027"),
    TaskStep.INTERIM: day("Tue 13 Apr 2027"),
    TaskStep.FINAL: day("Tue 8 Jun 2027"),
    TaskStep.ACCEPTED: day("Wed 9 Jun 2027"),
    TaskStep.CLOSED: day("Fri 11 Jun 2027"),
    TaskStep.LOOKED_AT_AGAIN: day("Tue 14 Dec 2027"),
}
GROUP = TaskGroup("MISSING", "Missing Children Group", day("Mon 22 Feb 2027"), day("Tue 22 Jun 2027"), DONE)


@pytest.mark.parametrize(
    ("on", "stage"),
    [
        ("Tue 9 Feb 2027", GroupStage.PROPOSED),
        ("Wed 10 Feb 2027", GroupStage.COMMISSIONED),
        ("Wed 17 Feb 2027", GroupStage.SCOPED),
        ("Mon 22 Feb 2027", GroupStage.RUNNING),
        ("Tue 13 Apr 2027", GroupStage.INTERIM),
        ("Tue 8 Jun 2027", GroupStage.FINAL),
        ("Wed 9 Jun 2027", GroupStage.ACCEPTED),
        ("Fri 11 Jun 2027", GroupStage.CLOSED),
        ("Tue 14 Dec 2027", GroupStage.LOOKED_AT_AGAIN),
    ],
)
def test_a_stage_follows_from_the_steps_that_were_done_by_a_day(on: str, stage: GroupStage) -> None:
    assert stage_on(GROUP, day(on)) is stage


def test_a_group_that_is_stopped_is_so_until_it_is_closed_and_a_declined_one_stays_declined() -> None:
    stopped = replace(
        GROUP,
        done={kind: done for kind, done in DONE.items() if kind is not TaskStep.FINAL},
        stopped_on=day("Mon 3 May 2027"),
    )
    assert stage_on(stopped, day("Sun 2 May 2027")) is GroupStage.INTERIM
    assert stage_on(stopped, day("Mon 3 May 2027")) is GroupStage.STOPPED
    assert stage_on(stopped, day("Fri 11 Jun 2027")) is GroupStage.CLOSED
    declined = replace(GROUP, done={}, declined_on=day("Wed 10 Feb 2027"))
    assert stage_on(declined, day("Tue 9 Feb 2027")) is GroupStage.PROPOSED
    assert stage_on(declined, day("Wed 10 Feb 2027")) is GroupStage.DECLINED


def test_a_final_report_is_overdue_from_the_day_after_the_end() -> None:
    running = replace(GROUP, done={TaskStep.SCOPED: day("Wed 17 Feb 2027")})
    overdue = [is_report_overdue(running, day(f"{on} Jun 2027")) for on in ("Tue 22", "Wed 23")]
    assert overdue == [False, True]
    given = replace(running, done={**running.done, TaskStep.FINAL: day("Tue 8 Jun 2027")})
    declined = replace(running, declined_on=day("Wed 10 Feb 2027"))
    assert not any(is_report_overdue(group, day("Wed 23 Jun 2027")) for group in (GROUP, given, declined))


def test_the_scope_is_due_within_ten_working_days_and_reports_by_their_days() -> None:
    commission, today = read_commission(commission_page(), "page"), day("Wed 10 Feb 2027")
    steps = plan_task_steps(commission, MASE.task_groups, MASE_DAYS, today)
    assert [(step.kind, step.opens, step.deadline) for step in steps] == [
        (TaskStep.COMMISSIONED, today, None),
        (TaskStep.SCOPED, today, day("Wed 24 Feb 2027")),
        (TaskStep.INTERIM, day("Mon 22 Feb 2027"), day("Fri 23 Apr 2027")),
        (TaskStep.FINAL, day("Fri 23 Apr 2027"), day("Tue 22 Jun 2027")),
        (TaskStep.ACCEPTED, None, None),
        (TaskStep.CLOSED, None, None),
        (TaskStep.LOOKED_AT_AGAIN, None, None),
    ]
    assert {(step.clause, step.planned_on) for step in steps} == {("6", today)}


def test_the_unit_is_warned_twenty_working_days_before_the_end() -> None:
    warned = day_of_warning(day("Tue 22 Jun 2027"), MASE.task_groups, MASE_DAYS)
    assert warned == day("Mon 24 May 2027")  # the Monday bank holiday of 31 May is none
    assert look_again_by(day("Fri 11 Jun 2027"), MASE.task_groups) == day("Sat 11 Dec 2027")


def test_the_lead_is_asked_twenty_working_days_before_each_meeting_of_the_parent() -> None:
    asked = round_for(day("Tue 9 Mar 2027"), MASE.plan, MASE_DAYS)
    assert (asked.asked, asked.chased) == (day("Tue 9 Feb 2027"), day("Tue 16 Feb 2027"))
    assert asked.by == day("Mon 8 Mar 2027")


@pytest.mark.parametrize(
    ("due", "planned", "hears"),
    [
        ("Tue 22 Jun 2027", ["Tue 11 May 2027", "Tue 8 Jun 2027", "Tue 13 Jul 2027"], "Tue 8 Jun 2027"),
        ("Tue 22 Jun 2027", ["Tue 11 May 2027"], ""),  # June's is not planned yet
        ("Tue 22 Jun 2027", ["Tue 11 May 2027", "Tue 13 Jul 2027"], "Tue 11 May 2027"),
        ("Tue 22 Jun 2027", ["Tue 13 Jul 2027"], "Tue 13 Jul 2027"),
        ("Tue 22 Jun 2027", [], ""),
    ],
)
def test_a_report_comes_before_the_meeting_of_its_month(due: str, planned: list[str], hears: str) -> None:
    found = meeting_for(day(due), tuple(map(day, planned)))
    assert found == (day(hears) if hears else None)
