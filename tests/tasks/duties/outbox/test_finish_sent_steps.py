"""A step is done when all its letters are sent, or have lapsed because nobody needs them any more."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, update

from forum.calendar.steps import StepKind, StepVerdict
from forum.outbox.states import Cause, State
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.calendar import due_letters
from tasks.duties.minutes.circulate import circulate_minutes
from tasks.duties.outbox.finish_sent_steps import finish_sent_steps, steps_to_finish, with_failed_letters
from tasks.register.tables import DispatchRow, LeaseRow
from tests.english import day
from tests.stages import stage
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import CHAIR, NURSE, Forum


@stage
def minutes_queued(forum: Forum) -> Forum:
    """The minutes of 12 January were agreed and queued on Wednesday 20 January."""
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 20 Jan 2027")
    forum.file_record()
    forum.draft_minutes()
    forum.file_minutes()
    forum.answer(QuestionKind.AGREE_MINUTES, Word.AGREE, CHAIR)
    return forum


def finish(forum: Forum) -> None:
    do(finish_sent_steps, forum.office, [forum.group], day=forum.today)


def test_minutes_out_is_done_on_the_day_its_last_letter_went(minutes_queued: Forum) -> None:
    minutes_queued.settle("minutes", person=NURSE)
    minutes_queued.on("Thu 21 Jan 2027")
    minutes_queued.settle("minutes")
    minutes_queued.on("Fri 22 Jan 2027")
    finish(minutes_queued)
    step = minutes_queued.step(StepKind.MINUTES_OUT)
    assert (step.done, step.verdict) == (day("Thu 21 Jan 2027"), StepVerdict.ON_TIME)


def test_the_steps_of_another_group_are_left_to_its_own_run(minutes_queued: Forum) -> None:
    minutes_queued.settle("minutes")
    do(finish_sent_steps, minutes_queued.office, [], day=minutes_queued.today)
    assert minutes_queued.step(StepKind.MINUTES_OUT).done is None


def test_a_letter_that_lapsed_keeps_no_step_open(minutes_queued: Forum) -> None:
    minutes_queued.settle("minutes", to=State.LAPSED, person=NURSE)
    minutes_queued.settle("minutes")
    finish(minutes_queued)
    assert minutes_queued.step(StepKind.MINUTES_OUT).done == day("Wed 20 Jan 2027")


@pytest.mark.parametrize("state", [State.QUEUED, State.HELD, State.UNKNOWN, State.FAILED, State.REHEARSED])
def test_one_letter_that_did_not_go_keeps_the_step_open(minutes_queued: Forum, state: State) -> None:
    minutes_queued.settle("minutes", to=state, person=NURSE)
    if state is not State.QUEUED:
        minutes_queued.settle("minutes")
    finish(minutes_queued)
    assert minutes_queued.step(StepKind.MINUTES_OUT).done is None
    with minutes_queued.office.register.reading() as session:
        failed = with_failed_letters(session, minutes_queued.today, [minutes_queued.group])
        kinds = [step.kind for step, _ in failed]
    assert kinds == ([StepKind.MINUTES_OUT] if state is State.FAILED else [])


def unsign_in_the_outbox(forum: Forum, *people: str) -> None:
    """The minutes of these people, or of all, wait for them to sign the agreement."""
    with forum.office.register.transaction("test") as tx:
        of_people = [DispatchRow.person_id == forum.person(name) for name in people]
        waiting = update(DispatchRow).where(DispatchRow.letter == "minutes", *of_people)
        tx.session.execute(waiting.values(state=State.HELD, cause=Cause.UNSIGNED))


def test_a_letter_that_waits_for_its_reader_s_signature_keeps_no_step_open(minutes_queued: Forum) -> None:
    unsign_in_the_outbox(minutes_queued, NURSE)
    minutes_queued.settle("minutes")
    finish(minutes_queued)
    assert minutes_queued.step(StepKind.MINUTES_OUT).done == day("Wed 20 Jan 2027")


def test_where_all_wait_for_signatures_nothing_is_out(minutes_queued: Forum) -> None:
    unsign_in_the_outbox(minutes_queued)
    finish(minutes_queued)
    assert minutes_queued.step(StepKind.MINUTES_OUT).done is None


def forget(forum: Forum) -> None:
    """A backup of before the minutes went is restored, and a person explains what Sent Items have."""
    with forum.office.register.transaction("test") as tx:
        of_minutes = DispatchRow.letter == "minutes"
        keys = list(tx.session.scalars(select(DispatchRow.key).where(of_minutes)))
        tx.session.execute(update(DispatchRow).where(of_minutes).values(state=State.LAPSED, sent_at=None))
        tx.session.add(LeaseRow(mailbox="mase@unit.example", holder="", epoch=1, beats=0, explained=keys))


def find_in_sent_items(forum: Forum, day: dt.date) -> None:
    with forum.office.register.transaction("test") as tx:
        sent_at = dt.datetime.combine(day, dt.time(9))
        found = update(DispatchRow).where(DispatchRow.letter == "minutes")
        tx.session.execute(found.values(state=State.SENT, sent_at=sent_at))


def is_due(forum: Forum) -> bool:
    with forum.office.register.reading() as session:
        return bool(steps_to_finish(session, forum.today))


def test_minutes_that_were_dated_by_the_run_after_a_restore_are_out_on_the_day_they_went(
    minutes_queued: Forum,
) -> None:
    forget(minutes_queued)
    minutes_queued.on("Thu 28 Jan 2027")
    finish(minutes_queued)
    step = minutes_queued.step(StepKind.MINUTES_OUT)
    assert (step.done, step.verdict) == (day("Thu 28 Jan 2027"), StepVerdict.LATE)
    find_in_sent_items(minutes_queued, day("Wed 20 Jan 2027"))
    minutes_queued.on("Fri 29 Jan 2027")
    assert is_due(minutes_queued)
    finish(minutes_queued)
    step = minutes_queued.step(StepKind.MINUTES_OUT)
    assert (step.done, step.verdict) == (day("Wed 20 Jan 2027"), StepVerdict.ON_TIME)
    assert not is_due(minutes_queued)


def test_an_action_log_sent_on_the_deadline_does_not_stand_for_the_minutes(forum: Forum) -> None:
    forum.on("Tue 29 Dec 2026")
    forum.draft_agenda()
    forum.on("Wed 13 Jan 2027")
    forum.file_record()
    forum.draft_minutes()
    forum.on("Tue 26 Jan 2027")
    do(circulate_minutes, forum.office, forum.meeting().id, day=forum.today)
    forum.settle("minutes")
    finish(forum)
    assert forum.step(StepKind.MINUTES_OUT).done is None


def test_a_step_whose_letters_went_before_a_crash_is_finished_on_the_next_run(minutes_queued: Forum) -> None:
    minutes_queued.settle("minutes")
    minutes_queued.settle("minutes_draft", "chair")
    assert minutes_queued.is_due(due_letters.groups_with_mail)
    finish(minutes_queued)
    assert not minutes_queued.is_due(due_letters.groups_with_mail)


def test_no_mail_goes_at_night_or_on_a_sunday(minutes_queued: Forum) -> None:
    assert minutes_queued.is_due(due_letters.groups_with_mail)
    minutes_queued.clock.at = dt.datetime(2027, 1, 20, 22, 0)
    assert not minutes_queued.is_due(due_letters.groups_with_mail)
    minutes_queued.on("Sun 24 Jan 2027")
    assert not minutes_queued.is_due(due_letters.groups_with_mail)
