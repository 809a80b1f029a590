"""A reviewer's reply with the list of records is for the unit to open, whatever stands beside it."""

from __future__ import annotations

import pytest

from forum.inbox.answered_letter import AnsweredLetter, FileReceived, ReceivedReply
from forum.inbox.reading.reply import read
from forum.inbox.sayings import ForTheUnit
from tests.forum.inbox.reading.letters import TODAY


@pytest.mark.parametrize("text", ["", "Please find attached.", "Thanks, done.", "KEEP 3, DESTROY the rest"])
def test_the_list_that_comes_back_is_with_the_unit(text: str) -> None:
    reply = ReceivedReply(on=TODAY, text=text, files=(FileReceived("1", "list.xlsx"),))
    reading = read(AnsweredLetter("disposal_list"), reply)
    assert [type(saying) for saying in reading.sayings] == [ForTheUnit]
    assert (reading.not_understood, reading.proposed) == ((), ())
