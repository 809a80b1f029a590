"""What agrees, allows, discharges, sends or rules, in the words of a busy Chair, and what only seems to."""

from __future__ import annotations

import pytest

from forum.inbox.phrases.closed_answers import closed_answer
from forum.inbox.sayings import ConcernRaised
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tests.forum.inbox.reading.letters import understood
from tests.forum.inbox.reading.what_people_write import (
    AGENDA_AGREED,
    AGENDA_TO_CHANGE,
    ALLOWED,
    DISCHARGED,
    LETTER_NOT_SENT,
    LETTER_SENT,
    MINUTES_AGREED,
    MINUTES_TO_CHANGE,
    NOT_ALLOWED,
    RETURNED,
)

QUORATE = "The quorum of 12 January is ruled to have been there."
NOT_QUORATE = "The quorum of 12 January is ruled not to have been there."

ALL_OF_IT_ANSWERS = [
    *(
        ("chair: agenda", text, AGENDA_AGREED)
        for text in (
            "Happy with the agenda",
            "yes i agree the agenda thank you for all this wendy",
            "Grand, agreed",
            "Agreed, with thanks to whoever pulled it together",
            "AGREE AGENDA and many thanks, hope the new office is warm",
            "I've been through it over lunch and it all looks fine. Agreed",
            "Oh I'm sorry, I meant yes, agree agenda!",
            "The agenda is agreed from my point of view",
            "Nothing to add, please go ahead with the agenda as it is",
            "yup",
            "Yes please do",
            "Fine with me",
            "That's fine, thank you",
            "looks good to me",
            "Agenda's fine",
            "Content with that. Thanks all",
            "I'm happy for this to go out",
            "Good to go",
            "please circulate",
            "No amendments, thanks",
            "Nothing to change from me",
            "Agenda approved as it stands",
            "Agreed, on behalf of the Chair",
            "No problem at all\nAgreed",
            "Thanks, Agreed",
            "Agree the agenda for 9 February",
            "agenda for the 9th February agreed",
            "Great, happy with it. See you all on the 9th.",
            "Agreed - see you in Feb",
            "ok, agreed - well done all",
            "agenda's spot on, no notes from me. M",
            "Just agreeing the agenda. Thanks for pulling it together so quickly!",
            "The agenda for the 9th is agreed. Have a lovely weekend.",
            "Agree to agenda for 9 February, and thanks to Helen for her item",
            "I said YES, agreed!",
            "Happy with it, no tweaks",
            "Agenda as drafted is fine",
            "Agreed from me, and hope Margaret is on the mend",
            "Agreed (from my phone)",
            "To be clear, I agree the agenda",
            "Fine. Agree the agenda. Sorry it took me so long",
        )
    ),
    *(
        ("chair: minutes", text, MINUTES_AGREED)
        for text in (
            "The minutes look fine",
            "Minutes: yes",
            "Approved for circulation",
            "These are all fine by me",
            "I agree the January minutes, thank you for doing them so promptly",
            "I've read them and I agree them",
            "Minutes all good, I've no corrections",
            "Read on the train. Agreed.",
            "Good set of minutes, agreed",
            "agree the mins, thanks for the speedy turnaround",
            "Accurate as always. Agree.",
        )
    ),
    *(
        ("chair: late paper", text, ALLOWED)
        for text in (
            "Yes let it through",
            "no objections",
            "Allow it please",
            "go on then",
            "Go ahead, thanks for checking",
        )
    ),
    *(
        ("chair: late paper", text, NOT_ALLOWED)
        for text in (
            "Not this time",
            "I'd rather not",
            "Sorry, no",
            "No I'm afraid",
            "Please don't circulate it",
            "I would prefer not. It comes round every month",
            "Declined. Nobody will have read it",
            "I'm afraid it's a no from me",
            "Sorry, I have to say no",
            "I don't think so, no",
            "Let's not. We've enough to get through already.",
        )
    ),
    *(
        ("chair: discharge", text, DISCHARGED)
        for text in (
            "Yes discharge pls",
            "Happy to discharge",
            "agreed",
            "Good, discharge it with my thanks",
        )
    ),
    *(
        ("chair: discharge", text, RETURNED)
        for text in (
            "Don't discharge, I have not seen the form",
            "return it please. Where is the form?",
        )
    ),
    *(
        ("chair: notice", text, LETTER_SENT)
        for text in (
            "Send",
            "yes",
            "Yes, send the letter",
            "please send it now",
            "Send it please Wendy",
            "Please send it out",
            "Yes go ahead and send it",
        )
    ),
    *(
        ("chair: notice", text, LETTER_NOT_SENT)
        for text in (
            "no letter please",
            "Don't send. I shall ring",
            "Do not send this",
        )
    ),
    *(
        ("chair: quorum", text, QUORATE)
        for text in (
            "We were quorate",
            "Quorate in my view",
            "I rule that we were quorate",
            "yes, quorate",
            "It was quorate",
        )
    ),
    *(
        ("chair: quorum", text, NOT_QUORATE)
        for text in ("Inquorate I'm afraid", "No quorum", "Sadly not quorate")
    ),
]


