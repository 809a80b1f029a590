"""What the unit says of the register of members in answer to its desk letter."""

from __future__ import annotations

import pytest

from forum.inbox.sayings import ConcernRaised
from tests.forum.inbox.reading.letters import NEWER, understood

LEAD = "The agreement of Interim Lead is signed: what waited for it goes out."
OF_HEALTH = "The agreement of Interim Lead, Community Health is signed: what waited for it goes out."


@pytest.mark.parametrize(
    ("letter", "text", "said"),
    [
        ("desk: an agreement", "SIGNED", LEAD),
        ("desk: an agreement", "signed Interim Lead", LEAD),
        ("desk: an agreement", "Interim Lead signed, 12 January", LEAD),
        ("desk: an agreement", "SIGNED Interim Lead, 12/1/27", LEAD),
        ("desk: agreements", "SIGNED Interim Lead, Community Health", OF_HEALTH),
        ("desk: agreements", "Signed interim lead, community health on 12 January", OF_HEALTH),
        ("desk: agreements", "SIGNED Interim Lead", LEAD),
    ],
)
def test_a_signed_agreement_is_recorded_by_its_name(letter: str, text: str, said: str) -> None:
    assert understood(letter, text) == [said]


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("desk: agreements", "SIGNED"),
        ("desk: an agreement", "SIGNED Interim Lead, 3 March"),  # a day to come
        ("desk: an agreement", "Interim Lead has not signed yet"),
        ("desk: an agreement", "Interim Lead says it was signed by somebody else"),
    ],
)
def test_what_does_not_say_plainly_who_has_signed_records_nothing(letter: str, text: str) -> None:
    assert not [one for one in understood(letter, text) if "is signed" in one]


TO_POLICE = "Action MASE/2027-01/03 goes to Kent Police."
YOURS, OLDER_YOURS = (
    "Action MASE/2027-01/03 is yours from today.",
    "Action MASE/2026-11/02 is yours from today.",
)
RETURNED = "Your agreement has come: the Business Unit records it, and your papers follow."
NEW_NUMBER = "Your new number is taken once the Business Unit has confirmed it with you."
CONFIRMED = "Your details on the register are right."
IN_WORDS = "What is to change in your details is with the Business Unit."
NOT_PLAIN = "? It is not plain what in your details is right, or what should change."
APPLIED = "The members’ workbook is in the register."


@pytest.mark.parametrize(
    ("letter", "text", "said"),
    [
        ("desk: an orphan", "MASE/2027-01/03 TO Kent Police", [TO_POLICE]),
        ("desk: an address", "APPLY Designated Nurse", [
            "The new contact details of Designated Nurse are agreed, and in the register once "
            "each unit that was asked has agreed."
        ]),
        ("desk: an address", "NO Designated Nurse", [
            "The new contact details of Designated Nurse are not taken; the register stays as it was."
        ]),
        ("welcome: one action", "ACCEPT", [YOURS]),
        ("welcome", "Signed. 03 accept, 02 accept", [RETURNED, YOURS, OLDER_YOURS]),
        ("welcome: same numbers", "MASE/2026-11/03 ACCEPT", ["Action MASE/2026-11/03 is yours from today."]),
        ("welcome: same numbers", "03 ACCEPT", ["? It is not plain which action you mean."]),
        ("welcome: same numbers", "03 ACCEPT\n03 to Kent Police", [
            "? It is not plain which action you mean.", "? It is not plain which action you mean."
        ]),
        ("welcome", "3 accept", [YOURS]),
        ("welcome", "I accept both", [YOURS, OLDER_YOURS]),
        ("welcome", "03 ACCEPT\n02 to Kent Police", [YOURS, "Action MASE/2026-11/02 goes to Kent Police."]),
        ("welcome", "I agree to the agreement, thanks\n03 accept", [RETURNED, YOURS]),
        ("welcome", "I have signed it", [RETURNED]),
        ("welcome", "Will sign it once HR have looked", ["Your message is with the Business Unit."]),
        ("welcome", "Phone: 03000 000111", [NEW_NUMBER]),
        ("details", "YES", [CONFIRMED]),
        ("details", "Yes, thank you", [CONFIRMED]),
        ("details", "All correct", [CONFIRMED]),
        ("details", "Phone: 03000 000111\nJob title: Head", [f"Your job title is changed. {NEW_NUMBER}"]),
        ("details", "Mobile: none", [NEW_NUMBER]),
        ("details", "Tel: 03000 000111\nEmail: nurse@health.example", [
            "Your new address and number are taken once the Business Unit has confirmed them with you."
        ]),
        ("details", "Format: large print", ["Your format is changed."]),
        ("details", "Format: ordinary", ["Your format is changed."]),
        ("details", "Address we write to: nurse@health.example", [
            "Your new address is taken once the Business Unit has confirmed it with you."
        ]),
        ("details", "Organisation: Health Trust", [IN_WORDS]),
        ("details", "My email: nurse@health.example", [
            "Your new address is taken once the Business Unit has confirmed it with you."
        ]),
        ("details", "Large print please", ["Your format is changed."]),
        ("details", "All fine, ta", [CONFIRMED]),
        ("details", "Yes, no changes", [CONFIRMED]),
        ("details", "These are all as they should be", [CONFIRMED]),
        ("details", "My surname is Field now", [IN_WORDS]),
        ("details", "Yes, except that the PA has left", [NOT_PLAIN]),
        # Nothing is taken for a detail, or for a yes, that is neither.
        ("details", "Phone: not right", [NOT_PLAIN]),
        ("details", "Phone: is it the switchboard?", [NOT_PLAIN]),
        ("details", "Email: see below", [NOT_PLAIN]),
        ("details", "Almost all right", [NOT_PLAIN]),
        ("details", "Who else can see this?", [NOT_PLAIN]),
        ("details", "No. Corrections to follow", [NOT_PLAIN]),
        ("details", "I am leaving the Trust, please remove me", [ConcernRaised.WORDS]),
        ("members", "YES", [APPLIED]),
        ("members", "Apply please", [APPLIED]),
        ("members", "NO", ["The members’ workbook is not taken; the register stays as it was."]),
        ("members", "Apply, but leave the nurse as she is", [
            "? Nothing changes until you reply APPLY."
        ]),
    ],
)  # fmt: skip
def test_what_is_said_of_members_is_understood(letter: str, text: str, said: list[str]) -> None:
    assert understood(letter, text) == said


