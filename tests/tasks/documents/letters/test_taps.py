"""Each answer that a letter offers has a link, and the reply that it opens comes to what its word says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from config.settings import ROOT
from forum.inbox.answered_letter import AnsweredLetter, ReceivedReply
from forum.inbox.choices import choices_of
from forum.inbox.reading.reply import read
from forum.letters.actions import ActionDigest, AfterMeeting
from forum.letters.base import Letter
from forum.letters.inbox import NotUnderstood, Recorded
from forum.letters.meetings import DeputyWanted, Invitation
from forum.letters.members import Details, Induction, MembersCheck
from forum.letters.minutes import Minutes, MinutesDraft
from forum.letters.papers import PackCheck, PaperAuthor, Papers
from forum.letters.parts import Ask, Unclear
from forum.letters.questions import ChairLetter, Desk, DeskAnswer
from forum.letters.taps import reply_code_in, short_code
from forum.questions.kinds import TO_THE_CHAIR, QuestionKind
from samples import LETTERS, sample_of
from tasks.documents.letters.print_letter import LetterPrinter
from tests.forum.inbox.reading import letters
from tests.forum.inbox.reading.letters import HELD, NEWER, NEXT, OLDER, TODAY, asked
from tests.taps import Opened, links_in

NEWEST = "MASE/2027-01/05"
US = "secretariat@unit.example"
UNCLEAR = Unclear(why="It is not plain.", how="Reply DONE.")
PROPOSAL = Unclear(why="We take this as:", how="Reply YES.", points=("It is agreed.",), is_proposal=True)
ALL_ASKS = tuple(
    Ask(kind=kind, due=NEXT, meeting=NEXT, reference="7", title="A thing", person="Training Lead")
    for kind in sorted(TO_THE_CHAIR, key=lambda kind: (kind is QuestionKind.SETTLE_MATTER, kind))
)
TWO_PAPERS = replace(
    sample_of(PaperAuthor),
    meetings=tuple(
        replace(wanted, items=(replace(item, number=number),))
        for wanted in sample_of(PaperAuthor).meetings
        for item in wanted.items
        for number in "69"
    ),
)
TO_DESK = tuple(
    replace(task, answers=(DeskAnswer(about=short_code(str(question.id)), words=words),))
    for task, (question, words) in zip(
        sample_of(Desk).needs[:4],
        [
            (letters.AMEND, ("DONE",)),
            (letters.UNAGREED, ("RELEASE",)),
            (letters.SIGNED_BY_LEAD, ("SIGNED Interim Lead",)),
            (letters.NEW_ADDRESS, ("APPLY Designated Nurse", "NO Designated Nurse")),
        ],
        strict=True,
    )
)
VARIANTS: tuple[Letter, ...] = (
    *LETTERS,
    replace(sample_of(ChairLetter), asks=ALL_ASKS),
    replace(sample_of(ChairLetter), asks=ALL_ASKS[:1]),
    TWO_PAPERS,
    replace(sample_of(Desk), needs=TO_DESK),
    replace(sample_of(DeputyWanted), covered="Designated Nurse", or_yourself=True, deputies=()),
    replace(sample_of(DeputyWanted), deputies=("Zoë O’Neill & Söns",)),
    replace(sample_of(Minutes), minutes="to follow"),
    replace(sample_of(MinutesDraft), without_note=sample_of(MinutesDraft).without_note[:1]),
    replace(sample_of(AfterMeeting), items_by=None, next_date=None),
    replace(sample_of(Recorded), file=True),
    replace(sample_of(Recorded), unclear=(PROPOSAL,), choices=choices_of(letters.LETTERS["details"])),
    replace(sample_of(Recorded), unclear=(UNCLEAR,), choices=choices_of(letters.LETTERS["actions: two"])),
    replace(sample_of(Recorded), choices=choices_of(letters.LETTERS["invitation"], is_plain=True)),
    replace(sample_of(Recorded), lines=(), waiting=("The agenda is agreed.",)),
    replace(sample_of(NotUnderstood), unclear=(PROPOSAL,)),
    replace(sample_of(NotUnderstood), unclear=(PROPOSAL,), choices=choices_of(letters.LETTERS["invitation"])),
    replace(sample_of(NotUnderstood), choices=choices_of(letters.LETTERS["papers"])),
    replace(
        sample_of(NotUnderstood), choices=choices_of(letters.LETTERS["chair: late paper, discharge, agenda"])
    ),
)


@pytest.fixture(scope="module")
def printer() -> LetterPrinter:
    return LetterPrinter(ROOT / "templates" / "email", US)


@pytest.mark.parametrize("letter", VARIANTS, ids=lambda letter: letter.NAME)
def test_each_answer_that_a_letter_offers_is_a_link_once_and_in_html_alone(
    printer: LetterPrinter, letter: Letter
) -> None:
    printed = printer.print(letter)
    links = links_in(printed.html)
    subjects = {about: f"Re: {letter.reply_code}{'-' * bool(about)}{about}" for about in letter.offers}
    offered = [
        (f"{subjects[about]} {word}" if word.isupper() and word[-1] != ":" else subjects[about], str(word))
        for about, words in letter.offers.items()
        for word in words
    ]
    assert sorted((mail.subject, mail.text) for _, mail in links) == sorted(offered)
    assert all((mail.to, mail.text) == (US, word) for word, mail in links)
    assert "mailto:" not in printed.text
    assert ("then send" in printed.html) == bool(offered)


@pytest.mark.parametrize("letter", VARIANTS, ids=lambda letter: letter.NAME)
def test_a_letter_without_a_code_has_no_link(printer: LetterPrinter, letter: Letter) -> None:
    assert links_in(printer.print(replace(letter, reply_code="")).html) == []


ACTIONS = AnsweredLetter("actions", actions=(OLDER, NEWER, NEWEST))
OF_FEBRUARY = replace(ACTIONS, meeting=NEXT, deputies=letters.DEPUTIES)
DONE, HELP = "Action {} is reported done.", "Action {} needs help: the Business Unit takes it up."


@pytest.mark.parametrize(
    ("letter", "answered", "comes_to"),
    [
        (
            sample_of(ChairLetter),
            replace(letters.LETTERS["chair: agenda, minutes"], notes=(3,)),
            [
                "The agenda for 9 February is agreed. The minutes of 12 January are agreed.",
                "The agenda for 9 February is agreed.",
                "The minutes of 12 January are agreed.",
                "You say that this is not so; the Business Unit hears of it.",
            ],
        ),
        (
            replace(sample_of(ChairLetter), asks=ALL_ASKS, notes=()),
            AnsweredLetter("chair", tuple(asked(ask.kind, "7") for ask in ALL_ASKS)),
            [
                "The agenda for 9 February is agreed.",
                "The briefings of 9 February are agreed, and go out.",
                "The minutes of 12 January are agreed.",
                "The report to 7 is agreed.",
                "The scope of 7 is agreed.",
                "Research 7 is begun.",
                "Research 7 is not begun: it is declined on your word.",
                "The late item for 9 February is taken as other business.",
                "The late item for 9 February is kept for the next meeting.",
                "The late paper for item 7 goes out as a supplement.",
                "The late paper for item 7 is not circulated.",
                "Part 2 for inspectors may go in a sealed file, for the next four weeks.",
                "Part 2 for inspectors stays here.",
                "The task and finish group 7 begins its work.",
                "The task and finish group 7 does not begin: it is declined on your word.",
                "The meeting of 9 February is not held on another day.",
                "Action 7 is discharged.",
                "Action 7 stays open and goes back to its owner.",
                "Action 7: the owner’s organisation is written to.",
                "Action 7: the owner’s organisation is not written to.",
                "The help wanted on action 7 is known to you; the Business Unit goes on looking for it.",
                "Part 2 for 7 is allowed, from today on.",
                "Part 2 for 7 is not allowed.",
                "The quorum of 12 January is ruled to have been there.",
                "The quorum of 12 January is ruled not to have been there.",
                "The research for item 7 is known to you, and goes out with the papers.",
                *(
                    f"Action 7: the owner’s organisation is {written}. The private letter to 7 about "
                    f"attendance {sent}. The letter to the organisation of 7 about attendance {sent}."
                    for written, sent in (
                        ("written to", "goes out in the Chair’s name"),
                        ("not written to", "is not sent"),
                    )
                ),
                "The short notice for 9 February is allowed: agenda and papers go out as soon as can be.",
                "The short notice for 9 February is not allowed.",
                "What goes on with 7 is known to you; we ask again while it does.",
            ],
        ),
        (
            replace(sample_of(ActionDigest), lines=()),
            ACTIONS,
            [said.format(of) for of in (OLDER, NEWER) for said in (DONE, HELP)],
        ),
        (
            replace(sample_of(AfterMeeting), lines=()),
            replace(OF_FEBRUARY, name="after_meeting"),
            [
                *(said.format(of) for of in (NEWER, NEWEST, OLDER) for said in (DONE, HELP)),
                "? The item has no title, or a very long one.",  # a title is to follow the word
            ],
        ),
        (
            sample_of(Papers),
            replace(OF_FEBRUARY, name="papers"),
            ["You send apologies for the meeting on 9 February.", DONE.format(NEWER), HELP.format(NEWER)],
        ),
        (
            sample_of(Minutes),
            replace(ACTIONS, name="minutes", meeting=HELD),
            [
                "You have no corrections to the minutes.",
                *(said.format(of) for of in (NEWER, NEWEST) for said in (DONE, HELP)),
            ],
        ),
        (
            TWO_PAPERS,
            letters.LETTERS["paper: 6, 9"],
            [
                f"The paper for item {number} {what}"
                for number in (6, 9)
                for what in ("will not come: the item is spoken to.", "is withdrawn.")
            ],
        ),
        (sample_of(PackCheck), letters.LETTERS["pack"], ["The papers for 9 February are released."]),
        (
            sample_of(MinutesDraft),
            letters.LETTERS["draft minutes"],
            [
                *(
                    f"“{outcome}.” stands under item {number} in the minutes of 12 January, unless the draft "
                    "that you send says more there."
                    for number in (6, 9)
                    for outcome in ("Noted", "Deferred", "Not discussed")
                ),
                "“Noted.” stands under items 6 and 9 in the minutes of 12 January, unless the draft that you "
                "send says more there.",
            ],
        ),
        (
            sample_of(MembersCheck),
            letters.LETTERS["members"],
            [
                "The members’ workbook is in the register.",
                "The members’ workbook is not taken; the register stays as it was.",
            ],
        ),
        (
            sample_of(DeputyWanted),
            letters.LETTERS["deputy wanted"],
            [
                *(f"{deputy} comes in your place on 9 February." for deputy in letters.DEPUTIES),
                "Nobody comes in your place on 9 February.",
            ],
        ),
        (sample_of(Details), letters.LETTERS["details"], ["Your details on the register are right."]),
        (
            sample_of(Induction),
            AnsweredLetter(
                "induction", tuple(asked(QuestionKind.TAKE_ON_ACTION, of) for of in (NEWEST, NEWER))
            ),
            [f"Action {of} is yours from today." for of in (NEWER, NEWEST)],
        ),
        (
            replace(sample_of(Desk), needs=TO_DESK),
            AnsweredLetter(
                "desk",
                (
                    letters.AGENDA,
                    asked(QuestionKind.RELEASE_UNAGREED_MINUTES, "of another group"),
                    letters.UNAGREED,
                    letters.AMEND,
                    letters.NEW_ADDRESS,
                    letters.SIGNED_BY_LEAD,
                    letters.SIGNED_BY_LEAD_OF_HEALTH,
                ),
            ),
            [
                "The agenda for 9 February is changed and goes to the Chair again.",
                "The minutes of 12 January are released as a draft not yet agreed.",
                "The agreement of Interim Lead is signed: what waited for it goes out.",
                "The new contact details of Designated Nurse are agreed, and in the register once each unit "
                "that was asked has agreed.",
                "The new contact details of Designated Nurse are not taken; the register stays as it was.",
            ],
        ),
        (
            sample_of(Invitation),
            letters.LETTERS["invitation"],
            [
                "You come to the meeting on 9 February.",
                "You send apologies for the meeting on 9 February.",
                "? It is not plain whether you come.",  # a name is to follow the word
            ],
        ),
        (
            replace(sample_of(ActionDigest), actions=()),
            AnsweredLetter("actions", lines=("P3.4", "P3.5")),
            [
                f"Line {of} of the action plan has your update: {colour}."
                for of in ("P3.4", "P3.5")
                for colour in ("green", "amber", "red")
            ],
        ),
        (sample_of(Recorded), ACTIONS, ["What was recorded last is undone."]),
    ],
    ids=lambda value: value.NAME if isinstance(value, Letter) else "",
)
def test_the_reply_that_a_link_opens_comes_to_what_its_word_says(
    printer: LetterPrinter, letter: Letter, answered: AnsweredLetter, comes_to: list[str]
) -> None:
    assert [_read(mail, answered) for _, mail in links_in(printer.print(letter).html)] == comes_to


def _read(mail: Opened, answered: AnsweredLetter) -> str:
    code = reply_code_in(mail.subject)
    assert code is not None
    answered = answered.narrowed_to(code.about)
    reading = read(answered, ReceivedReply(on=TODAY, text=f"{mail.text}\n\nSent from my iPhone"))
    said = [saying.in_words(answered) for saying in reading.sayings]
    return " ".join([*said, *(f"? {unclear.why}" for unclear in reading.not_understood)])
