"""What the trained model proposes: likely meanings in words that no rule has, and nothing beside a doubt."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from benchmarks.understanding.letters import DEPUTIES, LETTERS, WRITERS
from benchmarks.understanding.outcomes import NOTHING_RECORDED, of_sayings, outcomes_of
from forum.inbox.answered_letter import FileReceived, ReceivedReply
from forum.inbox.reading.reply import read

TODAY = dt.date(2027, 2, 1)


def proposed(by: str, letter: str, text: str, *files: str) -> list[str]:
    """What is proposed of a reply of which nothing is recorded."""
    answered = LETTERS[letter]
    if letter in ("invitation", "papers"):
        answered = replace(answered, deputies=DEPUTIES.get(by, ()))
    came = tuple(FileReceived(name, name) for name in files)
    reading = read(answered, ReceivedReply(TODAY, text, files=came, writer=WRITERS[by], asked=WRITERS[by]))
    assert outcomes_of(reading, answered) <= NOTHING_RECORDED
    return sorted(of_sayings(reading.proposed, answered))


@pytest.mark.parametrize(
    ("by", "letter", "text", "meant"),
    [
        ("sarah", "invitation", "Oh dear, jury service that week so not this time", ["not coming"]),
        ("sarah", "papers", "On the ward all day, apologies to everybody", ["not coming"]),
        ("ruth", "deputy.two", "Jo it is then", ["deputy:Jo Field"]),
        ("ruth", "deputy.two", "Drawn a blank on a deputy, sorry", ["no deputy"]),
        ("colin", "actions.one", "Realistically 26 February now", ["date:04:2027-02-26"]),
        ("chair", "chair.agenda", "Top stuff, running order works nicely", ["agree agenda"]),
        ("chair", "chair.late", "Far too late in the day for that", ["1:no"]),
        ("chair", "chair.quorum", "Plenty of seats filled, so yes", ["1:quorate"]),
    ],
)
def test_words_that_no_rule_has_are_put_to_their_writer(
    by: str, letter: str, text: str, meant: list[str]
) -> None:
    assert proposed(by, letter, text) == meant


@pytest.mark.parametrize(
    ("by", "letter", "text"),
    [
        ("sarah", "invitation", "Is the jury service that week?"),
        ("sarah", "invitation", "Jury service that week, but let me check"),
        ("sarah", "papers", "Trains permitting I'll be with you"),
        ("sarah", "papers", "On the ward all day on the 16th, apologies to everybody"),
        ("ruth", "deputy.two", "Jo or Sam it is then"),
        ("ruth", "deputy.two", "Not Jo"),
        ("ruth", "deputy.two", "Will Jo do?"),
        ("colin", "actions.one", "Realistically 26 February or 5 March"),
        ("colin", "actions.one", "Leaflet done bar the printing"),
        ("chair", "chair.agenda", "Top stuff, running order works nicely if Helen is there"),
        ("chair", "chair.agenda", "Top stuff, running order does not work"),
        ("chair", "chair.agenda", "The minutes work nicely"),
        ("chair", "chair.agenda", "Top stuff, item 6 first"),
        ("chair", "chair.quorum", "Plenty of seats filled, so yes?"),
        ("chair", "chair.attendance", "Yes, let it go to Colin"),
        ("chair", "chair.four", "Job well done, strike them off"),
        ("wendy", "pack", "Everything is in order, off they go"),
        ("wendy", "desk.ring", "Margaret has not given the agenda her blessing"),
    ],
)
def test_nothing_is_proposed_beside_a_question_a_condition_a_number_or_of_what_leaves_the_house(
    by: str, letter: str, text: str
) -> None:
    assert proposed(by, letter, text) == []


def test_nothing_is_proposed_of_words_beside_a_file() -> None:
    assert proposed("chair", "chair.agenda", "Top stuff, running order works nicely", "agenda.docx") == []
