"""What is likely meant by words that no rule understands is put to their writer, and never recorded."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from benchmarks.understanding.letters import DEPUTIES, LETTERS, WRITERS
from benchmarks.understanding.outcomes import ASK, NOTHING_RECORDED, of_sayings, outcomes_of
from forum.inbox.answered_letter import FileReceived, ReceivedReply
from forum.inbox.likely.propose import read_with_likely
from tasks.duties.inbox.answered_letter import WEIGHTS, likely_words

TODAY = dt.date(2027, 2, 1)
MOST = 400_000  # bytes of the weights
MOST_TAPS = 8


def proposed(letter: str, by: str, text: str, *files: str) -> list[str]:
    """What is proposed of a reply of which nothing is recorded."""
    answered = replace(LETTERS[letter], deputies=LETTERS[letter].deputies or DEPUTIES.get(by, ()))
    came = tuple(FileReceived(name, name) for name in files)
    received = ReceivedReply(TODAY, text, files=came, writer=WRITERS[by], asked=WRITERS[by])
    reading = read_with_likely(answered, received, likely_words())
    assert outcomes_of(reading, answered) <= NOTHING_RECORDED
    return sorted(of_sayings(reading.proposed, answered))


@pytest.mark.parametrize(
    ("letter", "by", "text", "meant"),
    [
        (
            "chair.agenda",
            "chair",
            "I have been through the draft and it reads very well to me.",
            ["agree agenda"],
        ),
        ("chair.late", "chair", "I would sooner it waited for March, nobody can read it by then.", ["1:no"]),
        (
            "chair.discharge",
            "chair",
            "That is plainly finished, I saw it at the clinic, take it off.",
            ["1:discharge"],
        ),
        ("actions.one", "colin", "The leaflet went to every surgery last week.", ["done:04"]),
        (
            "invitation",
            "karen",
            "On a course in Leeds that week so I shall have to miss this one.",
            ["not coming"],
        ),
        (
            "author.one",
            "gareth",
            "Nothing on paper from me this time, I shall just talk to it.",
            ["verbal:6"],
        ),
        (
            "chair.both",
            "chair",
            "Nothing to add to the minutes and the agenda reads well, thank you for your patience.",
            ["agree agenda", "agree minutes"],
        ),
        (
            "after.items",
            "colin",
            "Might we have a slot on taxi licensing? There is a decision in it, twenty minutes would do, and "
            "I can bring a short paper.",
            ["item:taxi licensing;purpose=decision;minutes=20;paper=yes"],
        ),
        (
            "chair.four",
            "chair",
            "All three can be closed, and no letter on the last one, I will speak to them myself.",
            ["1:discharge", "2:discharge", "3:discharge", "4:no"],
        ),
    ],
)
def test_words_that_no_rule_has_are_put_to_their_writer(
    letter: str, by: str, text: str, meant: list[str]
) -> None:
    assert proposed(letter, by, text) == meant


@pytest.mark.parametrize(
    ("letter", "by", "text"),
    [
        ("chair.agenda", "chair", "I will read it on the train tonight."),
        ("chair.agenda", "chair", "Who asked for item 6?"),
        ("chair.discharge", "chair", "What did Helen send as evidence?"),
        ("chair.attendance", "chair", "Yes, do let Colin have that letter with my compliments."),
        ("pack", "wendy", "All looks in order to us, away they go."),
        ("actions.one", "colin", "Could be 26 February, could be 5 March."),
        ("deputy.two", "ruth", "Jo or Sam, I forget which of them said so."),
        ("actions.one", "colin", "I'll update you on Monday 8 February."),
        ("actions.one", "colin", "Will chase on the 4th"),
        ("actions.three", "colin", "02 we aim to talk on 12 February"),
        ("actions.one", "colin", "Printing starts on 12 February, ring me then"),
        ("chair.both", "chair", "Just one of them is fine"),
        ("chair.late", "chair", "They can put it round provided that it is short."),
    ],
)
def test_nothing_is_put_of_a_question_of_what_is_left_for_later_or_of_what_leaves_the_house(
    letter: str, by: str, text: str
) -> None:
    assert proposed(letter, by, text) == []


@pytest.mark.parametrize(
    ("letter", "text", "word", "meant"),
    [
        (
            "chair.four",
            "The first two are plainly finished. The leaflet should go back to them, and do write to the "
            "owner.",
            "1 DISCHARGE, 2 DISCHARGE, 3 RETURN, 4 SEND",
            ["1:discharge", "2:discharge", "3:return", "4:send"],
        ),
        (
            "actions.three",
            "The pathway is now all in place, the mapping has me beaten and I could use a hand, the calendar "
            "I would have by 5 February",
            "02 DONE, 03 5 February, 05 HELP",
            ["date:03:2027-02-05", "done:02", "help:05"],
        ),
        (
            "recorded.done",
            "I never said that it was finished, please may I have until 12 March for the leaflet",
            "WRONG, 04 12 March",
            ["wrong"],
        ),
    ],
)
def test_what_a_reply_may_mean_is_one_tap_and_there_are_few(
    letter: str, text: str, word: str, meant: list[str]
) -> None:
    answered = LETTERS[letter]
    reading = read_with_likely(answered, ReceivedReply(TODAY, text), likely_words())
    assert outcomes_of(reading, answered) == {ASK}
    assert word in reading.choices[0].words
    assert sum(len(choice.words) for choice in reading.choices) <= MOST_TAPS
    tapped = read_with_likely(answered, ReceivedReply(TODAY, word), likely_words())
    assert sorted(outcomes_of(tapped, answered)) == meant


def test_the_rest_of_what_was_recorded_in_part_is_put_to_its_writer() -> None:
    answered = LETTERS["plan.two"]
    text = "The leaflet needs until 5 March. Both of the plan lines are on course."
    reading = read_with_likely(answered, ReceivedReply(TODAY, text), likely_words())
    assert of_sayings(reading.sayings, answered) == {"date:04:2027-03-05"}
    assert of_sayings(reading.proposed, answered) == {"green:P2.3", "green:P3.1"}


def test_nothing_is_put_beside_a_file() -> None:
    text = "Read it through last night and I have no quarrel with any of it."
    assert proposed("chair.agenda", "chair", text, "agenda.docx") == []


def test_the_weights_are_small_and_have_no_name_in_them() -> None:
    names = {part.casefold() for name in WRITERS.values() for part in name.split()}
    words = {word for feature in json.loads(WEIGHTS.read_text()) for word in feature.split("|")[-1].split()}
    assert names & words == set()
    assert WEIGHTS.stat().st_size < MOST
