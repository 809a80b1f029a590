"""Guests come to one item: its time, and its paper (own rule: the terms know members alone)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from forum.agenda.items import Item, start_times
from forum.papers.papers import Paper, Readers


@dataclass(frozen=True)
class Slot:
    """The item for which a guest comes, and when the meeting takes it."""

    item: Item
    starts: dt.datetime
    ends: dt.datetime


def slot_of(items: Sequence[Item], item_id: UUID, meeting: dt.datetime) -> Slot | None:
    """Return when the item with that id is taken at a meeting that starts at ``meeting``.

    None for an item that is off the agenda, and for one of part 2: no guest comes to that.
    """
    for item, start in zip(items, start_times(items, meeting.time()), strict=True):
        if item.id == item_id and item.part == 1:
            starts = dt.datetime.combine(meeting.date(), start)
            return Slot(item, starts, starts + dt.timedelta(minutes=item.minutes))
    return None


def may_guest_read(paper: Paper, item: str) -> bool:
    """Say whether a guest for the item of a number may read a paper: it is that item's, of part 1, and for
    all at the meeting. A paper for the core members or for named seats is none of theirs."""
    is_of_item = paper.item_number == item and paper.part == 1
    return is_of_item and paper.readers is Readers.ALL
