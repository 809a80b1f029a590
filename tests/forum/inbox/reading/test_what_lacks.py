"""A link to a file in a cloud is no file: where one is wanted, the file itself is asked for."""

from __future__ import annotations

import pytest

from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.reading.files import LINK
from forum.inbox.reading.reply import read
from tests.forum.inbox.reading.letters import PAPER_6, TODAY


@pytest.mark.parametrize(
    "text",
    [
        "https://drive.google.com/file/d/1",
        "Here it is: https://kent-my.sharepoint.com/:w:/g/personal/x",
        "minutes.docx<https://1drv.ms/w/s!abc>\n\nKind regards\nJo",
    ],
)
@pytest.mark.parametrize("letter", ["minutes_draft", "record_workbook", "report_draft", "disposal_list"])
def test_who_is_asked_for_a_file_is_told_that_a_link_is_none(letter: str, text: str) -> None:
    reading = read(AnsweredLetter(letter), ReceivedReply(TODAY, text))
    assert LINK in [unclear.why for unclear in reading.not_understood]


@pytest.mark.parametrize("text", ["https://drive.google.com/file/d/1", "https://kent.sharepoint.com/:w:/r/a"])
def test_an_author_is_told_so_of_a_link_and_no_word(text: str) -> None:
    reading = read(AnsweredLetter("paper_author", (PAPER_6,)), ReceivedReply(TODAY, text))
    assert [unclear.why for unclear in reading.not_understood] == [LINK]


def test_a_link_in_a_report_on_an_action_is_part_of_it() -> None:
    text = "01 DONE: the plan is at https://kent.sharepoint.com/:w:/r/a"
    reading = read(AnsweredLetter("actions", actions=("MASE/2027-01/01",)), ReceivedReply(TODAY, text))
    assert not reading.not_understood