def test_a_workbook_that_comes_back_is_the_members_and_a_signed_copy_the_agreement() -> None:
    has_come = "Your members’ workbook has come: our next letter says what it would change."
    assert understood("desk", "Please see attached", "Members.xlsx") == [has_come]
    assert understood("members", "Better now", "Members.xlsx") == [has_come]
    assert understood("welcome", "Signed copy attached", "scan.pdf") == [RETURNED]


def test_what_the_unit_says_beside_the_workbook_is_not_lost() -> None:
    has_come = "Your members’ workbook has come: our next letter says what it would change."
    text = "Please find attached the list\nAGENDA AGREED BY CHAIR, phone, 15 January\nSIGNED Interim Lead"
    agreed, signed = understood("desk: an agreement", text.partition("\n")[2])
    assert understood("desk: an agreement", text, "Members.xlsx") == [has_come, agreed, signed]
    assert understood("desk", "List with two changes", "Members.xlsx") == [has_come]


def test_a_name_that_nobody_waits_for_does_not_keep_the_other_lines_from_counting() -> None:
    assert understood("desk: an agreement", "SIGNED Interim Lead\nSIGNED Alex Moor, 14 January") == [
        LEAD,
        "? No agreement is waited for of whoever that names, or its day is to come.",
    ]


def test_the_line_that_keeps_an_answer_from_counting_is_named() -> None:
    text = "SIGNED Interim Lead\nAGENDA AGREED BY CHAIR, phone, 15 January\nas long as item 7 comes off"
    assert understood("desk: an agreement", text) == [
        "? Line 3 of your reply is none of the answers, and nothing is agreed or released on a condition."
    ]


def test_an_action_that_needs_no_other_owner_does_not_keep_other_lines_from_counting() -> None:
    agreed = understood("desk", "AGENDA AGREED BY CHAIR, phone, 15 January")
    assert understood(
        "desk", "AGENDA AGREED BY CHAIR, phone, 15 January\nMASE/2026-09/01 TO Kent Police"
    ) == [
        *agreed,
        "? It is not plain what you say of that action, or it does not wait for it.",
    ]


def test_an_action_taken_on_by_phone_is_not_said_to_be_the_unit_s() -> None:
    (said,) = understood("desk: an offer", f"{NEWER} ACCEPT, phone, 15 January")
    assert said.startswith(f"Action {NEWER} is taken on from today.")


CARD = "\nName: Sam Hall\nJob title: Team Manager\nEmail: sam.hall@camhs.example\nPhone: 03000 000111"
SIGNATURE = "\nSam Hall\nHead of Service\nTel: 03000 000111\nEmail: sam.hall@camhs.example"


@pytest.mark.parametrize("letter", ["papers", "moved", "after the meeting, no actions"])
def test_what_somebody_writes_of_their_deputy_changes_nothing_of_their_own_details(letter: str) -> None:
    said = understood(letter, f"I can't come. My deputy is:{CARD}")
    assert said == ["? It is not plain whether you come, or who comes in your place."]


def test_a_number_in_a_signature_changes_nobody_s_details() -> None:
    assert understood("after the meeting", f"03 DONE{SIGNATURE}") == [
        "Action MASE/2027-01/03 is reported done."
    ]
    assert understood("minutes", f"Page 3: Medway was there{SIGNATURE}") == [
        "Your corrections to the minutes are with the Business Unit, for a meeting to confirm."
    ]


def test_an_address_in_a_signature_is_no_deputy_s() -> None:
    said = understood("papers", f"Apologies from me{SIGNATURE}")
    assert said[0] == "You send apologies for the meeting on 9 February."


def test_details_by_themselves_are_taken_with_a_word_of_thanks() -> None:
    assert understood("papers", "Phone: 03000 000111\nThank you") == [NEW_NUMBER]
