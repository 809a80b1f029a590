"""A message that answers no letter: who comes, details, items and a workbook are taken, no more."""

from __future__ import annotations

import pytest

from forum.agenda import Purpose
from forum.concerns.kinds import ConcernKind
from forum.inbox.answered_letter import AnsweredLetter, FileReceived, ReceivedReply
from forum.inbox.mailbox_items import FileKind
from forum.inbox.reading.reply import read_fresh
from forum.inbox.reading.reply_text import TooLong
from forum.inbox.sayings import (
    Apologies,
    Coming,
    ConcernRaised,
    DeputyNamed,
    DetailsCorrected,
    DetailsRight,
    FileSent,
    ForTheUnit,
    ItemProposed,
    Saying,
    Undo,
)
from tests.forum.inbox.reading.letters import NEXT, TODAY

NO_LETTER = AnsweredLetter("recorded", meeting=NEXT)


def sayings(text: str, *files: str) -> tuple[Saying, ...]:
    came = tuple(FileReceived(id=name, name=name) for name in files)
    reading = read_fresh(NO_LETTER, ReceivedReply(on=TODAY, text=text, files=came))
    assert reading.not_understood == ()
    return reading.sayings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sorry, I can't come on 9 February", Apologies()),
        ("Sorry, I can't come tomorrow", ForTheUnit("Sorry, I can't come tomorrow")),
        ("I'll be there", Coming()),
        ("Team Manager will come in my place", ForTheUnit("Team Manager will come in my place")),
        ("Deputy: Jo Field, Team Manager", DeputyNamed("Jo Field", "Team Manager")),
        ("Phone: 03000 000111\nThank you", DetailsCorrected("", phone="03000 000111")),
        ("Details right", DetailsRight()),
        (
            "ITEM: Night buses, for information, 10 minutes",
            ItemProposed("Night buses", Purpose.INFORMATION, 10),
        ),
        ("An item on night buses would be good", ForTheUnit("An item on night buses would be good")),
        ("AGREE BOTH\nnow", ForTheUnit("AGREE BOTH\nnow")),
        ("I might come", ForTheUnit("I might come")),
        ("WRONG", Undo("")),
        ("Wrong, I can come", Undo("I can come")),
        ("WRONG it should be next week", Undo("it should be next week")),
        ("She is unable to attend", ForTheUnit("She is unable to attend")),
    ],
)
def test_what_is_plain_without_a_letter_is_taken(text: str, said: Saying) -> None:
    assert sayings(text) == (said,)


@pytest.mark.parametrize("text", ["", "Thank you", "Many thanks\nHead of Service"])
def test_a_courtesy_says_nothing(text: str) -> None:
    assert sayings(text) == sayings(text, "logo.png") == ()


def test_a_workbook_is_the_members() -> None:
    assert sayings("Here is\nthe list", "Members.xlsx") == (FileSent(FileKind.MEMBERS, "Members.xlsx"),)


def test_any_other_file_is_for_the_unit_with_what_is_written_beside_it() -> None:
    assert sayings("", "scan.pdf") == (ForTheUnit(""),)
    assert sayings("I can't come", "scan.pdf") == (ForTheUnit("I can't come"),)


def test_a_file_beside_a_courtesy_or_somebodys_details_is_not_lost() -> None:
    workbook, phone = FileSent(FileKind.MEMBERS, "Members.xlsx"), DetailsCorrected("", phone="03000 000111")
    assert sayings("Thank you", "Members.xlsx") == (workbook,)
    assert sayings("Thank you", "scan.pdf") == (ForTheUnit("Thank you"),)
    assert sayings("Phone: 03000 000111", "Members.xlsx") == (phone, workbook)
    assert sayings("Phone: 03000 000111", "scan.pdf") == (phone, ForTheUnit("Phone: 03000 000111"))


def test_it_is_confirmed_without_a_day() -> None:
    assert Apologies().in_words(AnsweredLetter("")) == "You send apologies for the meeting."
    assert Coming().in_words(AnsweredLetter("")) == "You come to the meeting."


def test_of_what_is_too_long_nothing_is_taken() -> None:
    with pytest.raises(TooLong) as refused:
        sayings("I can't come\n" + "word " * 10_000)
    assert refused.value.sentence == (
        "It is longer than any reply that we read, so nothing of it is recorded: open it in the mailbox."
    )


PASSED_ON = """Please see below, what should we do?

From: Jo Field <jo@school.example>
Sent: 02 February 2027 09:10
To: Head of Practice
Subject: can you help

A child told me today that she is being driven to a hotel by two men.
"""
A_LETTER_OF_OURS = PASSED_ON + "\nWorried about a child? Ring 03000 000001.\n"
BELOW = (
    "\nFrom: Secretariat\nSent: 1 February 2027\nSubject: MASE\n\nWorried about a child? Ring 03000 000001.\n"
)


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        (PASSED_ON, True),
        (PASSED_ON.partition("\n\n")[2], True),  # without a word of one's own
        ("---------- Forwarded message ---------\n" + PASSED_ON.partition("\n\n")[2], True),
        (PASSED_ON.replace("\n", "\n> ").replace("> From", "From"), True),
        (A_LETTER_OF_OURS, False),
        (PASSED_ON + BELOW, True),  # in answer to a letter of ours
        (PASSED_ON.partition("A child")[0] + "The hotel is booked for two.", False),
    ],
)
def test_a_worry_in_a_mail_that_is_passed_on_is_heard(text: str, is_heard: bool) -> None:
    reading = read_fresh(NO_LETTER, ReceivedReply(on=TODAY, text=text, subject="FW: can you help"))
    raised = [saying for saying in reading.sayings if isinstance(saying, ConcernRaised)]
    assert [ConcernKind.WORRY in saying.kinds for saying in raised] == [True] * is_heard
