"""Every kind of update of an action is whole: how it is said, what it does, which questions it settles."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from forum.actions.action_log import (
    BY_STATUS,
    BY_WORD,
    UPDATES,
    Action,
    ActionState,
    UpdateKind,
    apply_update,
)
from forum.questions.kinds import ABOUT_AN_ACTION, KINDS, QuestionKind
from forum.text.problem import Problem
from tests.english import day

ON, LATER = day("Mon 25 Jan 2027"), day("Fri 12 Feb 2027")
ACTION = Action(
    id=UUID(int=1),
    reference="MASE/2027-01/03",
    title="Circulate the training calendar",
    owner_id=UUID(int=2),
    due=day("Fri 29 Jan 2027"),
    state=ActionState.OPEN,
    opened_on=day("Tue 12 Jan 2027"),
)
BECOMES = {
    UpdateKind.UPDATE: ActionState.OPEN,
    UpdateKind.DONE: ActionState.REPORTED_DONE,
    UpdateKind.NEW_DATE: ActionState.OPEN,
    UpdateKind.HELP: ActionState.OPEN,
    UpdateKind.DISCHARGED: ActionState.DISCHARGED,
    UpdateKind.RETURNED: ActionState.OPEN,
}


@pytest.mark.parametrize("kind", UpdateKind)
def test_an_update_settles_questions_about_the_action_and_no_others(kind: UpdateKind) -> None:
    assert set(UPDATES[kind].settles)
    assert set(UPDATES[kind].settles) <= set(ABOUT_AN_ACTION)


@pytest.mark.parametrize(("kind", "state"), BECOMES.items())
def test_an_update_is_taken_in_each_state_that_its_row_names(kind: UpdateKind, state: ActionState) -> None:
    taken = [one for one in UPDATES[kind].states if one is not ActionState.DISCHARGED]
    assert taken
    for before in taken:
        now = apply_update(replace(ACTION, state=before), kind, ON, "Said on Monday.", LATER)
        assert (now.last_update, now.state) == (
            "Said on Monday.",
            before if kind is UpdateKind.UPDATE else state,
        )


def test_all_but_a_hand_over_and_help_given_can_be_said_in_the_record_workbook() -> None:
    assert set(BY_STATUS.values()) == set(UpdateKind) - {UpdateKind.HANDED_OVER, UpdateKind.HELPED}


def test_an_owner_can_say_what_answers_the_question_about_an_action() -> None:
    assert set(BY_WORD) == set(KINDS[QuestionKind.UPDATE_ACTION].answers)


def test_an_action_keeps_the_day_on_which_it_was_reported_done_and_discharged() -> None:
    reported = apply_update(ACTION, UpdateKind.DONE, ON)
    discharged = apply_update(reported, UpdateKind.DISCHARGED, LATER)
    assert (discharged.reported_on, discharged.discharged_on) == (ON, LATER)


def test_an_update_without_words_says_what_was_done() -> None:
    assert apply_update(ACTION, UpdateKind.HELP, ON).last_update == "Asked for help."
    reported = replace(ACTION, state=ActionState.REPORTED_DONE, last_update="Sent on Friday.")
    assert apply_update(reported, UpdateKind.DISCHARGED, ON).last_update == "Sent on Friday."
    assert apply_update(reported, UpdateKind.RETURNED, ON).last_update == "Sent back by the Chair."
    with pytest.raises(Problem) as refused:
        apply_update(ACTION, UpdateKind.NEW_DATE, ON)
    assert refused.value.sentence == "MASE/2027-01/03: a new date needs a day; write it as 12 January 2027."