@pytest.mark.parametrize(
    ("letter", "text", "says"),
    [
        ("chair: late paper", "No, I'll have a word with Karen myself", NOT_ALLOWED),
        (
            "chair: late paper",
            "No, it's too late to be read properly. Please bring it to March.",
            NOT_ALLOWED,
        ),
        ("chair: late paper", "No thank you, people have enough to read next week", NOT_ALLOWED),
        ("chair: notice", "No, I will speak to her next week.", LETTER_NOT_SENT),
        ("chair: notice", "NO - the owner has told me it will be finished this week", LETTER_NOT_SENT),
    ],
)
def test_a_reason_behind_a_refusal_leaves_it_as_it_is(letter: str, text: str, says: str) -> None:
    assert understood(letter, text) == [says]


@pytest.mark.parametrize(
    ("kind", "text", "word"),
    [
        (QuestionKind.AGREE_BRIEFINGS, "Both of these are fine, please send them.", Word.AGREE_BRIEFINGS),
        (
            QuestionKind.AGREE_MINUTES,
            "I've read through the minutes and have no changes. Agreed.",
            Word.AGREE,
        ),
        (QuestionKind.AGREE_AGENDA, "agreed, sorry for not being clear", Word.AGREE),
        (QuestionKind.AGREE_REPORT, "Please send it", None),
        (QuestionKind.AGREE_BRIEFINGS, "Both are fine, please send them once the date is right", None),
    ],
)
def test_a_draft_is_agreed_with_a_courtesy_that_sends_it_on(
    kind: QuestionKind, text: str, word: Word | None
) -> None:
    assert closed_answer(kind, [text]) == word


@pytest.mark.parametrize(("letter", "text", "says"), ALL_OF_IT_ANSWERS)
def test_a_reply_of_known_phrases_alone_answers(letter: str, text: str, says: str) -> None:
    assert understood(letter, text) == [says]


def test_that_somebody_leaves_is_heard_beside_the_answer() -> None:
    assert understood("chair: notice", "Don't write, he's retiring in March") == [
        "The private letter to Designated Nurse about attendance is not sent.",
        ConcernRaised.WORDS,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Yes to both",
        "both fine",
        "Both agreed with pleasure",
        "Agree agenda and minutes",
        "Happy with both, thanks",
        "Minutes: agreed\nAgenda: agreed",
        "Minutes fine, agenda fine",
        "minutes fine agenda fine",
        "Agree minutes. Agree agenda. Much appreciated as ever.",
    ],
)
def test_two_drafts_are_agreed_in_one_reply(text: str) -> None:
    assert sorted(understood("chair: agenda, minutes", text)) == [AGENDA_AGREED, MINUTES_AGREED]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Allow 1, discharge 2, agree 3", (ALLOWED, DISCHARGED, AGENDA_AGREED)),
        ("Don't allow 1. Return 2. Agree 3", (NOT_ALLOWED, RETURNED, AGENDA_AGREED)),
        ("Yes to 1 and 3, return 2", (ALLOWED, AGENDA_AGREED, RETURNED)),
        ("Agenda agreed, allow 1, discharge 2.", (AGENDA_AGREED, ALLOWED, DISCHARGED)),
        ("1 to 3 yes", (ALLOWED, DISCHARGED, AGENDA_AGREED)),
        ("item 7: no. MASE/2026-11/02 discharge", (NOT_ALLOWED, DISCHARGED)),
        ("Discharge 02", (DISCHARGED,)),
        ("(1) ALLOW (2) RETURN (3) AGREE", (ALLOWED, RETURNED, AGENDA_AGREED)),
        ("1) allow, nice work\n2) discharge", (ALLOWED, DISCHARGED)),
    ],
)
def test_several_answers_in_a_line_go_to_their_questions(text: str, says: tuple[str, ...]) -> None:
    assert understood("chair: late paper, discharge, agenda", text) == list(says)


