from __future__ import annotations

from dataclasses import replace

import pytest

from forum.partnerships import BriefingKind, kind_in, read_words
from forum.text.problem import Problem
from tests.english import day
from tests.forum.partnerships.briefings import words

TODAY = day("Mon 18 Jan 2027")
WRITTEN = """for action
DECIDED: Night staff of hotels are trained.
why: Your wardens meet them
every week.
ASK: Name somebody who goes along.
BY: 12 March
PASS ON: All of it, within your partnership."""


def test_the_parts_are_read_by_their_labels_and_go_on_in_the_next_line() -> None:
    assert read_words(WRITTEN.replace("them\n", "them\n \t\n"), TODAY) == words()


def test_the_decisions_own_words_stand_where_the_unit_gives_none() -> None:
    text = "FOR INFORMATION.\nPASS ON: nothing"
    read = read_words(text, TODAY, "Hotels are trained.")
    assert (read.kind, read.decided, read.why, read.ask, read.by) == (
        BriefingKind.INFORMATION,
        "Hotels are trained.",
        "",
        "",
        None,
    )
    assert read_words(WRITTEN, TODAY, "Hotels are trained.").decided == words().decided
    assert read_words("FOR COMMENT", TODAY).text.strip() == "", "what lacks is asked for by its label"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (WRITTEN.replace("for action", "for fun"), "what the briefing is for"),
        ("", "what the briefing is for"),
        ("FOR ACTION\nHotels are trained.", "to which part a line belongs"),
        (f"{WRITTEN}\nWHY: again", "WHY: is there twice"),
        (WRITTEN.replace("12 March", "ongoing"), "“Ongoing” is none"),
        (WRITTEN.replace("12 March", "12 January 2027"), "BY: is no day to come"),
        (WRITTEN.replace("12 March", "12 January"), "BY: 12 January has passed this year"),
        (WRITTEN.replace("12 March", "18 January 2027"), "BY: is no day to come"),  # today
    ],
)
def test_what_is_not_in_the_form_is_said_in_words(text: str, why: str) -> None:
    with pytest.raises(Problem, match=why):
        read_words(text, TODAY)


def test_a_response_asks_nothing() -> None:
    read = read_words("IN RESPONSE\nDECIDED: Yes.\nWHY: You asked.\nPASS ON: all", TODAY)
    assert read == replace(
        words(kind=BriefingKind.RESPONSE, decided="Yes.", why="You asked.", pass_on="all"), ask="", by=None
    )


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("FOR ACTION: cars are seen every night", BriefingKind.ACTION),
        ("*For comment*\nHere is our plan", BriefingKind.COMMENT),
        ("In response to you, yes", BriefingKind.RESPONSE),
        ("For information", BriefingKind.INFORMATION),
        ("Cars are seen, which is for action", BriefingKind.INFORMATION),
        ("", BriefingKind.INFORMATION),
    ],
)
def test_a_message_says_in_its_first_words_what_it_is_for(message: str, kind: BriefingKind) -> None:
    assert kind_in(message) is kind
