from __future__ import annotations

import datetime as dt

import pytest

from forum.boards.steps import (
    ReportStep,
    day_planned,
    day_to_draft,
    paper_deadline,
    plan_report_steps,
    waits_for_record,
)
from forum.calendar.steps import Step, judge_step
from forum.terms.parts.duties import Body, Reports
from tests.english import day
from tests.forum.policies import MASE, MASE_DAYS

BUSINESS_GROUP = MASE.bodies[0]  # papers eight working days before
MEETS = day("Thu 29 Apr 2027")
DEADLINE = day("Mon 19 Apr 2027")


def steps(planned_on: str = "Wed 24 Mar 2027", body: Body = BUSINESS_GROUP) -> dict[ReportStep, Step]:
    planned = plan_report_steps(MASE.reports, body, MASE_DAYS, MEETS, day(planned_on))
    return {ReportStep(step.kind): step for step in planned}


def test_the_papers_are_due_so_many_working_days_before_the_board_meets() -> None:
    assert paper_deadline(BUSINESS_GROUP, MASE_DAYS, MEETS) == DEADLINE
    assert day_planned(MASE.reports, BUSINESS_GROUP, MASE_DAYS, MEETS) == day("Thu 25 Mar 2027")


# Good Friday and Easter Monday are 26 and 29 March 2027.
@pytest.mark.parametrize(
    ("kind", "opens", "deadline", "clause"),
    [
        (ReportStep.DRAFTED, "Thu 25 Mar 2027", None, "own"),
        (ReportStep.BACK, "Thu 25 Mar 2027", "Fri 2 Apr 2027", "own"),
        (ReportStep.AGREED, "Mon 5 Apr 2027", "Thu 15 Apr 2027", "own"),
        (ReportStep.SENT, "Thu 15 Apr 2027", "Mon 19 Apr 2027", "3"),
        (ReportStep.RECEIVED, "Mon 19 Apr 2027", "Wed 21 Apr 2027", "own"),
        (ReportStep.ANSWERED, "Wed 5 May 2027", "Wed 12 May 2027", "own"),
    ],
)
def test_the_steps_of_a_report_count_back_from_the_papers_deadline(
    kind: ReportStep, opens: str, deadline: str | None, clause: str
) -> None:
    step = steps()[kind]
    assert (step.opens, step.deadline, step.clause) == (day(opens), deadline and day(deadline), clause)


@pytest.mark.parametrize(
    ("minutes_agreed", "drafted"),
    [
        ("Tue 2 Mar 2027", "Thu 25 Mar 2027"),  # fifteen working days before the deadline
        ("Tue 30 Mar 2027", "Wed 31 Mar 2027"),  # the working day after
        ("Thu 25 Mar 2027", "Tue 30 Mar 2027"),  # over Easter
        ("Fri 9 Apr 2027", "Wed 31 Mar 2027"),  # the unit has two days left to write
        (None, "Wed 31 Mar 2027"),
    ],
)
def test_a_report_waits_for_the_last_minutes_as_long_as_it_can(
    minutes_agreed: str | None, drafted: str
) -> None:
    agreed = day(minutes_agreed) if minutes_agreed else None
    assert day_to_draft(MASE.reports, MASE_DAYS, DEADLINE, agreed) == day(drafted)


# The deadline is Monday 19 April: on Thursday 15 April the Chair has two working days left.
@pytest.mark.parametrize(
    ("records_due", "on", "waits"),
    [
        (["Thu 15 Apr 2027"], "Mon 5 Apr 2027", True),
        (["Thu 15 Apr 2027"], "Wed 14 Apr 2027", True),
        (["Thu 15 Apr 2027"], "Thu 15 Apr 2027", False),  # with the record or without
        (["Fri 16 Apr 2027"], "Mon 5 Apr 2027", False),  # too late to wait for
        (["Thu 8 Apr 2027", None], "Fri 9 Apr 2027", False),  # it is late
        (["Fri 14 May 2027", None], "Mon 5 Apr 2027", False),
        ([], "Mon 5 Apr 2027", False),
    ],
)
def test_a_report_waits_for_the_record_of_a_meeting_while_the_chair_has_two_days_left(
    records_due: list[str | None], on: str, waits: bool
) -> None:
    due = [day(record) if record else None for record in records_due]
    assert waits_for_record(MASE_DAYS, DEADLINE, due, day(on)) == waits


@pytest.mark.parametrize(
    ("planned_on", "done", "words"),
    [
        ("Wed 24 Mar 2027", "Mon 19 Apr 2027", "on time"),
        ("Wed 24 Mar 2027", "Wed 21 Apr 2027", "2 days late"),
        ("Wed 24 Mar 2027", None, "missed"),
        ("Tue 20 Apr 2027", "Tue 20 Apr 2027", "not possible, planned only 9 days before"),
    ],
)
def test_the_verdict_on_sending_is_like_those_of_the_month(
    planned_on: str, done: str | None, words: str
) -> None:
    step = steps(planned_on)[ReportStep.SENT]
    sent = Step(
        step.kind, step.opens, step.deadline, step.clause, step.planned_on, day(done) if done else None
    )
    assert judge_step(sent, meeting_date=MEETS, as_of=dt.date(2027, 6, 1)).words == words


def test_days_that_contradict_each_other_are_refused() -> None:
    faults = list(Reports.model_construct(drafted_before=9, back_before=11).contradictions())
    assert [fault.path for fault in faults] == ["drafted_before"]
