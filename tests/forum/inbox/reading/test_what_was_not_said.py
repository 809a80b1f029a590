"""Words of a matter that give no answer on it: nothing of them is recorded."""

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
    ],
)
def test_what_was_not_said_is_not_recorded(letter: str, text: str) -> None:
    reading = read(LETTERS[letter], ReceivedReply(on=dt.date(2027, 2, 2), text=text))
    assert outcomes_of(reading, LETTERS[letter]) <= NOTHING_RECORDED
