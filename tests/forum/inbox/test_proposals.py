"""What is proposed where a reply was not understood; nothing of it is recorded before its writer's YES."""

from __future__ import annotations

import pytest

from forum.inbox.answered_letter import ReceivedReply
from forum.inbox.reading.reply import read
from tests.forum.inbox.reading.letters import LETTERS, TODAY
from tests.forum.inbox.reading.what_people_write import AGENDA_AGREED, MINUTES_AGREED


def proposed(letter: str, text: str) -> list[str]:
    """What is proposed for a reply of which nothing is recorded, a sentence each."""
    reading = read(LETTERS[letter], ReceivedReply(on=TODAY, text=text))
    assert not reading.sayings
    assert reading.not_understood or not reading.proposed
    return [saying.in_words(LETTERS[letter]) for saying in reading.proposed]


@pytest.mark.parametrize(
    ("letter", "text", "says"),
    [
        ("chair: agenda", "OK", AGENDA_AGREED),
        ("chair: agenda", "Okay from me", AGENDA_AGREED),
        ("chair: agenda", "👍", AGENDA_AGREED),
        ("chair: minutes", "No comments", MINUTES_AGREED),
        ("chair: minutes", "No comments from me.", MINUTES_AGREED),
    ],
)
def test_what_has_one_likely_meaning_is_proposed(letter: str, text: str, says: str) -> None:
    assert proposed(letter, text) == [says]


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("chair: agenda", "ok?"),
        ("chair: agenda", "ok if you are"),
        ("chair: agenda", "not ok"),
        ("chair: agenda, minutes", "OK"),
        ("chair: notice", "👍"),
        ("pack", "ok"),
    ],
)
def test_nothing_is_proposed_beside_a_question_a_condition_or_a_denial(letter: str, text: str) -> None:
    assert proposed(letter, text) == []


@pytest.mark.parametrize(
    "qualified",
    [
        "can we",
        "Please, is this",
        "thanks, and what about this",
        "but",
        "isn't",
        "cant",
        "never",
        "once it is",
        "maybe",
        "subject to that",
        "ok\ndoes it",
        "who",
    ],
)
def test_a_likely_word_with_more_beside_it_is_not_proposed(qualified: str) -> None:
    assert proposed("chair: agenda", f"OK. {qualified}") == []
