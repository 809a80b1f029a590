"""A guest comes to one item: its time, and its paper."""

from __future__ import annotations

import datetime as dt

import pytest

from forum.agenda import Item, Purpose
from forum.guests import may_guest_read, slot_of
from forum.papers.papers import Paper, PaperState, Readers
from tests.forum.group import an_id

HELD = dt.datetime(2027, 2, 9, 9, 30)
ITEMS = (
    Item("Welcome", Purpose.DISCUSSION, 5, id=an_id("1"), number="1"),
    Item("Hotels", Purpose.DISCUSSION, 20, id=an_id("2"), number="2"),
    Item("A case", Purpose.DISCUSSION, 15, part=2, id=an_id("3"), number="3"),
)


def test_a_guest_comes_for_the_time_of_their_item_and_to_none_of_part_2() -> None:
    slot = slot_of(ITEMS, an_id("2"), HELD)
    assert slot
    assert slot.item.title == "Hotels"
    assert (slot.starts, slot.ends) == (dt.datetime(2027, 2, 9, 9, 35), dt.datetime(2027, 2, 9, 9, 55))
    assert slot_of(ITEMS, an_id("3"), HELD) is None
    assert slot_of(ITEMS, an_id("4"), HELD) is None, "it is off the agenda"


@pytest.mark.parametrize(
    ("item", "part", "readers", "may_read"),
    [
        ("2", 1, Readers.ALL, True),
        ("3", 1, Readers.ALL, False),
        ("2", 2, Readers.ALL, False),
        ("2", 1, Readers.CORE, False),
        ("2", 1, Readers.SEATS, False),
    ],
)
def test_a_guest_reads_the_paper_of_their_item_where_it_is_for_all(
    item: str, part: int, readers: Readers, may_read: bool
) -> None:
    paper = Paper(an_id("p"), item, "Hotels", PaperState.FILED, readers, part)
    assert may_guest_read(paper, "2") is may_read