TO_NURSE, TO_DIRECTOR = (
    f"The private letter to {person} about attendance {{}}."
    for person in ("Designated Nurse", "Community Director")
)
GOES, STAYS = "goes out in the Chair’s name", "is not sent"
TO_ORGANISATION = "Action MASE/2026-11/02: the owner’s organisation is {}written to."
ALL_LETTERS = [TO_NURSE.format(GOES), TO_DIRECTOR.format(GOES), TO_ORGANISATION.format("")]
NO_LETTERS = [TO_NURSE.format(STAYS), TO_DIRECTOR.format(STAYS), TO_ORGANISATION.format("not ")]
ONE_AND_THREE = [ALL_LETTERS[0], NO_LETTERS[1], ALL_LETTERS[2]]
BOTH_DISCHARGED = [DISCHARGED, "Action MASE/2027-01/03 is discharged."]


@pytest.mark.parametrize(
    ("letter", "text", "says"),
    [
        ("chair: letters", "SEND 1 3", ONE_AND_THREE),
        ("chair: letters", "Please send 1 and 3, thanks\nSam", ONE_AND_THREE),
        ("chair: letters", "SEND ALL", ALL_LETTERS),
        ("chair: letters", "NO", NO_LETTERS),
        ("chair: letters", "NO LETTERS", NO_LETTERS),
        ("chair: agenda, letters", "AGREE AGENDA\nSEND 2 4", [AGENDA_AGREED, *ONE_AND_THREE]),
        ("chair: agenda, letters", "AGREE AGENDA\nNO LETTERS", [AGENDA_AGREED, *NO_LETTERS]),
        ("chair: agenda, letters", "NO 2", NO_LETTERS[:1]),
        ("chair: agenda, letters", "AGREE AGENDA", [AGENDA_AGREED]),
        ("chair: agenda, discharges", "DISCHARGE ALL", BOTH_DISCHARGED),
        ("chair: agenda, discharges", "Agree agenda, discharge all", [AGENDA_AGREED, *BOTH_DISCHARGED]),
        (
            "chair: agenda, discharges",
            "Agree agenda. Happy to discharge both",
            [AGENDA_AGREED, *BOTH_DISCHARGED],
        ),
        ("chair: agenda, discharges", "DISCHARGE 2", BOTH_DISCHARGED[:1]),
        ("chair: notice", "1 NO", NO_LETTERS[:1]),
        ("chair: notice", "1. Send please", ALL_LETTERS[:1]),
        ("chair: discharge", "Discharge 1", BOTH_DISCHARGED[:1]),
        ("chair: discharge", "1: discharge", BOTH_DISCHARGED[:1]),
        ("chair: letters", "Send all except 2", ONE_AND_THREE),
        ("chair: letters", "Send 1 and 3 but not 2", ONE_AND_THREE),
        (
            "chair: agenda, letters",
            "Agree agenda. Don't send 3; send the others",
            [AGENDA_AGREED, *ONE_AND_THREE],
        ),
        (
            "chair: agenda, discharges",
            "RETURN 2, not seen; discharge the others",
            [RETURNED, BOTH_DISCHARGED[1]],
        ),
        (
            "chair: discharges, escalation",
            "Discharge 1 but not 2",
            [
                DISCHARGED,
                BOTH_DISCHARGED[1].replace("is discharged", "stays open and goes back to its owner"),
            ],
        ),
    ],
)
def test_a_list_is_answered_by_its_numbers_or_as_a_whole(letter: str, text: str, says: list[str]) -> None:
    assert sorted(understood(letter, text)) == sorted(says)


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("chair: letters", "SEND"),
        ("chair: notice", "2 NO"),
        ("chair: notice", "1 NO, 2 SEND"),
        ("chair: discharge", "1 discharge once it is in"),
        ("chair: letters", "SEND 1 4"),
        ("chair: letters", "SEND ALL but ring Jo first"),
        ("chair: letters", "SEND 1 3?"),
        ("chair: letters", "Send all but the second"),
        ("chair: letters", "Send all except 2 which I want to see"),
        ("chair: letters", "sned all"),
        ("chair: agenda, letters", "NO"),
        ("chair: agenda, letters", "SEND ALL once I have rung them"),
        ("chair: agenda, discharges", "DISCHARGE"),
        ("chair: agenda, discharges", "DISCHARGE ALL if the evidence is in"),
    ],
)
def test_a_list_is_answered_by_nothing_else(letter: str, text: str) -> None:
    assert [said for said in understood(letter, text) if not said.startswith("?")] == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Minutes yes. Agenda - swap 6 and 7.", [MINUTES_AGREED, AGENDA_TO_CHANGE]),
        ("Agenda fine, minutes should say Medway was there", [AGENDA_AGREED, MINUTES_TO_CHANGE]),
    ],
)
def test_one_draft_is_agreed_and_the_other_is_not(text: str, says: list[str]) -> None:
    assert sorted(understood("chair: agenda, minutes", text)) == sorted(says)


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("chair: agenda", "Nothing jumps out, agreed from my end"),
        ("chair: minutes", "no corrections needed to the minutes"),
        ("chair: late paper", "we can take it late this once"),
        ("chair: late paper", "permission granted"),
        ("chair: late paper", "Fine, let her have it in late"),
        ("chair: notice", "Send the letter to his organisation"),
        *(
            ("chair: agenda", text)
            for text in (
                *(
                    "Is this agreed",
                    "can we agree the agenda",
                    "Yes?",
                    "ok?",
                    "Are we agreed",
                    "shall I agree",
                ),
                *("do you want me to agree the agenda", "who agreed this", "Agreed by whom", "agree agenda?"),
                *("Margaret would be happy with this", "Karen agrees", "agreed by the group", "To be agreed"),
                *(
                    "Agreed if Karen is",
                    "happy with most of it",
                    "Agreed once I have read it",
                    "not agreed yet",
                ),
                *(
                    "would be happy with the agenda",
                    "I could agree this",
                    "nearly agreed",
                    "I have not agreed",
                ),
                *(
                    "Agree minutes",
                    "Agreed the agenda for 9 March",
                    "agree agenda of 12 January",
                    "yes and no",
                ),
                *("I wish I could say yes", "Yes I have seen it", "fine, ask Jo", "thanks so not"),
                *(
                    "Yes I have read it",
                    "Yes I've had a look",
                    "Accurate",
                    "I hope Margaret is well",
                    "Fault it",
                ),
                *("Smashing weather, will look tomorrow", "Tuesday works for me", "thumbs up from Priya"),
                *("super busy", "good to go on item 4", "Let's go with the old one", "Not quite good to go"),
                *("Agreed with Helen that she'd send you a new item", "I agreed to speak on the 9th"),
                *("Margaret has probably agreed it already", "Hope all's well. Looks like snow."),
                *("I can't fault Helen", "works for me on Tuesday", "I am away until Monday", "thumbs down"),
                *("Agreed in the meeting", "they agreed", "Signing off now"),
                *("The March agenda is agreed", "The agenda for the 8th is agreed", "Agreed, Provisionally"),
                *("Agree agenda. Tell Karen her item is short.", "OK", "ok then", "disagreed", "unagreed"),
                *("I don't disagree", "Happy Christmas", "a good agenda", "agree agenda 2"),
                *(
                    "Leave it with me",
                    "I'd rather the deputy chair did this",
                    "Has the correction been made?",
                    "should be fine",
                    "please go ahead with item 5",
                    "Agree agenda apart from item 4",
                ),
            )
        ),
        *(
            ("chair: late paper", text)
            for text in (
                "Is it allowed",
                "can we allow it",
                "Yes?",
                "ok?",
                "allow it next month",
                "No?",
                "no objections from Karen",
                "decline to answer",
                "not now",
                "We have it already",
                "Let her have it back",
                "Let's not decide today",
                "happy to take it up with Helen",
            )
        ),
        *(
            ("chair: notice", text)
            for text in (
                "ok",
                "fine by me",
                "can you send it",
                "send it?",
                "send it Monday",
                "Send it Saturday",
                "Send Helen",
                "send it to her",
                "go ahead and send it to me",
                "send him a card instead",
                "No idea what this is about",
                "sent",
                "Snd it",
                "👍",
            )
        ),
        *(
            ("chair: discharge", text)
            for text in (
                "Is it discharged",
                "can you discharge",
                "not yet",
                "I return to work",
                "Return call please",
            )
        ),
        *(
            ("chair: quorum", text)
            for text in ("Are we quorate", "were we quorate?", "yes", "quorate enough")
        ),
        *(
            ("chair: agenda", text)
            for text in (
                *("Yes I got it", "Yes, I'm in the office", "Yes. She has worked hard", "Yeah right"),
                *("This is the right version", "We're all well here", "I agree it is late", "Correct"),
                "Nothing missing",
            )
        ),
        *(
            ("chair: late paper", text)
            for text in ("I agree it is late", "No, happy for it to go out", "No, circulate", "No, all good")
        ),
        *(("chair: late paper", text) for text in ("No, don't hold it back", "No, not a problem")),
        *(
            ("chair: late paper", text)
            for text in (
                "No, it will be fine",
                "No, let it go on Friday",
                "No, I will allow it",
                "It must go",
            )
        ),
        ("chair: notice", "No, post it on Monday"),
        ("chair: notice", "No, happy for it to go out"),
        ("chair: notice", "No, send it"),
        ("chair: agenda", "agreed to differ"),
        ("chair: agenda", "agree in part"),
        ("chair: agenda", "approved by them"),
        ("chair: agenda", "for my approval"),
        ("chair: agenda", "sent for approval"),
        ("chair: agenda", "Yes, received"),
        ("chair: agenda", "Have they approved this"),
        ("chair: agenda", "This is as agreed"),
        ("chair: late paper", "no, let it in"),
        ("pack", "release the minutes"),
        ("chair: agenda", "do send Helen's paper round"),
        ("chair: agenda", "Agreed, hope you can move item 4"),
        ("chair: agenda", "1 agreed"),
        ("chair: agenda", "Agreed, hope you can cut the second one"),
        ("chair: agenda", "Agreed, in the middle cut the second one"),
        ("chair: agenda", "Yes, got it"),
        ("chair: agenda", "Agreed, hope the second speaker gets a bit longer"),
        ("chair: agenda", "happy to sign"),
        ("chair: agenda", "The agenda is a no from me"),
        ("chair: minutes", "nothing to correct on page 1"),
        ("chair: late paper", "I don't mind either way"),
        ("chair: discharge", "we can close that once the lead reports"),
    ],
)
def test_what_only_seems_to_answer_is_asked_back(letter: str, text: str) -> None:
    says = understood(letter, text)
    assert says
    assert all(sentence.startswith("?") for sentence in says)


