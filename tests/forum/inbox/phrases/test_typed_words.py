from __future__ import annotations

import pytest

from forum.inbox.mail_text.own_words import own_lines
from forum.inbox.phrases.typed_words import read_typed_reply
from forum.questions.words import Reply, Word
from tests.english import day

TODAY = day("Mon 18 Jan 2027")


def own_text(body: str) -> str:
    return "\n".join(own_lines(body))


def word(body: str) -> Word:
    return read_typed_reply(body, TODAY).word


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("AGREE BOTH", Word.AGREE_BOTH),
        ("agree both", Word.AGREE_BOTH),
        ("Agreed both, thanks", Word.AGREE_BOTH),
        ("I agree to both.", Word.AGREE_BOTH),
        ("AGREE AGENDA", Word.AGREE_AGENDA),
        ("I agree the agenda", Word.AGREE_AGENDA),
        ("Agree minutes!", Word.AGREE_MINUTES),
        ("Agreed", Word.AGREE),
        ("Hi Jo,\n\nAGREE BOTH\n\nKind regards\nThe Chair", Word.AGREE_BOTH),
        ("Hi Jo, AGREE BOTH", Word.AGREE_BOTH),
        ("RELEASE", Word.RELEASE),
        ("*RELEASE*", Word.RELEASE),
        ("Allow", Word.ALLOW),
        ("DONE", Word.DONE),
        ("Completed.", Word.DONE),
        ("Help", Word.HELP),
        ("VERBAL please", Word.VERBAL),
        ("I will give a verbal update, thanks", Word.VERBAL),
        ("Happy to give you a short verbal report on the day.", Word.VERBAL),
        ("We’ll do it verbally", Word.VERBAL),
        ("I can give a verbal update if there is time", Word.OTHER),
        ("I will give a verbal update, unless the paper is cleared", Word.OTHER),
        ("Withdraw", Word.WITHDRAW),
        ("WRONG", Word.WRONG),
        ("Discharged", Word.DISCHARGE),
        ("RETURN", Word.RETURN),
        ("SEND", Word.SEND),
        ("No thank you", Word.NO),
        ("Quorate", Word.QUORATE),
        ("Not quorate", Word.NOT_QUORATE),
    ],
)
def test_a_reply_is_read_as_people_type_it(body: str, said: Word) -> None:
    assert word(body) is said


@pytest.mark.parametrize(
    "signed",
    [
        "Kind regards Jo",
        "Kind regards, Jo Field",
        "Best wishes, Jo",
        "KR Jo",
        "Cofion cynnes\nJo",
        "Cofion, Jo",
    ],
)
def test_a_name_in_one_line_with_the_sign_off_ends_a_message(signed: str) -> None:
    assert own_text(f"AGREE BOTH\n{signed}\nHead of Service | KCC | www.council.example") == "AGREE BOTH"


@pytest.mark.parametrize(
    "line", ["Regards the plan for spring", "Best Practice in schools", "With regards to 5"]
)
def test_what_begins_like_a_sign_off_is_none(line: str) -> None:
    assert own_text(f"AGREE BOTH\n{line}\nPage 3") == f"AGREE BOTH\n{line}\nPage 3"


@pytest.mark.parametrize(
    "banner",
    [
        "*** This email has come from an external source outside of KCC ***",
        "This email is from a sender outside of the organisation, be careful with links.",
        "[You don't often get email from x@y.example. Learn why this is important at https://aka.ms/L ]",
    ],
)
def test_a_banner_above_a_word_is_no_part_of_it(banner: str) -> None:
    assert own_text(f"{banner}\n\nDONE") == "DONE"


@pytest.mark.parametrize(
    "said", ["Agreed by phone this morning", "The training in Delhi.", "See you Sunday evening"]
)
def test_what_greets_at_the_end_of_a_line_is_no_greeting(said: str) -> None:
    assert own_text(f"Good morning all, {said}") == said


@pytest.mark.parametrize(
    "body",
    [
        "",
        "I do not agree",
        "Don't agree",
        "AGREE?",
        "Agree with what?",
        "Can we agree the agenda",
        "Is this agreed",
        "Are these released",
        "AGREE AGENDA, but move item 5 to the end",
        "AGREE BOTH - subject to the spelling of item 3",
        "AGREE MINUTES\nPlease change the second paragraph.",
        "Release it once the police paper is in",
        "RELEASE\nNO",
        "SEND. Or should we wait?",
        "We have a disagreement about this",
        "Can we speak on Thursday?",
        "Not done",
        "1/2 done",
    ],
)
def test_nothing_is_agreed_that_was_not_said_plainly(body: str) -> None:
    reply = read_typed_reply(body, TODAY)
    assert reply == Reply(Word.OTHER, body)


