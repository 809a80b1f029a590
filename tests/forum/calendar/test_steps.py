from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.calendar.steps import (
    Step,
    StepFinding,
    StepKind,
    StepVerdict,
    is_near,
    judge_step,
    plan_steps,
    replan,
)
from forum.calendar.working_days import WorkingDays
from forum.terms.policy import Policy
from tests.english import day, day_if
from tests.forum.policies import MASE, MASE_DAYS, SECOND, SECOND_DAYS

MEETING = day("Tue 9 Feb 2027")
PLANNED = day("Mon 5 Oct 2026")
WITH_A_MEETING = [kind for kind in StepKind if kind is not StepKind.BRIEFINGS_OUT]


def steps(meeting: dt.date = MEETING, planned_on: dt.date = PLANNED) -> dict[StepKind, Step]:
    return {StepKind(step.kind): step for step in plan_steps(MASE, MASE_DAYS, meeting, planned_on)}


def judged(step: Step, as_of: str) -> tuple[StepVerdict, str]:
    found = judge_step(step, meeting_date=MEETING, as_of=day(as_of))
    return found.verdict, found.words


@pytest.mark.parametrize(
    ("kind", "opens", "deadline", "clause"),
    [
        (StepKind.INVITE, "Mon 5 Oct 2026", None, "own"),
        (StepKind.AGENDA_AGREED, "Wed 20 Jan 2027", "Tue 26 Jan 2027", "6"),
        (StepKind.PAPERS_COLLECTED, "Fri 15 Jan 2027", "Fri 29 Jan 2027", "own"),
        (StepKind.PAPERS_OUT, "Thu 28 Jan 2027", "Tue 2 Feb 2027", "6"),
        (StepKind.QUORUM_FORECAST, "Tue 2 Feb 2027", "Fri 5 Feb 2027", "own"),
        (StepKind.RECORD, "Mon 8 Feb 2027", "Thu 11 Feb 2027", "own"),
        (StepKind.FOLLOW_UP, None, "Fri 12 Feb 2027", "own"),
        (StepKind.ATTENDANCE_REVIEWED, None, "Tue 16 Feb 2027", "own"),
        (StepKind.MINUTES_AGREED, None, "Fri 19 Feb 2027", "own"),
        (StepKind.MINUTES_OUT, "Tue 9 Feb 2027", "Tue 23 Feb 2027", "6"),
    ],
)
def test_a_meeting_on_9_february_has_these_steps(
    kind: StepKind, opens: str | None, deadline: str | None, clause: str
) -> None:
    expected = Step(kind, day_if(opens), day_if(deadline), clause, PLANNED)
    assert steps()[kind] == expected


def test_every_kind_of_step_but_that_of_briefings_is_planned_once_in_order() -> None:
    assert [step.kind for step in plan_steps(MASE, MASE_DAYS, MEETING, PLANNED)] == WITH_A_MEETING


@pytest.mark.parametrize(
    ("done", "as_of", "verdict", "words"),
    [
        (None, "Tue 19 Jan 2027", StepVerdict.NOT_YET_OPEN, "not yet open"),
        (None, "Wed 20 Jan 2027", StepVerdict.OPEN, "open"),
        (None, "Tue 26 Jan 2027", StepVerdict.OPEN, "open"),
        (None, "Wed 27 Jan 2027", StepVerdict.MISSED, "missed"),
        ("Tue 26 Jan 2027", "Tue 26 Jan 2027", StepVerdict.ON_TIME, "on time"),
        ("Wed 27 Jan 2027", "Wed 27 Jan 2027", StepVerdict.LATE, "1 day late"),
        ("Thu 28 Jan 2027", "Mon 1 Mar 2027", StepVerdict.LATE, "2 days late"),
    ],
)
def test_the_agenda_is_judged_by_its_deadline(
    done: str | None, as_of: str, verdict: StepVerdict, words: str
) -> None:
    step = replace(steps()[StepKind.AGENDA_AGREED], done=day_if(done))
    assert judged(step, as_of) == (verdict, words)


@pytest.mark.parametrize(
    ("kind", "done", "words"),
    [
        (StepKind.AGENDA_AGREED, "Mon 25 Jan 2027", "on time"),
        (StepKind.AGENDA_AGREED, "Tue 26 Jan 2027", "on time"),  # two weeks before
        (StepKind.AGENDA_AGREED, "Wed 27 Jan 2027", "1 day late"),
        (StepKind.PAPERS_OUT, "Mon 1 Feb 2027", "on time"),
        (StepKind.PAPERS_OUT, "Tue 2 Feb 2027", "on time"),  # one week before
        (StepKind.PAPERS_OUT, "Wed 3 Feb 2027", "1 day late"),
        (StepKind.MINUTES_OUT, "Mon 22 Feb 2027", "on time"),
        (StepKind.MINUTES_OUT, "Tue 23 Feb 2027", "on time"),  # two weeks after
        (StepKind.MINUTES_OUT, "Wed 24 Feb 2027", "1 day late"),
    ],
)
def test_of_a_meeting_on_9_february_the_agenda_is_agreed_and_papers_and_minutes_are_out_in_time(
    kind: StepKind, done: str, words: str
) -> None:
    finding = judge_step(
        replace(steps()[kind], done=day(done)), meeting_date=MEETING, as_of=day("Mon 1 Mar 2027")
    )
    assert (finding.words, finding.clause) == (words, "6")


