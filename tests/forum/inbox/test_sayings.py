"""Every saying is whole: a reader finds it in a reply, its act says who may say it, words confirm it."""

from __future__ import annotations

import re

import pytest

from forum.inbox.answered_letter import FileReceived, ReceivedReply
from forum.inbox.reading.reply import read
from forum.inbox.sayings import (
    ActionReported,
    AgreementReturned,
    Answered,
    Apologies,
    Coming,
    ConcernRaised,
    Correction,
    CorrectionsFile,
    DeputyNamed,
    DetailsCorrected,
    DetailsRight,
    FileSent,
    ForTheUnit,
    ItemProposed,
    LineReported,
    LinesSent,
    NoCorrections,
    NoItems,
    NotesDenied,
    Ordered,
    PackArranged,
    PaperSent,
    ResearchAsked,
    Saying,
    Undo,
)
from forum.inbox.who_may_say import ACTS
from tests.forum.inbox.reading.letters import LETTERS, TODAY

# The letter that is answered, what is written, and the name of the file that comes with it.
EXAMPLES: dict[type[Saying], tuple[str, str, str]] = {
    Answered: ("chair: agenda", "AGREE AGENDA", ""),
    ActionReported: ("actions: one", "DONE", ""),
    LineReported: ("actions: a line", "P2.3 AMBER, the venue is late", ""),
    LinesSent: ("actions: a line", "Please find attached", "lines.xlsx"),
    Coming: ("papers", "I will be there", ""),
    Apologies: ("papers", "APOLOGIES", ""),
    DeputyNamed: ("papers", "DEPUTY: Jo Field", ""),
    ItemProposed: ("after the meeting", "ITEM: Return interviews, for discussion, 10 minutes", ""),
    ResearchAsked: (
        "after the meeting",
        "RESEARCH: What works to train hotel staff? FOR whether to fund it BY 13 April",
        "",
    ),
    NoItems: ("after the meeting", "Nothing from me", ""),
    PaperSent: ("paper: 6", "Here is my paper", "item 6.docx"),
    PackArranged: ("pack", "DROP 7", ""),
    FileSent: ("record", "Attached", "record.xlsx"),
    Correction: ("minutes", "Page 2: it was Kent Police who agreed", ""),
    CorrectionsFile: ("minutes", "My corrections are attached", "minutes.docx"),
    NoCorrections: ("minutes", "NO CORRECTIONS", ""),
    DetailsRight: ("details", "DETAILS RIGHT", ""),
    DetailsCorrected: ("details", "Job title: Head of Service", ""),
    AgreementReturned: ("welcome", "Signed and attached", "agreement.pdf"),
    Ordered: ("desk", "HOLD EVERYTHING", ""),
    Undo: ("chair: agenda", "WRONG", ""),
    NotesDenied: ("chair: notes", "WRONG 1", ""),
    ConcernRaised: ("after the meeting", "A child told me last night that he hits her. What do I do?", ""),
    ForTheUnit: ("attendance", "I was ill, and will explain when we meet.", ""),
}


def example(kind: type[Saying]) -> Saying:
    letter, text, file = EXAMPLES[kind]
    files = (FileReceived(id=file, name=file),) if file else ()
    found = read(LETTERS[letter], ReceivedReply(on=TODAY, text=text, files=files)).sayings
    return next(one for one in found if type(one) is kind)


@pytest.mark.parametrize("kind", Saying.__subclasses__())
def test_each_saying_is_read_from_a_reply_and_confirmed_in_a_sentence(
    kind: type[Saying],
) -> None:
    saying = example(kind)
    assert ACTS[saying.act].may
    assert re.match(r"[A-Z].*[.]$", saying.in_words(LETTERS[EXAMPLES[kind][0]]))


@pytest.mark.parametrize("kind", Saying.__subclasses__())
def test_a_saying_needs_a_hand_where_its_words_promise_that_of_the_unit(kind: type[Saying]) -> None:
    saying = example(kind)
    assert saying.needs_a_hand == ("Business Unit" in saying.in_words(LETTERS[EXAMPLES[kind][0]]))
