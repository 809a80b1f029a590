"""What stands around a reply, or is quoted in it, changes nothing; a condition changes everything."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.inbox.answered_letter import ReceivedReply
from forum.inbox.reading.reply import read, read_fresh
from forum.inbox.sayings import Answered, Correction, ForTheUnit
from forum.questions.kinds import QuestionKind
from forum.questions.words import CONSENTS
from tests.forum.inbox.reading.letters import LETTERS, TODAY, understood
from tests.forum.inbox.reading.what_people_write import EVERYTHING

SHORT = [(letter, text) for letter, text, _ in EVERYTHING if text and len(text) < 150 and ">" not in text]
BANNERS = (
    "[EXTERNAL]",
    "[External Sender]",
    "CAUTION: This email originated from outside of the organisation. Do not click links.",
    "*** This is an EXTERNAL email. Please take care when opening attachments. ***",
    "OFFICIAL",
    "Classification: OFFICIAL-SENSITIVE",
    "You don't often get email from designated.nurse@nhs.example. Learn why this is important",
    "Be careful with this message: the sender is outside your organisation.",
    "This message originated from outside of NHSmail. Please do not click links or open attachments unless "
    "you recognise the sender and know the content is safe.",
)
GREETINGS = ("Hi,", "Dear colleagues,", "Good morning,", "Hello all,", "Dear Business Unit,", "Afternoon")
SIGNATURES = (
    "Kind regards\n\nDesignated Nurse\nT: 03000 000001",
    "Many thanks,\nHead of Service",
    "Best wishes\nDetective Superintendent\nKent Police\nPlease consider the environment before printing.",
    "Regards\nDirector of Change and Improvement\nMy working days are Monday to Thursday only.",
    "KR\nService Manager",
    "Sent from my iPhone",
    "Sent from Outlook for iOS",
    "Get Outlook for Android",
    "--\nTeam Manager\nIf you need help, ring 03000 000002",
    "OFFICIAL-SENSITIVE",
    "Yours sincerely\n[cid:image001.png@01D9]\nChief Nurse",
)
DISCLAIMERS = (
    "This email and any attachments are confidential. If you are not the intended recipient, delete it.",
    "*****************************************************\nAGREE BOTH is not an offer. DONE. RELEASE.",
    "The information in this e-mail is private.\nVERBAL or WITHDRAW. I can't come.",
    "Disclaimer\nNo contract is made by this email unless it says so.",
    "_____________________________\n"
    + "Any views in this message are those of the sender.\n" * 40
    + "RELEASE",
)
OURS = st.sampled_from(
    (
        "AGREE BOTH", "1 AGREE", "RELEASE", "ALLOW", "DISCHARGE", "SEND", "QUORATE", "NO", "DONE", "03 DONE",
        "HELP", "12 February", "VERBAL", "6 WITHDRAW", "WRONG", "ITEM: A thing, for decision", "RIGHT", "",
        "No corrections", "I can't come", "Head of Safeguarding will come in my place",
        "AGREED BY CHAIR, phone, 15 January",
        "Please reply AGREE BOTH, AGREE MINUTES or AGREE AGENDA, or tell us what to change.",
    )
)  # fmt: skip
QUOTED = st.lists(OURS, min_size=1, max_size=6).map("\n".join)
FROM_OUTLOOK = (
    "From: MASE secretariat <mase@council.example>\nSent: 18 January 2027 09:00\n"
    "To: Designated Nurse\nSubject: MASE: your 2 actions\n\n"
)
QUOTES = (
    lambda told: "\n".join(f"> {line}" for line in told.split("\n")),
    lambda told: "\n".join(f">> {line}" for line in told.split("\n")),
    lambda told: f"________________________________\n{FROM_OUTLOOK}{told}",
    lambda told: FROM_OUTLOOK + told,
    lambda told: f"*From:* MASE <mase@council.example>\n*Date:* Monday 18 January\n*To:* Me\n\n{told}",
    lambda told: f"-----Original Message-----\n{told}",
    lambda told: f"-------- Original message --------\n{told}",
    lambda told: f"Begin forwarded message:\n\n{told}",
    lambda told: f"On Mon, 18 Jan 2027 at 09:00, MASE secretariat <mase@council.example> wrote:\n\n{told}",
    lambda told: f"On 18 Jan 2027, at 09:00, MASE secretariat\n<mase@council.example> wrote:\n\n{told}",
    lambda told: f"From: MASE Sent: 18 January 2027 09:00 To: Me Subject: Two things\n{told}",
)


@given(st.sampled_from(SHORT), st.sampled_from(QUOTES), QUOTED)
def test_what_is_quoted_below_changes_nothing(reply: tuple[str, str], quote: object, told: str) -> None:
    letter, text = reply
    assert callable(quote)
    assert understood(letter, f"{text}\n\n{quote(told)}") == understood(letter, text)


@given(st.sampled_from(sorted(LETTERS)), st.sampled_from(QUOTES), QUOTED)
def test_what_is_quoted_alone_says_nothing(letter: str, quote: object, told: str) -> None:
    assert callable(quote)
    assert understood(letter, quote(told)) == []


@given(
    st.sampled_from(SHORT),
    st.sampled_from(("", *BANNERS)),
    st.sampled_from(("", *GREETINGS)),
    st.sampled_from(("", *SIGNATURES)),
    st.sampled_from(("", *DISCLAIMERS)),
)
def test_banner_greeting_signature_and_disclaimer_change_nothing(
    reply: tuple[str, str], banner: str, greeting: str, signature: str, disclaimer: str
) -> None:
    letter, text = reply
    around = "\n\n".join(part for part in (banner, greeting, text, signature, disclaimer) if part)
    assert understood(letter, around) == understood(letter, text)


@pytest.mark.parametrize("signature", SIGNATURES)
def test_a_signature_alone_says_nothing(signature: str) -> None:
    assert in_reply_to_any(signature) == {}


@pytest.mark.parametrize(
    "thanks", ["Thank you", "Many thanks\nHead of Service", "Noted", "Received, thanks", ""]
)
def test_thanks_need_no_answer(thanks: str) -> None:
    assert in_reply_to_any(thanks) == {}


def in_reply_to_any(text: str) -> dict[str, object]:
    """What is understood of a text in reply to each letter to which it says something."""
    return {letter: sayings for letter in LETTERS if (sayings := understood(letter, text))}


@pytest.mark.parametrize("letter", sorted(LETTERS))
def test_what_a_mail_program_says_of_our_letter_needs_no_answer(letter: str) -> None:
    for receipt in (
        "Your message was read on 28 January 2027 11:30:10 (UTC).",
        "Your message\n\n   To: Chair\n   Subject: MASE papers\n\nwas deleted without being read on Monday",
        "Your message has been delivered to the following recipients: the Chair",
    ):
        assert understood(letter, receipt) == []


AWAY = (
    "Automatic reply. I am away from my desk until Wednesday 3 February with limited access to email. If"
    " your message concerns a child at risk please ring the Front Door.",
    "On leave from 12 noon today, back Monday 8 February. For anything urgent ring 03000 000000.",
    "I am on rest days until Friday 5 February and will not see your email. For urgent matters call 101.",
)


@pytest.mark.parametrize("away", AWAY)
def test_the_words_of_an_automatic_reply_need_no_answer(away: str) -> None:
    assert in_reply_to_any(away) == {}


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("invitation", "I am on leave until 15 February so can't come. For anything urgent ring Jo."),
        ("invitation", "I am on leave until 15 February."),
        ("minutes, an action", "I'm away until 5 Feb, will be 12 February. For urgent things ring me"),
        ("minutes, an action", "I'm away until 5 Feb. HELP please, for urgent cases we need a leaflet"),
        ("chair: agenda", "On leave, back Monday. Happy with it. For anything urgent ring me"),
    ],
)
def test_whoever_is_away_and_says_more_is_heard(letter: str, text: str) -> None:
    reading = read(LETTERS[letter], ReceivedReply(on=TODAY, text=text))
    assert reading.sayings or reading.not_understood


@pytest.mark.parametrize("letter", ["papers", "moved", "minutes"])
@pytest.mark.parametrize(
    ("remark", "is_for_nobody"),
    [
        ("Thanks, have filed these", True),
        ("Lovely clear minutes, thank you ever so much", True),
        ("Got papers. Will read.", True),
        ("Thanks, could you send me the appendix", False),
        ("Lovely, but the link is broken", False),
        ("Got these, page 3 is missing", False),
    ],
)
def test_a_remark_on_a_letter_that_asks_nothing_is_for_nobody(
    letter: str, remark: str, is_for_nobody: bool
) -> None:
    assert (understood(letter, remark) == []) is is_for_nobody


@pytest.mark.parametrize("letter", ["minutes", "minutes, an action"])
@pytest.mark.parametrize(
    "praise",
    [
        "Somebody spelled my name right for once! Thank you :)",
        "You finally got my title right.",
        "Thanks for getting my name right",
        "My name is spelled correctly this time",
    ],
)
def test_praise_for_what_is_right_in_the_minutes_corrects_nothing(letter: str, praise: str) -> None:
    assert understood(letter, praise) in ([], ["Your message is with the Business Unit."])


@pytest.mark.parametrize(
    "correction",
    [
        "Somebody spelled my name right for once but the title is wrong",
        "Somebody spelled my name right for once. Item 4 says 12 cases, it was 21.",
        "Nobody spelled my name right.",
        "Somebody should have spelled my name right.",
        "Please put my title right.",
        "Get my name right for once!",
        "You got my name right on page 1 only.",
    ],
)
def test_what_is_not_right_or_only_here_and_there_reaches_the_unit_or_is_asked_back(correction: str) -> None:
    reading = read(LETTERS["minutes"], ReceivedReply(on=TODAY, text=correction))
    assert reading.not_understood or isinstance(reading.sayings[0], Correction | ForTheUnit)


CONSENT = {
    "chair: agenda, minutes": (
        "AGREE BOTH",
        "AGREE AGENDA",
        "AGREE MINUTES",
        "Agenda agreed",
        "I agree both",
    ),
    "chair: agenda": ("AGREE", "Agreed", "AGREE AGENDA"),
    "chair: late paper": ("ALLOW", "Yes", "Allowed"),
    "chair: discharge": ("DISCHARGE", "Discharged"),
    "chair: notice": ("SEND", "Send it"),
    "chair: quorum": ("QUORATE",),
    "chair: late paper, discharge, agenda": (
        "1 ALLOW",
        "1 ALLOW\n2 DISCHARGE\n3 AGREE",
        "DISCHARGE",
        "3 AGREE",
    ),
    "pack": ("RELEASE", "Release please", "Please release the pack"),
    "desk": ("RELEASE",),
}
CONDITIONS = (
    "but {}", "if {}", "unless {}", "provided that {}", "providing {}", "subject to {}", "once {}", "when {}",
    "as long as {}", "on condition that {}", "except that {}", "apart from {}", "assuming {}", "pending {}",
    "after {}", "only if {}", "with the exception of {}", "in principle, {}", "however {}", "although {}",
    "not before {}", "so long as {}", "bar {}", "until {}", "with one change: {}", "with {}", "minus {}",
)  # fmt: skip
THINGS = (
    "item 5 goes first", "the police agree", "item 3", "the typo on page 2", "the figures are checked",
    "Medway Social Care is content", "I see it again", "the paper comes by Thursday", "that change",
)  # fmt: skip
JOINTS = (" ", ", ", ". ", " - ", ": ", "; ", "\n", "\n\n", " (", "\nThanks\n", "! ")
ANY_CONSENT = st.sampled_from([(letter, word) for letter, words in CONSENT.items() for word in words])


def consents(letter: str, text: str) -> bool:
    sayings = read(LETTERS[letter], ReceivedReply(on=TODAY, text=text)).sayings
    return any(isinstance(saying, Answered) and saying.reply.word in CONSENTS for saying in sayings)


@given(ANY_CONSENT)
def test_a_consent_is_one_without_a_condition(consent: tuple[str, str]) -> None:
    assert consents(*consent)


@given(ANY_CONSENT, st.sampled_from(JOINTS), st.sampled_from(CONDITIONS), st.sampled_from(THINGS))
def test_a_consent_with_a_condition_is_none(
    consent: tuple[str, str], joint: str, condition: str, thing: str
) -> None:
    letter, word = consent
    clause = condition.format(thing)
    if "\n" in word:  # the condition belongs to its last line
        letter, word = "chair: late paper, discharge, agenda", word.rpartition("\n")[2]
    assert not consents(letter, f"{word}{joint}{clause}")
    assert not consents(letter, f"{clause.capitalize()}, {word}")
    assert not consents(letter, f"{clause.capitalize()}\n{word}")


@given(st.sampled_from(sorted(LETTERS)), st.text(max_size=300), st.sampled_from(["", "ALLOW", "AGREE", "?"]))
def test_whatever_is_written_is_read_and_never_taken_for_a_consent(letter: str, text: str, vote: str) -> None:
    reading = read(LETTERS[letter], ReceivedReply(on=TODAY, text=text, vote=vote))
    assert read(LETTERS[letter], ReceivedReply(on=TODAY, text=text, vote=vote)) == reading
    assert read_fresh(LETTERS[letter], ReceivedReply(on=TODAY, text=text)) is not None
    if not vote and not re.search(r"(?i)agree|allow|releas|discharg|send|quorate|yes|approve|ok", text):
        assert not consents(letter, text)


def test_every_question_of_the_chair_is_tried() -> None:
    kinds = {question.kind for letter in CONSENT for question in LETTERS[letter].questions}
    assert kinds >= {
        QuestionKind.AGREE_AGENDA,
        QuestionKind.AGREE_MINUTES,
        QuestionKind.ALLOW_LATE_PAPER,
        QuestionKind.DISCHARGE_ACTION,
        QuestionKind.SEND_ATTENDANCE_NOTICE,
        QuestionKind.RULE_ON_QUORUM,
        QuestionKind.RELEASE_PACK,
    }