def test_a_closure_has_no_minutes_agreed_before_their_meeting() -> None:
    """The office is closed from the day after the meeting, until the day on which the minutes are out."""
    closed = frozenset(MEETING + dt.timedelta(days=number) for number in range(1, 14))
    planned = plan_steps(MASE, WorkingDays(closed), MEETING, day("Mon 4 Jan 2027"))
    (agreed,) = (step.deadline for step in planned if step.kind is StepKind.MINUTES_AGREED)
    assert agreed == day("Tue 23 Feb 2027")


def test_a_verdict_carries_its_clause() -> None:
    found = judge_step(steps()[StepKind.PAPERS_OUT], meeting_date=MEETING, as_of=day("Wed 3 Feb 2027"))
    assert found == StepFinding(StepVerdict.MISSED, "missed", "6")


def test_a_step_that_was_set_aside_is_neither_open_nor_missed() -> None:
    aside = replace(steps()[StepKind.PAPERS_OUT], is_needed=False)
    for on in ("Mon 1 Feb 2027", "Wed 3 Feb 2027"):
        assert judged(aside, on) == (StepVerdict.NOT_NEEDED, "not needed")


def test_a_step_without_a_deadline_is_simply_done() -> None:
    step = replace(steps()[StepKind.INVITE], done=day("Tue 6 Oct 2026"))
    assert judged(step, "Tue 6 Oct 2026") == (StepVerdict.ON_TIME, "done")


def test_a_step_that_waits_for_an_event_is_missed_when_the_event_never_comes() -> None:
    follow_up = steps()[StepKind.FOLLOW_UP]
    assert judged(follow_up, "Fri 12 Feb 2027") == (StepVerdict.NOT_YET_OPEN, "not yet open")
    assert judged(follow_up, "Mon 15 Feb 2027") == (StepVerdict.MISSED, "missed")


def test_for_a_meeting_called_at_short_notice_a_step_was_not_possible() -> None:
    called = steps(planned_on=day("Sun 31 Jan 2027"))
    agenda, papers = called[StepKind.AGENDA_AGREED], called[StepKind.PAPERS_OUT]
    assert judged(agenda, "Mon 1 Feb 2027") == (
        StepVerdict.NOT_POSSIBLE,
        "not possible, planned only 9 days before",
    )
    done = replace(agenda, done=day("Wed 3 Feb 2027"))
    assert judged(done, "Wed 3 Feb 2027") == (
        StepVerdict.NOT_POSSIBLE,
        "not possible, planned only 9 days before",
    )
    assert judged(papers, "Wed 3 Feb 2027") == (StepVerdict.MISSED, "missed")


def test_nothing_opens_before_the_meeting_was_planned() -> None:
    called = steps(planned_on=day("Sun 31 Jan 2027"))
    assert {step.opens for step in called.values() if step.opens} >= {day("Sun 31 Jan 2027")}
    assert all(step.opens >= day("Sun 31 Jan 2027") for step in called.values() if step.opens)


def moved(before: Step, to: str, on: str) -> Step:
    (after,) = replan([before], plan_steps(MASE, MASE_DAYS, day(to), day(on)))
    return after


def test_moving_a_meeting_leaves_what_is_done_and_dates_anew_what_is_open() -> None:
    agenda = replace(steps()[StepKind.AGENDA_AGREED], done=day("Mon 25 Jan 2027"))
    assert moved(agenda, "Thu 18 Feb 2027", on="Wed 27 Jan 2027") == agenda
    papers = moved(steps()[StepKind.PAPERS_OUT], "Thu 18 Feb 2027", on="Wed 27 Jan 2027")
    assert papers.deadline == day("Thu 11 Feb 2027")


def test_moving_a_meeting_keeps_open_what_an_event_has_opened() -> None:
    follow_up = replace(steps()[StepKind.FOLLOW_UP], opens=day("Wed 10 Feb 2027"))
    after = moved(follow_up, "Thu 18 Feb 2027", on="Wed 27 Jan 2027")
    assert (after.opens, after.deadline) == (day("Wed 10 Feb 2027"), day("Tue 23 Feb 2027"))