@pytest.mark.parametrize(
    "text",
    [
        "agree 1, 2 no",
        "1 of 3 agreed",
        "1 ALLOW 2 DISCHARGE 3 AGREE, unless Karen objects",
        "1 allow, 2 discharge but when was it done?",
        "discharge 2 when the form is in",
        "Agree. See page 1",
        "yes",
        "Fine by me",
        "Agree both",
        "no",
    ],
)
def test_an_answer_to_none_of_several_questions_is_asked_back(text: str) -> None:
    says = understood("chair: late paper, discharge, agenda", text)
    assert says
    assert all(sentence.startswith("?") for sentence in says)


@pytest.mark.parametrize(
    "text",
    [
        "Minutes agreed. Agenda I need to talk over with Karen before anything goes out",
        "Agenda agreed, minutes should wait for the agenda",
        "Agree agenda and thank Karen for the minutes",
    ],
)
def test_words_on_one_draft_that_may_change_the_other_agree_neither(text: str) -> None:
    says = understood("chair: agenda, minutes", text)
    assert says
    assert all(sentence.startswith("?") for sentence in says)


@pytest.mark.parametrize(
    "text",
    [
        "Could you move training up",
        "Add ten minutes on the review",
        "Item 5 is missing",
        "Not agreed",
        "Thanks Not Agreed",
    ],
)
def test_a_change_is_plain_in_a_request_or_a_fault(text: str) -> None:
    assert understood("chair: agenda", text) == [AGENDA_TO_CHANGE]
