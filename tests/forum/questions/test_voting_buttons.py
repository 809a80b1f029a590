from __future__ import annotations

import pytest

from forum.inbox.reading.questions import WORDS
from forum.questions.kinds import QuestionKind
from forum.questions.voting_buttons import voting_words
from forum.questions.words import Word
from tasks.duties.answers.record_answer import ANSWERS


@pytest.mark.parametrize(
    ("kind", "buttons"),
    [
        (QuestionKind.AGREE_AGENDA, ("AGREE AGENDA",)),
        (QuestionKind.AGREE_MINUTES, ("AGREE MINUTES",)),
        (QuestionKind.ALLOW_LATE_PAPER, ("ALLOW", "NO")),
        (QuestionKind.WAIVE_NOTICE, ("ALLOW", "NO")),
        (QuestionKind.DISCHARGE_ACTION, ("DISCHARGE", "RETURN")),
        (QuestionKind.SEND_ATTENDANCE_NOTICE, ("SEND", "NO")),
        (QuestionKind.ESCALATE_ACTION, ("SEND", "NO")),
        (QuestionKind.RULE_ON_QUORUM, ("QUORATE", "NOT QUORATE")),
        (QuestionKind.PROVIDE_PAPER, ()),
        (QuestionKind.UPDATE_ACTION, ()),
        (QuestionKind.RELEASE_PACK, ()),
    ],
)
def test_buttons_say_the_words_that_are_typed(kind: QuestionKind, buttons: tuple[str, ...]) -> None:
    assert voting_words(kind) == buttons


@pytest.mark.parametrize("kind", [kind for kind in WORDS if kind in ANSWERS])
def test_a_button_and_a_word_that_is_read_are_answers_that_can_be_recorded(kind: QuestionKind) -> None:
    assert {Word(word) for word in voting_words(kind)} <= WORDS[kind] <= ANSWERS[kind][0]