@pytest.mark.parametrize(
    ("body", "reply"),
    [
        ("DONE - letters went on Friday", Reply(Word.DONE, "letters went on Friday")),
        (
            "Done: see the note\nThe last one went today.",
            Reply(Word.DONE, "see the note\nThe last one went today."),
        ),
        ("HELP we can't get the data", Reply(Word.HELP, "we can't get the data")),
        ("WITHDRAW, it is not ready", Reply(Word.WITHDRAW, "it is not ready")),
        ("NO: I shall ring them first", Reply(Word.NO, "I shall ring them first")),
        (
            "12/2/27 waiting for the providers",
            Reply(Word.NEW_DATE, "waiting for the providers", day("Fri 12 Feb 2027")),
        ),
        ("New date: 12 Feb - data late", Reply(Word.NEW_DATE, "data late", day("Fri 12 Feb 2027"))),
        ("by Friday 12 February", Reply(Word.NEW_DATE, "", day("Fri 12 Feb 2027"))),
    ],
)
def test_what_stands_beside_the_word_is_kept(body: str, reply: Reply) -> None:
    assert read_typed_reply(body, TODAY) == reply


@pytest.mark.parametrize(
    "body",
    ["12/1/27 sorry", "Thu 12 Feb 2027", "31/2/27", "18 Jan 2027", "12/2/27\n15/2/27"],
)
def test_a_date_gone_by_or_that_is_none_is_for_a_person_to_read(body: str) -> None:
    assert word(body) is Word.OTHER


OUTLOOK = """[EXTERNAL]
CAUTION: This email originated from outside of the organisation. Do not click links or open attachments.

AGREE AGENDA

Kind regards
Designated Nurse
01632 960002

This email and any attachments are confidential.
________________________________
From: MASE secretariat <mase@forum.example>
Sent: 18 January 2027 09:00
To: The Chair <chair@council.example>
Subject: MASE, two things to agree by Mon 25 Jan

Please reply AGREE BOTH, AGREE MINUTES or AGREE AGENDA, or tell us what to change.
"""
PHONE = "Agree both\n\nSent from my iPhone\n\n> On 18 Jan 2027, at 09:00, MASE wrote:\n> AGREE MINUTES\n"
WRAPPED = (
    "RELEASE\n\nOn Mon, 18 Jan 2027 at 09:00, MASE secretariat\n<mase@forum.example> wrote:\n\nAGREE BOTH\n"
)
OFFICIAL = "OFFICIAL-SENSITIVE\n\nDONE\n\nOFFICIAL-SENSITIVE\n"
ORIGINAL = "No\n-----Original Message-----\nAGREE BOTH\n"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (OUTLOOK, Word.AGREE_AGENDA),
        (PHONE, Word.AGREE_BOTH),
        (WRAPPED, Word.RELEASE),
        (OFFICIAL, Word.DONE),
        (ORIGINAL, Word.NO),
    ],
    ids=["Outlook", "a phone", "a wrapped attribution", "a marking", "an old Outlook"],
)
def test_what_mail_systems_add_is_not_the_answer(body: str, said: Word) -> None:
    assert word(body) is said


def test_quoted_text_alone_answers_nothing() -> None:
    assert read_typed_reply("> AGREE BOTH\n", TODAY) == Reply(Word.OTHER)
    assert read_typed_reply("\n-----Original Message-----\nAGREE BOTH\n", TODAY) == Reply(Word.OTHER)


