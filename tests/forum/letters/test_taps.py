"""The code of a letter in a reply that its links open, and the links."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.reading.reply import read
from forum.letters.taps import ALPHABET, LENGTH, ReplyCode, reply_code, reply_code_in, short_code, taps
from tests.forum.inbox.reading.letters import (
    AGENDA,
    DISCHARGE,
    LATE,
    LETTERS,
    NEWER,
    NEXT,
    OFFERED,
    OLDER,
    PAPER_6,
    PAPER_9,
    TODAY,
)
from tests.taps import Opened, opened


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("Re: MASE-7K3Q9P", ReplyCode("7K3Q9P")),
        ("Re: MASE-7K3Q9P-2", ReplyCode("7K3Q9P", "2")),
        ("RE: [EXTERNAL] Re: MASE-7K3Q9P-2", ReplyCode("7K3Q9P", "2")),
        ("AW: mase-7k3q9p-q4m2xa [SEC=OFFICIAL]", ReplyCode("7K3Q9P", "Q4M2XA")),
        ("Re: MASE-7K3Q9P-2027-01b/03", ReplyCode("7K3Q9P", "2027-01B/03")),
        ("OFFICIAL-SENSITIVE: Re: CSEGROUP2-000000-12, thanks", ReplyCode("000000", "12")),
        ("Re: MASE papers, Tue 9 Feb, 10am", None),
        ("Re: MASE-7K3Q9", None),
        ("Re: MASE-7K3Q9PX", None),
        ("Re: MASE-7K3Q9P-2027-01", None),
        ("Re: 7K3Q9P-2", None),
        ("MASE-2027-01 minutes", None),
        ("Trust-wide COVID-UPDATE", None),
        ("", None),
    ],
)
def test_a_subject_has_the_code_of_a_letter_and_of_a_question_or_none(
    subject: str, code: ReplyCode | None
) -> None:
    assert reply_code_in(subject) == code


def test_a_code_is_always_that_of_its_key_and_has_no_letter_that_is_misread() -> None:
    assert reply_code("MASE", "a/b/chair/once/c") == reply_code("MASE", "a/b/chair/once/c")
    codes = {short_code(f"group/subject/letter/{number}/person") for number in range(5_000)}
    assert len(codes) == 5_000
    assert {len(code) for code in codes} == {LENGTH}
    assert set("".join(codes)) == set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_a_link_opens_a_reply_to_us_with_code_and_word() -> None:
    offers = {"": ("AGREE BOTH",), "2": ("No & never", "Zoë O’Neill + 1"), "2027-01/03": ("A/B",)}
    links = taps(offers, "MASE-7K3Q9P", "a+b@unit.example")
    assert [opened(link.link) for about in links.values() for link in about] == [
        Opened("a%2Bb@unit.example", "Re: MASE-7K3Q9P AGREE BOTH", "AGREE BOTH"),
        Opened("a%2Bb@unit.example", "Re: MASE-7K3Q9P-2", "No & never"),
        Opened("a%2Bb@unit.example", "Re: MASE-7K3Q9P-2", "Zoë O’Neill + 1"),
        Opened("a%2Bb@unit.example", "Re: MASE-7K3Q9P-2027-01/03 A/B", "A/B"),
    ]
    assert [tap.word for tap in links["2"]] == ["No & never", "Zoë O’Neill + 1"]
    written = "".join(link.link for about in links.values() for link in about)
    assert written.isascii()
    assert not set(" /") & set(written)  # RFC 6068 has neither


@pytest.mark.parametrize(
    ("letter", "about", "questions", "actions"),
    [
        (AnsweredLetter("chair", (AGENDA, LATE)), "", (AGENDA, LATE), ()),
        (AnsweredLetter("chair", (AGENDA, LATE)), "2", (LATE,), ()),
        (AnsweredLetter("chair", (AGENDA, LATE)), "7", (), ()),  # an item's number is none of a question
        (AnsweredLetter("desk", (AGENDA, LATE)), short_code(str(LATE.id)), (LATE,), ()),
        (AnsweredLetter("paper_author", (PAPER_6, PAPER_9)), "2", (PAPER_9,), ()),
        (AnsweredLetter("induction", (OFFERED,)), "2027-01/03", (OFFERED,), ()),
        (AnsweredLetter("papers", actions=(OLDER, NEWER)), "2026-11/02", (), (OLDER,)),
        (AnsweredLetter("papers", actions=(OLDER, NEWER)), "2026-11/03", (), ()),
        (
            AnsweredLetter("papers", actions=(OLDER, "MASE/2027-01b/03")),
            "2027-01B/03",
            (),
            ("MASE/2027-01b/03",),
        ),
    ],
)
def test_a_tapped_reply_is_about_its_question_or_action_alone(
    letter: AnsweredLetter, about: str, questions: tuple[object, ...], actions: tuple[str, ...]
) -> None:
    narrowed = letter.narrowed_to(about)
    assert (narrowed.questions, narrowed.actions) == (questions, actions)


def offered(letter: AnsweredLetter, text: str) -> list[str]:
    """What is offered where a reply was not understood: what each is about, and its words."""
    choices = read(letter, ReceivedReply(on=TODAY, text=text)).choices
    return [" ".join([choice.matter, "-", *choice.words]) for choice in choices]


@pytest.mark.parametrize(
    ("letter", "text", "choices"),
    [
        ("chair: late paper, discharge, agenda", "Let me think", [
            "the late paper for item 7 - ALLOW NO",
            "action MASE/2026-11/02 - DISCHARGE RETURN",
            "the agenda for 9 February - AGREE AGENDA",
        ]),
        ("chair: agenda, minutes", "Hm", [
            "several at once - AGREE BOTH",
            "the agenda for 9 February - AGREE AGENDA",
            "the minutes of 12 January - AGREE MINUTES",
        ]),
        ("chair: discharges, escalation", "Let me think", [
            "several at once - DISCHARGE ALL",
            "action MASE/2026-11/02 - DISCHARGE RETURN",
            "action MASE/2027-01/03 - DISCHARGE RETURN",
            "action MASE/2026-11/02 - SEND NO",
        ]),
        ("chair: discharges, escalation", "1 discharge\n2 hm\n3 no", [
            "action MASE/2027-01/03 - DISCHARGE RETURN",
        ]),
        ("actions: one to do", "Perhaps by the 12th of February, or by 26 February?", [
            "action MASE/2027-01/03 - DONE HELP 12 February 26 February",
        ]),
        ("actions: two", "These may all be 12 February", [
            "all your actions - ALL DONE ALL 12 February",
            "action MASE/2026-11/02 - DONE HELP 12 February",
            "action MASE/2027-01/03 - DONE HELP 12 February",
        ]),
        ("actions: two", "02 done, 03 almost done", ["action MASE/2027-01/03 - DONE HELP"]),
        ("after the meeting, no actions", "Could we talk?", []),
        ("paper: 6, 9", "What is it about?", [
            "several at once - BOTH VERBAL BOTH WITHDRAW",
            "the paper for item 6 - VERBAL WITHDRAW",
            "the paper for item 9 - VERBAL WITHDRAW",
        ]),
        ("deputy wanted", "Somebody", [
            "your deputy for 9 February - Deputy Designated Nurse Head of Safeguarding NONE",
        ]),
        ("invitation", "Perhaps", ["the meeting on 9 February - COMING APOLOGIES DEPUTY:"]),
        ("details", "Not quite", ["your details - DETAILS RIGHT"]),
        ("pack", "ok", []),  # whoever wanted a change is not led to release
        ("pack", "Release all but 8 and 11", [
            "the pack - ORDER 8 11 ORDER 11 8 DROP 8 DROP 11 KEEP 8 KEEP 11",
        ]),
        ("desk: an agreement", "the Lead was here about the form", [
            "the agreement of Interim Lead - SIGNED Interim Lead, 18 January",
            "the agenda for 9 February - AGENDA AGREED BY CHAIR, phone, 18 January",
        ]),
        ("desk", "Rang about item 6, they will talk to it", [
            "the paper for item 6 - VERBAL, phone, 18 January WITHDRAW, phone, 18 January",
        ]),
        ("record", "Here it is", []),
    ],
)  # fmt: skip
def test_where_a_reply_was_not_understood_the_words_that_answer_are_offered(
    letter: str, text: str, choices: list[str]
) -> None:
    assert offered(LETTERS[letter], text) == choices


def test_what_is_answered_is_not_offered_again() -> None:
    letter = AnsweredLetter("chair", (AGENDA, replace(LATE, is_open=False), DISCHARGE))
    assert offered(letter, "Let me think") == [
        "the agenda for 9 February - AGREE AGENDA",
        "action MASE/2026-11/02 - DISCHARGE RETURN",
    ]


@pytest.mark.parametrize("name", ["actions", "papers", "minutes", "after_meeting"])
@pytest.mark.parametrize(
    ("text", "comes_to"),
    [
        ("DONE", ["Action MASE/2027-01/03 is reported done."]),
        (
            "28 February, the printers are late",
            ["Action MASE/2027-01/03 is now due on Sunday 28 February 2027."],
        ),
        ("Not DONE", []),
        ("DONE?", []),
        ("DONE in draft", []),
    ],
)
def test_words_on_a_tapped_action_are_no_item_and_no_correction(
    name: str, text: str, comes_to: list[str]
) -> None:
    letter = AnsweredLetter(name, actions=(OLDER, NEWER), meeting=NEXT).narrowed_to("2027-01/03")
    reading = read(letter, ReceivedReply(on=TODAY, text=text))
    assert [saying.in_words(letter) for saying in reading.sayings] == comes_to
    assert bool(reading.not_understood) != bool(comes_to)
