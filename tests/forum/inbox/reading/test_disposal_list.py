"""A reviewer's reply with the list of records is taken, unless words beside it may change what it says."""

from __future__ import annotations

import pytest

from forum.inbox.answered_letter import AnsweredLetter, FileReceived, ReceivedReply
from forum.inbox.mailbox_items import FileKind
from forum.inbox.reading.reply import read
from forum.inbox.sayings import FileSent, ForTheUnit
from tests.forum.inbox.reading.letters import TODAY

LIST = FileReceived("1", "list.xlsx")


@pytest.mark.parametrize(
    ("text", "saying"),
    [
        ("", FileSent(FileKind.DISPOSAL, "1")),
        ("Please find attached.", FileSent(FileKind.DISPOSAL, "1")),
        ("Thanks", FileSent(FileKind.DISPOSAL, "1")),
        ("KEEP 3, DESTROY the rest", ForTheUnit("KEEP 3, DESTROY the rest")),
    ],
)
def test_the_list_that_comes_back_is_taken_or_with_the_unit(text: str, saying: FileSent | ForTheUnit) -> None:
    reading = read(AnsweredLetter("disposal_list"), ReceivedReply(on=TODAY, text=text, files=(LIST,)))
    assert reading.sayings == (saying,)
    assert (reading.not_understood, reading.proposed) == ((), ())
