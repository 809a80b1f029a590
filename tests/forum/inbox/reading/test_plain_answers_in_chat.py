"""What chatty people write beside an answer, and what must still not be taken for one."""

from __future__ import annotations

import pytest

from tests.forum.inbox.reading.letters import understood


@pytest.mark.parametrize(
    ("letter", "text", "says"),
    [
        (
            "actions: one",
            "Finished already, e-mailed it round on Monday",
            ["Action MASE/2027-01/03 is reported done."],
        ),
        (
            "actions: one",
            "needs to slip to 12 February, translators are slow",
            ["Action MASE/2027-01/03 is now due on Friday 12 February 2027."],
        ),
        (
            "actions: one",
            "I'm going to need some help with this one, nobody answers",
            ["Action MASE/2027-01/03 needs help: the Business Unit takes it up."],
        ),
        (
            "actions: one",
            "So sorry for the delay, can we please have until 12 February as the designer is off",
            ["Action MASE/2027-01/03 is now due on Friday 12 February 2027."],
        ),
        (
            "actions: two",
            "03 is done please, the survey went out on Friday",
            ["Action MASE/2027-01/03 is reported done."],
        ),
        (
            "after the meeting, no actions",
            "ITEM: Housing. Decision. 20 min. Paper yes",
            ["You propose an item for 9 February: “Housing”, for decision, 20 minutes, with a paper."],
        ),
        (
            "after the meeting, no actions",
            "Could you put the housing survey on for information? I won't need a paper",
            ["You propose an item for 9 February: “The housing survey”, for information, without a paper."],
        ),
        (
            "paper: 6",
            "I'll speak to it on the day, there won't be a paper",
            ["The paper for item 6 will not come: the item is spoken to."],
        ),
        ("paper: 6", "Withdraw please Dee, the figures are late", ["The paper for item 6 is withdrawn."]),
        (
            "paper: 6, 9",
            "Item 6 I will do verbally. Item 9 please withdraw, the lead has it now.",
            [
                "The paper for item 6 will not come: the item is spoken to.",
                "The paper for item 9 is withdrawn.",
            ],
        ),
        ("pack", "DROP 7 please, the author is ill", ["The pack is as you want it."]),
        ("pack", "Drop 7 please, Karen's paper has a name in it", ["The pack is as you want it."]),
        ("pack", "DROP 7, but keep it on the list", ["Your message is with the Business Unit."]),
        ("pack", "All checked, RELEASE", ["The papers for 9 February are released."]),
        (
            "details",
            "Phone: 03000 000123. Everything else is right.",
            ["What is to change in your details is with the Business Unit."],
        ),
        ("details", "Checked and it's all up to date", ["Your details on the register are right."]),
        (
            "minutes",
            "All fine from the police side, nothing to correct, thanks",
            ["You have no corrections to the minutes."],
        ),
        (
            "minutes",
            "Nothing to correct, except my title",
            ["Your message is with the Business Unit."],
        ),
        (
            "desk: agreements",
            "Interim Lead signed it today, copy filed",
            ["The agreement of Interim Lead is signed: what waited for it goes out."],
        ),
        ("desk: agreements", "Interim Lead has not signed", ["? Nothing that waits is answered by that."]),
        (
            "chair: late paper, discharge, agenda",
            "1 allow (it is short) and 2 discharge",
            [
                "The late paper for item 7 goes out as a supplement.",
                "Action MASE/2026-11/02 is discharged.",
            ],
        ),
        ("actions: one", "wrong one, sorry, undo please", ["What was recorded last is undone."]),
        (
            "desk",
            "release the minutes",
            ["The minutes of 12 January are released as a draft not yet agreed."],
        ),
    ],
)
def test_a_plain_answer_among_chat_is_understood(letter: str, text: str, says: list[str]) -> None:
    assert understood(letter, text) == says
