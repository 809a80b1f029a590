"""What a question is called in the words that confirm its answer."""

from __future__ import annotations

from uuid import UUID

import pytest

from forum.inbox.answered_letter import AskedQuestion
from forum.questions.kinds import QuestionKind
from tests.english import day


@pytest.mark.parametrize(("number", "matter"), [("6", "the paper for item 6"), ("", "the paper for 9 March")])
def test_a_paper_is_called_by_its_item_and_before_the_agenda_is_drafted_by_its_meeting(
    number: str, matter: str
) -> None:
    asked = AskedQuestion(UUID(int=1), QuestionKind.PROVIDE_PAPER, number, day("Tue 9 Mar 2027"))
    assert asked.matter == matter
