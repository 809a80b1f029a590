"""What a board's secretary and a researcher say in their own words: only an answer is taken for one."""

from __future__ import annotations

from uuid import uuid4

import pytest

from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion, ReceivedReply
from forum.inbox.reading.boards import read_outcome
from forum.inbox.reading.reply import read
from forum.inbox.sayings import Answered, ForTheUnit
from forum.questions.kinds import QuestionKind
from tests.forum.inbox.reading.letters import TODAY, asked

BOARD = AskedQuestion(uuid4(), QuestionKind.TELL_OUTCOME, "KSCB-BG")


@pytest.mark.parametrize(
    "text",
    [
        "Noted.",
        "1 agreed, 2 refused",
        "The Board agreed both. I will send the minutes next week.",
        "Not discussed, deferred to June",
        "ASK: figures for Medway by June",
        "Agreed. Can the group please come back in June with figures?",
        "The Board had no comment.",
    ],
)
def test_what_a_board_decided_is_taken_as_it_stands(text: str) -> None:
    (saying,) = read_outcome([text], [BOARD]).sayings
    assert isinstance(saying, Answered)
    assert saying.reply.text == text


@pytest.mark.parametrize(
    "text",
    [
        "I will let you know once the minutes are agreed.",
        "Sorry, I was on leave. We'll come back to you next week.",
        "Unfortunately the meeting was cancelled, it is now on 11 March.",
        "The minutes aren't out yet.",
        "The Board has not met yet.",
        "Which report is this about?",
    ],
)
def test_an_answer_that_is_put_off_is_no_answer_of_the_board(text: str) -> None:
    (saying,) = read_outcome([text], [BOARD]).sayings
    assert isinstance(saying, ForTheUnit)


RESEARCH = AnsweredLetter("actions", (asked(QuestionKind.TELL_PROGRESS, "R/2027/01"),))


@pytest.mark.parametrize(
    "text",
    [
        "R/2027/01 I can't do this any more, sorry.",
        "R/2027/01 DONE",
        "R/2027/01: it is finished.",
        "Sorry, we are not able to finish it in time.",
        "R/2027/01: please ask Sam Hill instead",
        "R/2027/01 who has the figures of Medway?",
    ],
)
def test_that_somebody_else_has_to_do_the_research_or_that_it_is_done_is_for_the_unit(text: str) -> None:
    (saying,) = read(RESEARCH, ReceivedReply(on=TODAY, text=text)).sayings
    assert isinstance(saying, ForTheUnit)


@pytest.mark.parametrize(
    "text",
    ["R/2027/01 half of the boards can't answer before May", "Three have answered, it won't take long"],
)
def test_how_research_stands_is_taken_in_any_words(text: str) -> None:
    (saying,) = read(RESEARCH, ReceivedReply(on=TODAY, text=text)).sayings
    assert isinstance(saying, Answered)
