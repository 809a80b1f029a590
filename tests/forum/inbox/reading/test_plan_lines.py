"""What leads say of their lines of the action plan: a closed grammar, and the rest is asked back."""

from __future__ import annotations

import pytest

from forum.inbox.answered_letter import ReceivedReply
from forum.inbox.reading.reply import read
from forum.inbox.sayings import ActionReported, Answered, LineReported
from tests.forum.inbox.reading.letters import LETTERS, NEWER, TODAY


def heard(letter: str, text: str) -> list[tuple[str, str, str]]:
    """The lines reported in a reply: reference, word, and the lead's own words."""
    sayings = read(LETTERS[letter], ReceivedReply(on=TODAY, text=text)).sayings
    return [(s.reference, s.reply.word, s.reply.text) for s in sayings if isinstance(s, LineReported)]


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        ("P2.3 GREEN", [("P2.3", "GREEN", "")]),
        ("P2.3 G", [("P2.3", "GREEN", "")]),
        ("P2.3: a", [("P2.3", "AMBER", "")]),
        ("p 2.3 - Amber - the venue is late", [("P2.3", "AMBER", "the venue is late")]),
        ("Line P2.3 is red. No trainer can be found.", [("P2.3", "RED", "No trainer can be found")]),
        ("P2.3 still amber, was red last month", [("P2.3", "AMBER", "was red last month")]),
        ("P2.3 DONE, register of 41 hotels", [("P2.3", "DONE", "register of 41 hotels")]),
        ("P2.3 and P3.1 GREEN", [("P2.3", "GREEN", ""), ("P3.1", "GREEN", "")]),
        ("P2.3 green, P3.1 red no money", [("P2.3", "GREEN", ""), ("P3.1", "RED", "no money")]),
        ("P2.3 GREEN and P3.1 AMBER", [("P2.3", "GREEN", ""), ("P3.1", "AMBER", "")]),
        ("P2.3 G, P3.1 R: no money", [("P2.3", "GREEN", ""), ("P3.1", "RED", "no money")]),
        ("P2.3 red because P3.1 is red", [("P2.3", "RED", "because P3.1 is red")]),
        ("P2.3 RED, it waits for P3.1 and a trainer", [("P2.3", "RED", "it waits for P3.1 and a trainer")]),
        ("P2.3 AMBER until the venue is free", [("P2.3", "AMBER", "until the venue is free")]),
        ("P2.3 G\nP3.1 R: no money", [("P2.3", "GREEN", ""), ("P3.1", "RED", "no money")]),
        (
            "P2.3 AMBER the trainer has left and the next\nstarts in March\n\nMany thanks",
            [("P2.3", "AMBER", "the trainer has left and the next\nstarts in March")],
        ),
    ],
)
def test_a_colour_behind_its_line_is_read(text: str, reports: list[tuple[str, str, str]]) -> None:
    assert heard("actions: two lines", text) == reports


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("P2.3 BLUE", "Blue is given by the group when it discharges a line"),
        ("P2.3 is grey", "grey until a line starts"),
        ("P2.3 yellow", "Of P2.3 you give green, amber or red."),
        ("P2.3 going well", "It is not plain which colour P2.3 has."),
        ("P2.3 A training session was held", "It is not plain which colour P2.3 has."),
        ("P2.3 not green", "It is not plain which colour P2.3 has."),
        ("P2.3 green?", "It is not plain which colour P2.3 has."),
        ("P2.3 GREEN or AMBER", "You give P2.3 two colours."),
        ("P2.3 amber/red", "It is not plain which colour P2.3 has."),
        ("P2.3 GREEN if the money comes", "It is not plain whether P2.3 is green."),
        ("P2.3 green, unless Kent says no", "It is not plain whether P2.3 is green."),
        ("P2.3 all done bar the evaluation", "It is not plain which colour P2.3 has."),
        ("P2.3 done except for the last course", "It is not plain which colour P2.3 has."),
        ("P2.3 done by June", "It is not plain which colour P2.3 has."),
        ("P2.3 done, in part", "It is not plain whether P2.3 is done."),
        ("P2.3 done for one county, the other to follow", "It is not plain which colour P2.3 has."),
        ("P2.3 Green light given, but still amber", "It is not plain which colour P2.3 has."),
        ("P2.3 Red tape is holding us up", "It is not plain which colour P2.3 has."),
        ("P2.3 GREEN\nbut only if Kent pays", "It is not plain whether P2.3 is green."),
        ("P2.4 GREEN", "P2.4 is no open line of yours."),
    ],
)
def test_what_is_no_colour_of_a_lead_s_is_asked_back(text: str, why: str) -> None:
    reading = read(LETTERS["actions: two lines"], ReceivedReply(on=TODAY, text=text))
    assert not reading.sayings
    (unclear,) = reading.not_understood
    assert why in unclear.why
    assert "P2.3 or P3.1; after it say GREEN, AMBER or RED" in unclear.how


def test_a_colour_may_stand_alone_where_one_line_is_all_that_is_asked() -> None:
    assert heard("actions: a line", "Amber, the venue is late") == [("P2.3", "AMBER", "the venue is late")]
    assert heard("papers, a line", "Amber, the venue is late") == []
    assert heard("papers, a line", "P2.3 AMBER") == [("P2.3", "AMBER", "")]


@pytest.mark.parametrize("text", ["P2.3 AMBER\n03 DONE", "03 HELP, P2.3 DONE", "03 12 February, P2.3 RED"])
def test_a_line_and_an_action_are_told_apart(text: str) -> None:
    sayings = read(LETTERS["actions: two lines"], ReceivedReply(on=TODAY, text=text)).sayings
    assert {type(saying) for saying in sayings} == {LineReported, ActionReported}
    assert {saying.reference for saying in sayings} == {"P2.3", NEWER}  # type: ignore[attr-defined]


@pytest.mark.parametrize(("letter", "reference"), [("desk: a line", "P2.3"), ("desk: the work", "MISSING")])
def test_the_unit_passes_on_what_a_lead_says_by_phone(letter: str, reference: str) -> None:
    text = f"{reference} AMBER, phone, 15 January"
    (saying,) = read(LETTERS[letter], ReceivedReply(on=TODAY, text=text)).sayings
    assert isinstance(saying, Answered)
    assert (saying.reply.word, saying.by_phone is not None) == ("AMBER", True)
    assert "(Said by whoever was asked by phone on 15 January 2027.)" in saying.in_words(LETTERS[letter])


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        (
            "MISSING AMBER, one council has sent no figures",
            [("MISSING", "AMBER", "one council has sent no figures")],
        ),
        ("missing: g", [("MISSING", "GREEN", "")]),
        ("Missing is red.", [("MISSING", "RED", "")]),
        ("MISSING DONE, the report is written", []),
        ("MISSING: going well", []),
        ("Missing children were talked about.", []),
        ("P2.3 GREEN", []),
    ],
)
def test_how_the_work_of_a_task_group_stands_is_said_behind_its_code(
    text: str, reports: list[tuple[str, str, str]]
) -> None:
    assert heard("actions: a task group", text) == reports
