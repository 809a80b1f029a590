"""Words of a matter that give no answer on it are not recorded; those that answer in haste are."""

from __future__ import annotations

import datetime as dt

import pytest

from benchmarks.understanding.letters import LETTERS
from benchmarks.understanding.outcomes import NOTHING_RECORDED, outcomes_of
from forum.inbox.answered_letter import ReceivedReply
from forum.inbox.reading.reply import read


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        ("invitation", "I cannot miss this one"),
        ("papers", "Attending to this now"),
        ("papers", "We'll get there"),
        ("deputy.two", "None so far"),
        ("deputy.none", "none of the links open"),
        ("author.one", "May I withdraw"),
        ("actions.one", "The leaflet is nowhere near done."),
        ("actions.one", "04 is far from finished"),
        ("author.one", "Can we take it off the agenda"),
        ("details", "Job title: TBC"),
        ("details", "Job title: Team Manager if the panel agrees"),
        ("details", "Format: not large print"),
        ("details", "The number's wrong"),
        ("details", "Yes, that's right?"),
        ("induction", "Agreement attached, sorry for the delay"),
        ("induction", "Signed? Not yet"),
        ("after.items", "The item on hotels was cut to five minutes last time"),
        ("after.items", "The minutes did you mean, or minutes as in ten minutes"),
        ("after.items", "ITEM: one pair of gloves left in the room"),
        ("after.items", "I'd rather eat my hat than propose another item on forms"),
        ("after.items", "Governors have an item on exclusions at their next meeting"),
        ("actions.one", "Help! I've locked myself out of my laptop"),
        ("after.action", "Help! I've locked myself out of my laptop"),
        ("actions.one", "Can anyone help with the printer on level 4? It says tray 2."),
        ("after.items", "I may have an item once the audit is in."),
        ("after.items", "Fiona said she would propose an item about transport, not me."),
        ("board.outcome", "1 agreed?\n\nAnn"),
        ("board.outcome", "Agreed, hopefully, but let me look in my notes."),
        ("board.outcome", "The board decided on its dates for 2028."),
        ("induction", "06 to whoever had it before, is she still there?"),
        ("members_check", "No. 12 bus is diverted."),
        ("chair.late", "No, I haven't had the paper, only your letter about it."),
        ("chair.agenda", "Not agreed, I'm afraid, I haven't opened it."),
        ("chair.agenda", "I'd like to talk to the Superintendent about item 7 before I sign this off."),
        ("chair.report", "I do not agree the report as yet."),
        ("chair.agenda", "The agenda is all right, can we please make sure there is heating in the hall"),
        ("desk.ring", "Agenda not agreed by Chair, phone, 3 Feb."),
        ("chair.discharge", "I'd return it, but Helen would never forgive me. Let me think."),
    ],
)
def test_what_was_not_said_is_not_recorded(letter: str, text: str) -> None:
    reading = read(LETTERS[letter], ReceivedReply(on=dt.date(2027, 2, 2), text=text))
    assert outcomes_of(reading, LETTERS[letter]) <= NOTHING_RECORDED


@pytest.mark.parametrize(
    ("letter", "text", "recorded"),
    [
        ("after.action", "Nothing from me for the 9th. 04 is done.", {"done:04"}),
        (
            "actions.three",
            "02 done last wk\n03 end of Feb, waiting on dates\n05 help pls, no analyst",
            {"done:02", "date:03:2027-02-26", "help:05"},
        ),
        ("plan.two", "Both plan lines amber, moves. 04 done", {"amber:P2.3", "amber:P3.1", "done:04"}),
        ("work.group", "Missing group is amber, one meeting lost to the snow", {"amber:MISSING"}),
        ("author.one", "withdraw pls, not cleared by the board", {"withdraw:6"}),
        ("author.two", "6 VERBAL 8 WITHDRAW", {"verbal:6", "withdraw:8"}),
        ("recorded.done", "WRONG - NOT DONE", {"wrong"}),
    ],
)
def test_what_was_said_in_haste_is_recorded(letter: str, text: str, recorded: set[str]) -> None:
    reading = read(LETTERS[letter], ReceivedReply(on=dt.date(2027, 2, 2), text=text))
    assert outcomes_of(reading, LETTERS[letter]) - {"none"} == recorded


def test_a_cry_for_help_is_offered_as_help() -> None:
    reading = read(
        LETTERS["actions.one"], ReceivedReply(on=dt.date(2027, 2, 2), text="Help! The printer went bust")
    )
    assert not reading.sayings
    assert ["HELP" in choice.words for choice in reading.choices] == [True]
