"""The unit's orders have one form each; a line that only begins like one is asked back."""

from __future__ import annotations

import pytest

from forum.inbox.orders import ORDERS, Order, begins_order, order_in
from forum.inbox.reading.desk.own_tasks import MORE_THAN_HOLD
from tests.forum.inbox.reading.letters import understood


@pytest.mark.parametrize("order", Order)
def test_the_example_that_letters_show_is_read(order: Order) -> None:
    found = order_in(ORDERS[order].example)
    assert found
    assert found[0] is order
    assert order_in(f"please {ORDERS[order].example.lower()}.")


def test_a_meeting_is_known_in_small_letters_too() -> None:
    (said,) = understood("desk", "drop mase/2027-02 item 7")
    assert said.startswith("Item 7 is off the agenda of MASE/2027-02;")


@pytest.mark.parametrize(
    "line",
    [
        "RELEASE",  # the minutes, or the pack
        "item 8 VERBAL, phone, 23 December",
        "MASE/2027-01/03 DONE, phone, 21 January",
        "We hold everything in the safe",
        "Should we cancel MASE/2027-02: nobody comes?",
    ],
)
def test_what_the_unit_says_otherwise_is_no_order(line: str) -> None:
    assert order_in(line) is None


@pytest.mark.parametrize(
    ("line", "asked_back"),
    [
        ("MOVE MASE/2027-02 to 11 February", "not in the form"),  # members read why
        ("MOVE MASE/2027-02 to the 31st of February: the room is needed", "to which day"),
        ("CANCEL the meeting please", "not in the form"),
        ("HOLD the papers", "not in the form"),
        ("ASIDE the one from the nurse", "not in the form"),
        ("APOLOGIES Jo Field", "not in the form"),
        ("APOLOGIES Jo Field, phone, 21 January", "a day to come"),
        ("ITEM MASE/2027-02: Sam (aged 13), for decision", "may name a child"),
        ("CLOSE MISSING", "not in the form"),
        ("STOP MISSING: no money", "not in the form"),
        ("EXTEND MISSING to the autumn by MASE/2027-06/D1", "to which day"),
    ],
)
def test_an_order_in_another_form_is_asked_back_and_not_carried_out(line: str, asked_back: str) -> None:
    assert begins_order(line)
    (said,) = understood("desk", line)
    assert said.startswith("? ")
    assert asked_back in said


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("7 NOT DISCUSSED", "“Not discussed.” stands under item 7 in"),
        ("8: deferred.", "“Deferred.” stands under item 8 in"),
        ("Items 9, 10 and 11 – noted", "“Noted.” stands under items 9, 10 and 11 in"),
        ("MASE/2027-01 item 7 NOTED", "“Noted.” stands under item 7 in the minutes of MASE/2027-01, unless"),
        ("7 NOTED, thanks", "? An item’s outcome is NOT DISCUSSED, DEFERRED or NOTED alone"),
        ("7 deferred to March", "? An item’s outcome is NOT DISCUSSED, DEFERRED or NOTED alone"),
        ("8 was not reached", "? An item’s outcome is NOT DISCUSSED, DEFERRED or NOTED alone"),
        ("Noted, back on Monday", "Your message is with the Business Unit."),
    ],
)
def test_the_outcome_of_items_without_a_note_is_one_of_three(line: str, items: str) -> None:
    (said,) = understood("draft minutes", line)
    assert said.startswith(items)


def test_what_answers_a_question_too_is_asked_back_as_an_answer() -> None:
    assert begins_order("RELEASE the papers") is None
    assert begins_order("Not signed Jo Field") is None


@pytest.mark.parametrize("letter", ["pack", "draft minutes", "members", "papers"])
def test_holding_everything_is_read_in_reply_to_any_letter(letter: str) -> None:
    (said,) = understood(letter, "HOLD EVERYTHING\nThe papers are wrong.")
    assert said.startswith("Everything is held from now on")
    assert understood(letter, "RESUME") == ["The hold is lifted: what waits is checked once more and leaves."]
    assert "The hold is lifted" not in str(understood(letter, "Resume: attached, for the new post"))


@pytest.mark.parametrize("more", [" until Friday", " but the minutes", "\nexcept the minutes"])
def test_holding_everything_with_other_words_is_asked_back_once(more: str) -> None:
    assert [said for said in understood("pack", f"HOLD EVERYTHING{more}") if not said.startswith("?")] == []
    assert MORE_THAN_HOLD in str(understood("pack", "Hold everything but the minutes"))


@pytest.mark.parametrize("why", [": the papers are wrong", " please", "\nWendy"])
def test_holding_everything_may_have_a_reason(why: str) -> None:
    (said,) = understood("pack", f"HOLD EVERYTHING{why}")
    assert said.startswith("Everything is held from now on")