@pytest.mark.parametrize(
    ("to", "deadline", "words"),
    [
        ("Thu 11 Feb 2027", "Thu 28 Jan 2027", "missed"),  # two days do not give it time again
        ("Mon 8 Feb 2027", "Tue 26 Jan 2027", "missed"),  # an earlier day makes it no later than it was
        ("Tue 23 Feb 2027", "Tue 9 Feb 2027", "not yet open"),  # two weeks give it time again
    ],
)
def test_moving_a_meeting_excuses_nobody_unless_it_gives_time_again(
    to: str, deadline: str, words: str
) -> None:
    after = moved(steps()[StepKind.AGENDA_AGREED], to, on="Mon 1 Feb 2027")
    assert after.deadline == day(deadline)
    assert judged(after, "Mon 1 Feb 2027")[1] == words


def test_bringing_a_meeting_forward_makes_what_it_passes_over_not_possible() -> None:
    after = moved(steps()[StepKind.AGENDA_AGREED], "Fri 29 Jan 2027", on="Wed 20 Jan 2027")
    found = judge_step(after, meeting_date=day("Fri 29 Jan 2027"), as_of=day("Wed 20 Jan 2027"))
    assert found.words == "not possible, planned only 9 days before"


def test_a_deadline_is_near_from_a_few_days_before_until_it_has_passed() -> None:
    agenda = steps()[StepKind.AGENDA_AGREED]
    near = [
        as_of
        for as_of in ("Sat 23 Jan 2027", "Sun 24 Jan 2027", "Tue 26 Jan 2027", "Wed 27 Jan 2027")
        if is_near(agenda, as_of=day(as_of), within=2)
    ]
    assert near == ["Sun 24 Jan 2027", "Tue 26 Jan 2027"]
    assert not is_near(replace(agenda, done=day("Mon 25 Jan 2027")), as_of=day("Mon 25 Jan 2027"), within=2)


DATES = st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1))


@pytest.mark.parametrize(
    ("policy", "days"), [(MASE, MASE_DAYS), (SECOND, SECOND_DAYS)], ids=["mase", "second"]
)
@given(meeting=DATES, notice=st.integers(0, 200))
def test_every_deadline_is_a_working_day_and_the_steps_of_the_terms_keep_their_order(
    policy: Policy, days: WorkingDays, meeting: dt.date, notice: int
) -> None:
    planned = plan_steps(policy, days, meeting, meeting - dt.timedelta(days=notice))
    deadline = {step.kind: step.deadline for step in planned if step.deadline}
    assert all(days.is_working(day) for day in deadline.values())
    assert deadline[StepKind.AGENDA_AGREED] <= deadline[StepKind.PAPERS_OUT] < meeting
    assert deadline[StepKind.PAPERS_COLLECTED] <= deadline[StepKind.PAPERS_OUT]
    assert deadline[StepKind.MINUTES_AGREED] <= deadline[StepKind.MINUTES_OUT]


@given(st.sampled_from(WITH_A_MEETING), DATES, st.integers(0, 60), DATES, DATES)
def test_once_a_step_is_done_its_verdict_does_not_depend_on_the_day_of_asking(
    kind: StepKind, meeting: dt.date, notice: int, done: dt.date, as_of: dt.date
) -> None:
    planned = plan_steps(MASE, MASE_DAYS, meeting, meeting - dt.timedelta(days=notice))
    step = replace(next(step for step in planned if step.kind is kind), done=done)
    asked_then = judge_step(step, meeting_date=meeting, as_of=as_of)
    assert asked_then == judge_step(step, meeting_date=meeting, as_of=done)
    assert asked_then.verdict in (StepVerdict.ON_TIME, StepVerdict.LATE, StepVerdict.NOT_POSSIBLE)


@pytest.mark.parametrize(
    ("planned", "kind", "deadline", "clause"),
    [
        ("Mon 1 Feb 2027", StepKind.AGENDA_AGREED, "Mon 8 Feb 2027", "6, waived"),
        ("Mon 1 Feb 2027", StepKind.PAPERS_COLLECTED, "Mon 8 Feb 2027", "own, waived"),
        ("Mon 1 Feb 2027", StepKind.PAPERS_OUT, "Tue 2 Feb 2027", "6"),  # can still be met
        ("Fri 5 Feb 2027", StepKind.PAPERS_OUT, "Mon 8 Feb 2027", "6, waived"),
        ("Fri 5 Feb 2027", StepKind.QUORUM_FORECAST, "Mon 8 Feb 2027", "own"),
        ("Tue 9 Feb 2027", StepKind.PAPERS_OUT, "Tue 9 Feb 2027", "6, waived"),
        ("Mon 1 Feb 2027", StepKind.MINUTES_OUT, "Tue 23 Feb 2027", "6"),  # nothing is waived after it
    ],
)
def test_where_the_chair_waives_the_notice_what_was_too_late_is_due_the_working_day_before(
    planned: str, kind: StepKind, deadline: str, clause: str
) -> None:
    meeting = day("Tue 9 Feb 2027")
    steps = {step.kind: step for step in plan_steps(MASE, MASE_DAYS, meeting, day(planned), waived=True)}
    assert (steps[kind].deadline, steps[kind].clause) == (day(deadline), clause)
