"""Replies as people write them, and what is understood of each."""

from __future__ import annotations

import pytest

from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.reading.reply import read
from forum.inbox.sayings import ForTheUnit
from tests.forum.inbox.reading.letters import NEWER, NEXT, TODAY, understood
from tests.forum.inbox.reading.what_people_write import (
    AGENDA_AGREED,
    CORRECTION,
    DONE,
    EVERYTHING,
    FOR_THE_UNIT,
    MORE_THAN_THE_WORD,
    NOT_ALLOWED,
    VERBAL_6,
)

CORRECTIONS_FILE = "Your file is with the Business Unit, which opens it and reads your corrections there."


@pytest.mark.parametrize(("letter", "text", "says"), EVERYTHING)
def test_a_reply_is_understood_as_it_is_meant_or_asked_back(
    letter: str, text: str, says: tuple[str, ...]
) -> None:
    assert understood(letter, text) == list(says)


@pytest.mark.parametrize(
    ("letter", "text", "files", "says"),
    [
        ("paper: 6", "Paper attached", ("training.docx",), ("The paper for item 6 has come.",)),
        ("paper: 6", "", ("Report.PDF", "image001.png"), ("The paper for item 6 has come.",)),
        ("paper: 6", "Please find attached my final paper for item 6.", ("a.docx",),
         ("The paper for item 6 has come.",)),
        # What is said beside a paper is read by the unit.
        ("paper: 6", "Attached, not for the districts please", ("a.docx",),
         ("The paper for item 6 has come.", "Your message is with the Business Unit.")),
        ("paper: 6", "Restricted: core members only", ("a.docx",),
         ("The paper for item 6 has come.", "Your message is with the Business Unit.")),
        ("paper: 6", "RESTRICTED", ("a.docx",), ("The paper for item 6 has come.",)),
        ("paper: 6", "Attached. Is that in time?", ("a.docx",),
         ("The paper for item 6 has come.", "Your message is with the Business Unit.")),
        ("paper: 6", "", ("a.docx", "b.docx"), ("? It is not plain for which item your 2 files are meant.",)),
        ("paper: 6", "", ("winmail.dat",),
         ("? Your paper came as “winmail.dat”, which only some mail systems can open.",)),
        ("paper: 6", "VERBAL", ("a.docx",), ("? There is a file, and yet you say that no paper comes.",)),
        ("paper: 6", "A draft, final to follow", ("a.docx",), ("? Your paper seems not to be final.",)),
        ("paper: 6, 9", "", ("Item 6.docx", "agenda item_9 calendar.pdf"),
         ("The paper for item 6 has come.", "The paper for item 9 has come.")),
        ("paper: 6, 9", "9 attached", ("calendar.pdf",), ("The paper for item 9 has come.",)),
        ("paper: 6, 9", "6 VERBAL", ("item 9.pdf",), ("The paper for item 9 has come.", VERBAL_6)),
        ("paper: 6, 9", "", ("calendar.pdf",), ("? It is not plain for which item your file is meant.",)),
        ("paper: 9, March", "", ("In depth- Staff and what stands in their way v2.docx",),
         ("The paper for 9 March has come.",)),
        ("paper: 9, March", "", ("item 9.pdf", "in_depth_staff_and_what_stands_in_their_way.pdf"),
         ("The paper for item 9 has come.", "The paper for 9 March has come.")),
        ("paper: 9, March", "", ("9 March.docx",),
         ("? It is not plain for which item your file is meant.",)),
        ("paper: March, April", "", ("review of the terms of reference.pdf",),
         ("The paper for 13 April has come.",)),
        ("paper: March, April", "", ("review.pdf",),
         ("? It is not plain for which item your file is meant.",)),
        ("record", "All filled in", ("record.xlsx", "logo.gif"), ("The record has come for 9 February.",)),
        ("record", "", ("record.docx",),
         ("? The file that came with your reply is not the record workbook.",)),
        ("draft minutes", "", ("minutes.docx",), ("The draft of the minutes has come for 12 January.",)),
        ("draft minutes", "Attached", (), ("? There was no draft of the minutes with your reply.",)),
        ("actions: two", "03 DONE, note attached", ("note.pdf",), (DONE, FOR_THE_UNIT)),
        ("chair: agenda", "AGREE", ("agenda with my changes.docx",),
         ("? There is a file with your reply, which may hold changes; nothing is agreed with a condition.",)),
        ("papers", "", ("../../x.docx",), (FOR_THE_UNIT,)),
        ("details", "", ("scan.pdf",), (FOR_THE_UNIT,)),
        ("details", "Many thanks", ("scan.pdf",), (FOR_THE_UNIT,)),
        ("minutes", "", ("minutes with my changes.docx",), (CORRECTIONS_FILE,)),
        ("minutes", "Item 5 is wrong, see attached", ("minutes.docx",), (CORRECTION, CORRECTIONS_FILE)),
        ("minutes", "03 DONE, note attached", ("note.pdf",), (DONE, FOR_THE_UNIT)),
    ],
)  # fmt: skip
def test_a_file_is_taken_for_what_was_asked_or_asked_back(
    letter: str, text: str, files: tuple[str, ...], says: tuple[str, ...]
) -> None:
    assert understood(letter, text, *files) == list(says)


@pytest.mark.parametrize(
    ("letter", "button", "text", "says"),
    [
        ("chair: agenda", "AGREE AGENDA", "", (AGENDA_AGREED,)),
        ("chair: late paper", "NO", "", (NOT_ALLOWED,)),
        ("chair: quorum", "NOT QUORATE", "", ("The quorum of 12 January is ruled not to have been there.",)),
        ("chair: agenda", "AGREE AGENDA", "if item 5 goes first", (MORE_THAN_THE_WORD,)),
        ("chair: late paper", "ALLOW", "if it is short", (MORE_THAN_THE_WORD,)),
    ],
)
def test_a_button_counts_as_the_word_on_it(
    letter: str, button: str, text: str, says: tuple[str, ...]
) -> None:
    assert understood(letter, text, vote=button) == list(says)


def test_who_speaks_of_somebody_else_without_a_name_is_asked_back() -> None:
    text = "The Detective Superintendent is unable to attend and sends apologies."
    assert understood("papers", text) == ["? It is not plain whether you come."]


def test_words_to_an_author_whose_paper_is_no_longer_asked_for_are_the_units() -> None:
    letter = AnsweredLetter("paper_author", meeting=NEXT)
    reading = read(letter, ReceivedReply(on=TODAY, text="It comes on Friday\nwith a map"))
    assert reading.sayings == (ForTheUnit("It comes on Friday\nwith a map"),)


@pytest.mark.parametrize(
    "letter",
    [AnsweredLetter("actions"), AnsweredLetter("papers", actions=(NEWER,), meeting=NEXT)],
    ids=["the action is gone", "another letter with an action"],
)
def test_words_on_no_action_are_the_units(letter: AnsweredLetter) -> None:
    reading = read(letter, ReceivedReply(on=TODAY, text="The lift is out of order again"))
    assert reading.sayings == (ForTheUnit("The lift is out of order again"),)
