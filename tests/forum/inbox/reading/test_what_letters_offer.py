"""Each answer that a letter offers is understood as it is meant."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import uuid4

import pytest

from config.settings import ROOT
from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion, ReceivedReply
from forum.inbox.choices import choices_of
from forum.inbox.reading.reply import read
from forum.inbox.sayings import (
    ActionReported,
    Answered,
    ByPhone,
    Correction,
    DeputyNamed,
    ItemProposed,
    PackArranged,
    Saying,
)
from forum.letters.actions import ActionDigest, AfterMeeting
from forum.letters.base import Letter
from forum.letters.inbox import Recorded
from forum.letters.meetings import DeputyWanted
from forum.letters.papers import PackCheck, PaperAuthor
from forum.letters.parts import Ask
from forum.letters.questions import ChairLetter
from forum.papers.pack import Allow, Drop, Keep, PackOrder, PackPaper
from forum.papers.papers import Readers
from forum.questions.kind import Reference
from forum.questions.kinds import ABOUT_A_REPORT, KINDS, TO_THE_CHAIR, QuestionKind, said_by_phone
from samples import sample_of
from tasks.documents.letters.print_letter import LetterPrinter
from tests.forum.inbox.reading.letters import AGENDA, LETTERS, MINUTES, NEXT, PAPER_6, PAPER_9, TODAY, asked
from tests.letter_pages import visible

OFFERED = re.compile(
    r"Reply ([A-Z \d]+(?: or [A-Z ]+)?)(?:, or (?:tell us )?what (?:to change|is to be done))?(?:, by|\.)"
)
AGENDA_ASK, MINUTES_ASK = sample_of(ChairLetter).asks


@pytest.fixture(scope="module")
def printer() -> LetterPrinter:
    return LetterPrinter(ROOT / "templates" / "email")


def said(letter: AnsweredLetter, text: str) -> tuple[Saying, ...]:
    """What is said, everything of which must be understood."""
    reading = read(letter, ReceivedReply(on=TODAY, text=text))
    assert reading.not_understood == ()
    assert reading.sayings != ()
    return reading.sayings


def words_of(text: str) -> list[str]:
    """The words in capitals that a letter offers."""
    return re.findall(r"\b(?:NOT |AGREE )?[A-Z]{2,}\b(?: AGENDA| MINUTES| BOTH)?", text)


def chair(*kinds: QuestionKind) -> tuple[Letter, AnsweredLetter]:
    asks = tuple(
        Ask(kind=kind, due=NEXT, meeting=NEXT, reference="7", title="A thing", person="Training Lead")
        for kind in kinds
    )
    return replace(sample_of(ChairLetter), asks=asks, marking=""), AnsweredLetter(
        "chair", tuple(asked(kind, "7" if kind in ABOUT_A_REPORT else "") for kind in kinds)
    )


def paper(number: str, how: str, readers: str = "all") -> PackPaper:
    return PackPaper(number=number, title="A thing", paper=how, readers=readers)


def offered_of(printer: LetterPrinter, letter: PackCheck) -> list[tuple[str, str]]:
    """The replies that a pack check offers, and what each does."""
    return re.findall(r"^\* ((?:ORDER|DROP|KEEP|PAPER) .+?): (.+)$", printer.print(letter).text, re.M)


def test_each_change_that_the_pack_check_offers_is_understood(printer: LetterPrinter) -> None:
    offered = [said for said, _ in offered_of(printer, sample_of(PackCheck))]
    (saying,) = said(LETTERS["pack"], "\n".join([*offered, "KEEP 11", "PAPER 5 ALL", "PAPER 5 PART 2"]))
    assert isinstance(saying, PackArranged)
    assert saying.changes == (
        PackOrder(("6", "5")),
        Drop("11"),
        Allow("5", Readers.CORE),
        Allow("5", Readers.SEATS, "Kent Police, CCGs"),
        Keep("11"),
        Allow("5", Readers.ALL),
        Allow("5", Readers.PART_TWO),
    )


@pytest.mark.parametrize(
    ("papers", "offered"),
    [
        (
            (paper("4", "attached"), paper("7", "verbal"), paper("9", "to follow")),
            [
                ("ORDER 9 4", "these first, in this order"),
                ("DROP 9", "left out; KEEP 9 puts it back"),
                ("PAPER 4 CORE", "for core members; or ALL, or PART 2"),
                ("PAPER 4 SEATS Kent Police, CCGs", "for those seats alone"),
            ],
        ),
        (
            (paper("8", "attached", "core members, part 2"),),
            [
                ("DROP 8", "left out; KEEP 8 puts it back"),
                ("PAPER 8 CORE", "for core members; or PART 2"),
                ("PAPER 8 SEATS Kent Police, CCGs", "for those seats alone"),
            ],
        ),
        ((paper("3", "not circulated"), paper("7", "verbal")), [("KEEP 3", "in the pack again")]),
        ((paper("7", "verbal"),), []),
        ((), []),
    ],
)
def test_the_pack_check_offers_changes_of_its_own_papers_alone(
    printer: LetterPrinter, papers: tuple[PackPaper, ...], offered: list[tuple[str, str]]
) -> None:
    letter = replace(sample_of(PackCheck), papers=papers, readers=())
    assert offered_of(printer, letter) == offered
    assert ("To change something" in printer.print(letter).text) == bool(offered)
    html = visible(printer.print(letter).html)
    assert all(f"{said}: {what}" in html for said, what in offered)
    if offered:
        (saying,) = said(LETTERS["pack"], "\n".join(said for said, _ in offered))
        assert isinstance(saying, PackArranged)
        assert len(saying.changes) == len(offered)


def test_a_group_with_one_seat_is_shown_how_to_name_that(printer: LetterPrinter) -> None:
    letter = replace(sample_of(PackCheck), seats=("KSCB",))
    assert ("PAPER 5 SEATS KSCB", "for that seat alone") in offered_of(printer, letter)


@pytest.mark.parametrize("kind", sorted(TO_THE_CHAIR))
def test_a_single_question_to_the_chair_is_answered_by_the_words_given_with_it(
    printer: LetterPrinter, kind: QuestionKind
) -> None:
    letter, answered = chair(kind)
    (line,) = OFFERED.findall(printer.print(letter).text)
    for word in line.split(" or "):
        (saying,) = said(answered, word)
        assert isinstance(saying, Answered)
        assert (saying.kind, saying.reply.text) == (kind, "")


def test_questions_to_the_chair_are_answered_in_a_line_each_by_the_words_below_it(
    printer: LetterPrinter,
) -> None:
    kinds = sorted(TO_THE_CHAIR - {QuestionKind.TELL_ORGANISATION_OF_ATTENDANCE})  # in a list with its like
    letter, answered = chair(*kinds)
    text = printer.print(letter).text
    offered = OFFERED.findall(text)
    assert len(offered) == len(kinds)
    for place in (0, -1):
        lines = [f"{n} {words.split(' or ')[place]}" for n, words in enumerate(offered, start=1)]
        found = said(answered, "\n".join(lines))
        assert [one.kind for one in found if isinstance(one, Answered)] == kinds


@pytest.mark.parametrize("answer", ["AGREE BOTH", "AGREE MINUTES", "AGREE AGENDA"])
def test_both_drafts_are_agreed_by_the_words_of_the_first_sentence(
    printer: LetterPrinter, answer: str
) -> None:
    assert answer in printer.print(sample_of(ChairLetter)).text
    assert said(LETTERS["chair: agenda, minutes"], answer)


def test_actions_are_reported_by_the_line_the_digest_shows(printer: LetterPrinter) -> None:
    digest = sample_of(ActionDigest)
    answered = AnsweredLetter("actions", actions=tuple(action.reference for action in digest.actions))
    text = printer.print(digest).text
    (number,) = re.findall(r"its number \((\d+)\)", text)
    for word in ("DONE", "12 February, the lead was away", "HELP"):
        (saying,) = said(answered, f"{number} {word}")
        assert isinstance(saying, ActionReported)
        assert saying.reference == digest.actions[0].reference
    single = replace(digest, actions=digest.actions[:1])
    assert "Reply DONE, a new date and why, or HELP." in printer.print(single).text
    for word in ("DONE", "12 February, the lead was away", "HELP"):
        assert said(replace(answered, actions=answered.actions[:1]), word)


def test_an_item_is_proposed_as_the_letter_after_the_meeting_asks(printer: LetterPrinter) -> None:
    text = printer.print(sample_of(AfterMeeting)).text
    assert "Reply with ITEM: and its title, whether it is for decision, discussion or information" in text
    assert said(LETTERS["after the meeting"], "ITEM: A thing, for discussion, 10 minutes, with a paper")


def test_the_words_instead_of_a_paper_are_those_of_the_letter(printer: LetterPrinter) -> None:
    text = printer.print(sample_of(PaperAuthor)).text
    assert {"VERBAL", "WITHDRAW"} <= set(words_of(text))
    for word in ("VERBAL", "WITHDRAW"):
        assert said(LETTERS["paper: 6"], word)
    (wanted,) = sample_of(PaperAuthor).meetings
    items = tuple(replace(wanted.items[0], number=number) for number in ("6", "9"))
    several = printer.print(replace(sample_of(PaperAuthor), meetings=(replace(wanted, items=items),))).text
    assert "reply with its item number and VERBAL or WITHDRAW" in several
    found = said(LETTERS["paper: 6, 9"], "6 VERBAL\n9 WITHDRAW")
    assert [one.question for one in found if isinstance(one, Answered)] == [
        PAPER_6.id,
        PAPER_9.id,
    ]


@pytest.mark.parametrize(
    ("letter", "answered", "word"),
    [
        (sample_of(PackCheck), "pack", "RELEASE"),
        (sample_of(DeputyWanted), "deputy wanted", "NONE"),
        (sample_of(Recorded), "actions: two", "WRONG"),
    ],
)
def test_a_word_that_a_letter_offers_is_understood(
    printer: LetterPrinter, letter: Letter, answered: str, word: str
) -> None:
    assert word in words_of(printer.print(letter).text)
    assert said(LETTERS[answered], word)


@pytest.mark.parametrize(
    "letter",
    [
        "invitation",
        "papers",
        "moved",
        "deputy wanted",
        "details",
        "actions: two",
        "paper: 6, 9",
        "pack",
        "chair: agenda, minutes",
        "chair: discharges, escalation",
        "desk",
        "desk: agreements",
        "desk: an offer",
    ],
)
@pytest.mark.parametrize("whose", ["", " for core members"])
def test_each_word_offered_where_a_reply_was_not_understood_is_understood(letter: str, whose: str) -> None:
    answered = replace(LETTERS[letter], deputies=("Jo Field", "Sam Carter"))
    choices = choices_of(answered, text=f"not 6 before 9{whose}, on 12 February", on=TODAY)
    for choice in choices:
        assert all(said(answered.narrowed_to(choice.about), word) for word in choice.words)
    assert choices


@pytest.mark.parametrize(
    ("letter", "word"), [("invitation", "DEPUTY: Jo Field"), ("deputy wanted", "Jo Field")]
)
def test_each_deputy_of_the_seat_is_offered_by_name(letter: str, word: str) -> None:
    answered = replace(LETTERS[letter], deputies=("Jo Field", "Sam Carter"))
    assert word in choices_of(answered)[0].words
    assert said(answered, word) == (DeputyNamed("Jo Field"),)


@pytest.mark.parametrize("kind", sorted(TO_THE_CHAIR))
def test_a_word_with_the_reference_of_its_matter_answers_the_chase_and_a_letter_of_more_things(
    kind: QuestionKind,
) -> None:
    row = KINDS[kind]
    question = asked(kind, "" if row.reference is Reference.NONE else "R/2027/01")
    others = tuple(each for each in (AGENDA, MINUTES) if each.kind is not kind)
    for word in row.buttons:
        typed = [f"{word} {question.reference}", f"{word.lower()} to {question.reference}"]
        alone = [word, *(typed if question.reference else ()), *([f"2 {word}"] if " " in word else ())]
        beside = typed if question.reference else [word] if " " in word else []
        for questions, replies in (((question,), alone), ((*others, question), beside)):
            for reply in replies:
                (saying,) = said(AnsweredLetter("chair", questions), reply)
                assert isinstance(saying, Answered)
                assert (saying.kind, saying.reply.word, saying.reply.text) == (kind, word, "")


@pytest.mark.parametrize(
    ("kinds", "answered"),
    [
        ((QuestionKind.AGREE_AGENDA,), 1),
        ((QuestionKind.AGREE_REPORT, QuestionKind.AGREE_MINUTES), 2),
        ((QuestionKind.AGREE_BRIEFINGS, QuestionKind.ALLOW_LATE_ITEM), 0),
        ((QuestionKind.AGREE_AGENDA, QuestionKind.AGREE_REPORT, QuestionKind.AGREE_SCOPE), 0),
    ],
)
def test_agree_both_agrees_the_draft_that_is_left_or_the_only_two_things_asked(
    kinds: tuple[QuestionKind, ...], answered: int
) -> None:
    letter = AnsweredLetter("chair", tuple(asked(kind) for kind in kinds))
    assert len(read(letter, ReceivedReply(on=TODAY, text="AGREE BOTH")).sayings) == answered


@pytest.mark.parametrize(
    "kind", sorted(TO_THE_CHAIR | {QuestionKind.PROVIDE_PAPER, QuestionKind.UPDATE_ACTION})
)
def test_the_unit_passes_on_what_was_said_by_phone_as_its_desk_letter_shows(kind: QuestionKind) -> None:
    reference = "MASE/2027-01/03" if kind.endswith("action") else ""
    question = AskedQuestion(asked(kind).id, kind, reference, NEXT)
    (saying,) = said(AnsweredLetter("desk", (question,)), said_by_phone(kind, reference, TODAY))
    assert isinstance(saying, Answered | ActionReported)
    assert saying.by_phone is not None
    assert saying.by_phone.chair is (kind in TO_THE_CHAIR)


def test_of_joint_chairs_the_one_named_by_the_unit_has_answered() -> None:
    agenda = asked(QuestionKind.AGREE_AGENDA)
    first, second = (replace(agenda, id=uuid4(), of=name) for name in ("Jo Field", "Sam Hall, KSCB"))
    letter = AnsweredLetter("desk", (first, second))
    offered = said_by_phone(QuestionKind.AGREE_AGENDA, "", TODAY, "Sam Hall, KSCB")
    (saying,) = said(letter, offered)
    assert isinstance(saying, Answered)
    assert saying.question == second.id
    assert saying.by_phone == ByPhone(TODAY, chair=True)
    (saying,) = said(letter, "agenda agreed by jo field by phone today")
    assert isinstance(saying, Answered)
    assert saying.question == first.id


@pytest.mark.parametrize(
    ("letter", "text", "tap"),
    [
        (
            "after the meeting, no actions",
            "Please could we have something on the new thresholds. It's for info, about 10 mins, "
            "slides not a paper",
            "ITEM: The new thresholds, for information, 10 minutes",
        ),
        ("after the meeting, no actions", "I might have something on taxis but it depends on licensing.", ""),
        (
            "after the meeting, no actions",
            "Please could we have something on Kyle Martin. It's for info, 10 mins, slides",
            "",
        ),
        (
            "minutes",
            "What I said about waiting times was 18 weeks, not 8.",
            "PLEASE CORRECT: What I said about waiting times was 18 weeks, not 8.",
        ),
        ("minutes", "Thanks, all good. Is the March meeting still at Sessions House?", ""),
    ],
)
def test_an_item_and_a_correction_are_offered_as_they_were_written(letter: str, text: str, tap: str) -> None:
    reading = read(LETTERS[letter], ReceivedReply(on=TODAY, text=text))
    choices = choices_of(LETTERS[letter], reading.sayings, text, TODAY)
    assert [word for choice in choices for word in choice.words if word.startswith(("ITEM", "PLEASE"))] == [
        tap
    ] * bool(tap)
    if tap:
        (saying,) = said(LETTERS[letter], tap)
        assert isinstance(saying, ItemProposed | Correction)
