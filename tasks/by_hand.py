"""The duties that an operator does by a run form, one at a time: each returns in a sentence what was done, or
refuses in one. Parameters are ids, codes, dates and choices.

What makes a function a run form: a flow that an operator starts with what they filled in.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from prefect import Flow, State, flow
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from forum.outbox.states import Mode
from forum.questions.reasons import (
    CHANNELS,
    AgainReason,
    CancelReason,
    GivenAnswer,
    GivenBy,
    HoldReason,
    MoveReason,
    ReleaseReason,
    ResumeReason,
)
from forum.questions.reasons import AnswerReason as Reason
from forum.questions.words import Reply
from forum.text.problem import Problem, Refusal, refusing
from forum.text.wording import clock_time, count, full_date
from tasks.calendar_flow import PREFECTS_FOLDER
from tasks.day import WorkingDay
from tasks.duties.answers import record_answer as answering
from tasks.duties.base.names import person_called
from tasks.duties.base.office import unit_of_work
from tasks.duties.meetings import plan_move_cancel as meetings
from tasks.duties.outbox import decisions as holding
from tasks.duties.outbox import decisions as sending_again
from tasks.duties.papers import send_packs as packs
from tasks.duties.questions.open_questions import facts_of
from tasks.failing import NOTHING_CHANGED, failing_in_words
from tasks.register.outbox import settled_by_id
from tasks.register.questions import open_question_by_id
from tasks.unforeseen import Given

Form = Callable[Given, Coroutine[Any, Any, str]]


def run_form(
    name: str, run_name: str
) -> Callable[[Form[Given]], Flow[Given, Coroutine[Any, Any, State[None]]]]:
    """Make a function a run form. What it returns says what was done; a Problem, what was wrong and what to
    do."""

    def name_of_run() -> str:
        return run_name.format_map(defaultdict(lambda: "nothing filled in", flow_run.parameters))

    def as_flow(form: Form[Given]) -> Flow[Given, Coroutine[Any, Any, State[None]]]:
        made = flow(
            name=name,
            flow_run_name=name_of_run,
            validate_parameters=False,
            persist_result=False,
            result_storage=PREFECTS_FOLDER,
        )
        return made(failing_in_words(_ending_in_words(form)))

    return as_flow


def _ending_in_words(form: Form[Given]) -> Callable[Given, Coroutine[Any, Any, State[None]]]:
    @wraps(form)
    async def ended(*args: Given.args, **choices: Given.kwargs) -> State[None]:
        try:
            return Completed(message=await form(*args, **choices))
        except Refusal:
            raise
        except Problem as problem:
            apart = "\n" if problem.faults else " "  # each fault has a line of its own
            return Failed(message=f"{problem}{apart}{NOTHING_CHANGED}")

    return ended


@refusing()
def record_answer(
    day: WorkingDay,
    question: str,
    answer: GivenAnswer,
    given_by: GivenBy,
    given_on: dt.date,
    reason: Reason,
) -> str:
    with day.office.register.reading() as session:
        row = open_question_by_id(session, question)
        asked = row.of_id
        if given_by is not GivenBy.ASKED:
            asked = person_called(session, row.group_id, given_by, day.as_of)
        phrase = facts_of(day.office, session, row).phrase
    with unit_of_work(day.office, day.by) as work:
        answering.answer(
            work, row.id, Reply(answer.word), by=asked, channel=CHANNELS[reason], on=given_on, reason=reason
        )
    return f"On record: {answer}, the answer to “{phrase}”."


@refusing()
def move_meeting(day: WorkingDay, meeting: str, new_day: dt.date, reason: MoveReason) -> str:
    with unit_of_work(day.office, day.by) as work:
        reference, when = meetings.move_meeting(work, meeting, new_day, reason=reason)
    return f"{reference} is now on {full_date(when)}, {clock_time(when.time())}; the members are told."


@refusing()
def cancel_meeting(day: WorkingDay, meeting: str, reason: CancelReason) -> str:
    with unit_of_work(day.office, day.by) as work:
        meetings.cancel_meeting(work, meeting, reason=reason)
    return f"{meeting} is cancelled; the members are told."


@refusing()
def release_pack(day: WorkingDay, meeting: str, reason: ReleaseReason) -> str:
    letters = packs.release_pack(day.office, meeting, day.by, reason=reason)
    return f"{meeting}: the pack is released, {count(letters, 'letter')} queued."


@refusing()
def hold_everything(day: WorkingDay, reason: HoldReason) -> str:
    with unit_of_work(day.office, day.by) as work:
        holding.hold_everything(work, reason=reason)
    return "Everything is held: letters and invitations wait until the hold is lifted (desk-lift-hold)."


@refusing()
def lift_hold(day: WorkingDay, reason: ResumeReason) -> str:
    with unit_of_work(day.office, day.by) as work:
        holding.resume(work, reason=reason)
    if day.rules.mode is Mode.HOLD:
        return "The hold is lifted: what waits leaves once MASE_MODE says redirect or live."
    return "The hold is lifted: what waits leaves with the next run of deliver-mail."


@refusing()
def send_again(day: WorkingDay, letter: str, reason: AgainReason) -> str:
    with day.office.register.reading() as session:
        found = settled_by_id(session, letter).id
    with unit_of_work(day.office, day.by) as work:
        anew = sending_again.send_again(work, found, reason=reason)
    return f"Letter {str(found)[:8]} goes again, as letter {str(anew)[:8]}."
