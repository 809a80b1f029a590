"""An occasion as it stands in a letter's key; keys of letters that went must stay as they are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from forum.outbox.states import ONCE, Occasion, OccasionKind, Topic

DAY, AT, ID = dt.date(2027, 1, 18), dt.datetime(2027, 1, 18, 9, 30), UUID(int=7)
IN_KEYS = {
    "once": ONCE,
    "2027-01-18": Occasion(OccasionKind.DAY, DAY),
    "2027-01-18 away": Occasion(OccasionKind.DAY, DAY, note="away"),
    "2027-01": Occasion(OccasionKind.MONTH, DAY),
    f"2027-01-18 {ID}": Occasion(OccasionKind.SEAT, DAY, about=ID),
    "for 2027-01-18 09:30": Occasion(OccasionKind.TIME, at=AT),
    "move 2 from 2027-01-18T09:30:00": Occasion(OccasionKind.MOVE, at=AT, number=2),
    f"question {ID}": Occasion(OccasionKind.QUESTION, about=ID),
    f"question {ID} without part 2": Occasion(OccasionKind.QUESTION, about=ID, note="without part 2"),
    "edition 3": Occasion(OccasionKind.DOCUMENT, number=3),
    "supplement 1": Occasion(OccasionKind.SUPPLEMENT, number=1),
    "action log": Occasion(OccasionKind.ACTION_LOG),
    "minutes": Occasion(OccasionKind.MINUTES),
}


@pytest.mark.parametrize(("words", "occasion"), IN_KEYS.items())
def test_an_occasion_stands_in_a_key_by_its_words(words: str, occasion: Occasion) -> None:
    assert str(occasion) == words
    assert str(replace(occasion, edition=2)) == f"{words}, again 2"


def test_every_kind_of_occasion_has_its_words() -> None:
    assert {occasion.kind for occasion in IN_KEYS.values()} == set(OccasionKind)


def test_another_edition_of_a_letter_is_another_occasion_about_the_same() -> None:
    topic = Topic(UUID(int=1), Occasion(OccasionKind.MINUTES), UUID(int=2))
    later = topic.next_edition().next_edition()
    assert later == replace(topic, occasion=replace(topic.occasion, edition=topic.occasion.edition + 2))