def test_what_a_person_wrote_comes_through_whole() -> None:
    assert (
        own_text("Dear all,\n\nItem 5 & 6 <together>, please 🙂\n\nThanks\nJo")
        == "Item 5 & 6 <together>, please 🙂"
    )
    assert own_text("This email from the police is wrong.\nThis message came late.") == (
        "This email from the police is wrong.\nThis message came late."
    )


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("YES\nKaren", "YES"),
        ("YES\n\nkaren w", "YES"),
        ("YES\n- Karen x", "YES"),
        ("YES\nKW", "YES"),
        ("YES\nK.W.", "YES"),
        ("YES\nK", "YES"),
        ("YES\nK. Whitlock", "YES"),
        ("YES\nWhitlock, Karen\nDetective Superintendent\nNew number from 1 March", "YES"),
        ("YES\nKaren Whitlock QPM\nDetective Superintendent", "YES"),
        ("YES\nKaren Whitlock BA (Hons) MSc | Detective Superintendent", "YES"),
        ("YES\nKAREN WHITLOCK\nWorking days: Tuesday and alternate Thursdays", "YES"),
        ("YES\nKar", "YES"),
        ("YES\nDet Supt Whitlock", "YES"),
        ("YES\nDr K Whitlock", "YES"),
        ("Agree the minutes. K.", "Agree the minutes."),
        ("YES\nKindest,\nK", "YES"),
        ("YES\nDiolch / thanks\nKaren", "YES"),
        ("Yes. Karen", "Yes."),
        ("Done, thanks Karen", "Done, thanks"),
        ("Apologies - Karen", "Apologies"),
        # The name stands alone, of somebody else, in an answer, or above more of the answer.
        ("Karen", "Karen"),
        ("Jo Field\nKaren", "Jo Field"),
        ("Deputies: Jo, Karen", "Deputies: Jo, Karen"),
        ("It was Karen", "It was Karen"),
        ("AGREE AGENDA\nKaren\nSorry, please take item 7 off", "AGREE AGENDA\nSorry, please take item 7 off"),
        (
            "AGREE AGENDA\nKaren\nbut not before Helen has seen it",
            "AGREE AGENDA\nbut not before Helen has seen it",
        ),
        ("AGREE\nKaren\nPS Item 7 is mine.\nItem 8 too.", "AGREE\nPS Item 7 is mine.\nItem 8 too."),
        ("AGREE\x07 AGENDA\nItem\x0b7", "AGREE  AGENDA\nItem\n7"),
        ("AGREE AGENDA\nKaren Whitlock, but not item 7", "AGREE AGENDA\nKaren Whitlock, but not item 7"),
        ("AGREE AGENDA\nKarena", "AGREE AGENDA\nKarena"),
    ],
)
def test_the_name_of_the_writer_closes_a_reply(body: str, own: str) -> None:
    assert "\n".join(own_lines(body, "Karen Whitlock")) == own


@pytest.mark.parametrize(
    "banner",
    [
        "*** This message was sent by secure mail. Reply in the portal. ***",
        "--- Scanned by the gateway; no threats found ---",
        "External sender. Report phishing with the button.",
        "Sensitivity: Internal and partners",
    ],
)
def test_a_banner_above_an_answer_is_not_the_writers(banner: str) -> None:
    assert own_text(f"{banner}\n\nYES") == "YES"


@pytest.mark.parametrize(
    "below",
    [
        ">>> <mase@forum.example> 19/01/2027 09:00 >>>\nReply VERBAL or WITHDRAW",
        ">>> MASE <mase@forum.example> 19 January 2027 9:00 AM >>>\nReply VERBAL or WITHDRAW",
        "-----mase@forum.example wrote: -----\nTo: me\nReply VERBAL or WITHDRAW",
        "Sent with Proton Mail secure email.",
        "This email was sent securely via Egress",
        "Sent with Egress Protect",
        "Registered charity 0000000. A company limited by guarantee.",
        "Sent via Superhuman",
        "This e-mail (and any attachment) is for whoever it is addressed to.",
    ],
)
def test_what_groupwise_notes_and_secure_mail_add_is_not_the_writers(below: str) -> None:
    assert own_text(f"WITHDRAW\n\n{below}") == "WITHDRAW"


@pytest.mark.parametrize(
    ("body", "own"),
    [
        (
            "Date: 26 February. Reason: sickness.\n\nFrom: MASE\nSent: Monday\nTo: me",
            "Date: 26 February. Reason: sickness.",
        ),
        ("Done.\n--\nthe second half is not, though", "Done.\nthe second half is not, though"),
        ("-----\nDONE\n-----\nJo", "DONE"),
    ],
)
def test_what_looks_like_the_furniture_of_a_mail_may_be_the_writers(body: str, own: str) -> None:
    assert own_text(body) == own
