"""A day that becomes a day off moves the open deadlines, and the unit is asked about a meeting on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import update

from flows.do_what_is_due import MORNING
from forum.calendar.steps import StepKind, StepVerdict, judge_step, plan_steps
from forum.calendar.working_days import WorkingDays
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.terms.parts.deadlines import Limit
from tasks.duties.base.batches import do_each
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.meetings.plan_move_cancel import move_meeting
from tasks.register.meetings import step_value
from tasks.register.tables import GroupRow, StepRow
from tests.english import day
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import FEBRUARY, UNIT, Forum


def proclaim(forum: Forum, *dates: str) -> None:
    """Have days become bank holidays."""
    closed = forum.office.calendars["MASE"].closed | {day(date) for date in dates}
    forum.office = replace(forum.office, calendars={"MASE": WorkingDays(closed)})


def plan_meetings(forum: Forum) -> None:
    """Run the morning's flow that plans meetings, as often as it is started."""
    for work in MORNING["plan_meetings"]:
        found = work.find(forum.office, forum.today)
        for duty in work.duties:
            do_each(forum.office, duty, found, forum.today, "flow plan_meetings")


def open_steps(forum: Forum) -> list[StepRow]:
    return [row for row in forum.rows(StepRow) if row.verdict is None]


def dates(forum: Forum, reference: str = FEBRUARY) -> dict[StepKind, tuple[dt.date | None, dt.date | None]]:
    meeting = forum.meeting(reference).id
    return {row.kind: (row.opens, row.deadline) for row in forum.rows(StepRow) if row.meeting_id == meeting}


@pytest.mark.parametrize(
    "date", ["Tue 2 Feb 2027", "Thu 21 Jan 2027", "Tue 26 Jan 2027", "Thu 11 Feb 2027", "Tue 23 Feb 2027"]
)
def test_open_steps_have_the_dates_of_the_days_off_as_they_are_now(forum: Forum, date: str) -> None:
    before = dates(forum)
    proclaim(forum, date)
    plan_meetings(forum)
    meeting, days = forum.meeting(FEBRUARY), forum.office.calendars["MASE"]
    for row in open_steps(forum):
        if row.meeting_id == meeting.id:
            planned = plan_steps(forum.office.policies["MASE"], days, meeting.date, row.planned_on)
            (fresh,) = (step for step in planned if step.kind is row.kind)
            assert (row.opens, row.deadline) == (fresh.opens, fresh.deadline), row.kind
    assert dates(forum) != before


def test_a_deadline_on_the_new_day_off_is_the_working_day_before_and_its_question_due_then(
    forum: Forum,
) -> None:
    forum.on("Fri 22 Jan 2027")
    forum.draft_agenda(FEBRUARY)
    proclaim(forum, "Tue 26 Jan 2027")
    plan_meetings(forum)
    assert forum.step(StepKind.AGENDA_AGREED, FEBRUARY).deadline == day("Mon 25 Jan 2027")
    assert forum.question(QuestionKind.AGREE_AGENDA).due == day("Mon 25 Jan 2027")


def test_the_days_off_are_looked_at_once_and_other_steps_stay_as_they_were(forum: Forum) -> None:
    before = dates(forum)
    proclaim(forum, "Tue 2 Feb 2027")
    plan_meetings(forum)
    after = dates(forum)
    assert after[StepKind.AGENDA_AGREED] == before[StepKind.AGENDA_AGREED]
    assert after[StepKind.MINUTES_OUT] == before[StepKind.MINUTES_OUT]
    due = [work.find(forum.office, forum.today) for work in MORNING["plan_meetings"]]
    assert due == [[], [], [], []]


def test_a_day_off_that_is_taken_back_gives_the_old_dates_again(forum: Forum) -> None:
    before, calendars = dates(forum), forum.office.calendars
    proclaim(forum, "Tue 2 Feb 2027")
    plan_meetings(forum)
    forum.office = replace(forum.office, calendars=calendars)
    plan_meetings(forum)
    assert dates(forum) == before


def test_a_deadline_that_only_the_new_day_off_puts_into_the_past_is_not_missed(forum: Forum) -> None:
    forum.on("Tue 26 Jan 2027")
    proclaim(forum, "Tue 26 Jan 2027")
    plan_meetings(forum)
    step = step_value(forum.step(StepKind.AGENDA_AGREED, FEBRUARY))
    finding = judge_step(step, meeting_date=day("Tue 9 Feb 2027"), as_of=day("Wed 27 Jan 2027"))
    assert finding.verdict is StepVerdict.NOT_POSSIBLE


def test_new_days_off_bring_no_new_figures_of_the_policy_with_them(forum: Forum) -> None:
    policy = forum.office.policies["MASE"]
    limits = policy.deadlines.model_copy(update={"papers_out": Limit(days=10, clause="6")})
    edited = {"MASE": policy.model_copy(update={"deadlines": limits})}
    forum.office = replace(forum.office, policies=edited)
    proclaim(forum, "Tue 2 Feb 2027")
    plan_meetings(forum)
    assert forum.step(StepKind.PAPERS_OUT, FEBRUARY).deadline == day("Mon 1 Feb 2027")


def test_a_register_from_before_days_off_were_kept_takes_them_as_they_are(forum: Forum) -> None:
    with forum.office.register.transaction("test") as tx:
        tx.session.execute(update(GroupRow).values(calendar=None))
    before = dates(forum)
    plan_meetings(forum)
    proclaim(forum, "Tue 2 Feb 2027")
    plan_meetings(forum)
    assert dates(forum) != before


def test_meetings_planned_by_a_version_that_asked_authors_after_the_agenda_have_them_asked_before_it(
    forum: Forum,
) -> None:
    planned = dates(forum)
    of_papers = update(StepRow).where(StepRow.kind == StepKind.PAPERS_COLLECTED)
    with forum.office.register.transaction("test") as tx:
        tx.session.execute(of_papers.values(opens=None))
        tx.session.execute(update(GroupRow).values(calendar=None))
    plan_meetings(forum)
    assert dates(forum) == planned
    assert planned[StepKind.PAPERS_COLLECTED][0] == day("Fri 15 Jan 2027")


def test_the_unit_is_asked_once_about_a_meeting_on_a_new_day_off(forum: Forum) -> None:
    proclaim(forum, "Tue 9 Feb 2027")
    plan_meetings(forum)
    plan_meetings(forum)
    do(write_desk_letters, forum.office, [forum.group])
    (letter,) = forum.letters("desk", to=UNIT)
    assert "Say whether the group meets on a day off for 9 February." in " ".join(letter.text.split())
    assert "Reply ALLOW to meet all the same" in " ".join(letter.text.split())
    forum.answer(QuestionKind.MEET_ON_DAY_OFF, Word.ALLOW, UNIT)
    plan_meetings(forum)
    assert [question.answer for question in forum.questions(QuestionKind.MEET_ON_DAY_OFF)] == [Word.ALLOW]
    assert forum.meeting(FEBRUARY).date == day("Tue 9 Feb 2027")


def test_moving_the_meeting_answers_the_question(forum: Forum) -> None:
    proclaim(forum, "Tue 9 Feb 2027")
    plan_meetings(forum)
    do(move_meeting, forum.office, FEBRUARY, day("Wed 10 Feb 2027"), reason="A bank holiday")
    plan_meetings(forum)
    (question,) = forum.questions(QuestionKind.MEET_ON_DAY_OFF)
    assert question.withdrawn == forum.today
