"""Guests come to one item: its time, and its paper (own rule: the terms know members alone).

The sheet of guests in the workbook of a meeting's papers, and the check when it comes back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from forum.agenda import Item, start_times
from forum.papers.pack import PackGuest
from forum.papers.papers import Paper, Readers
from forum.text.cells import CellReader, Row
from forum.text.checks import folded
from forum.text.problem import Problem


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


@dataclass(frozen=True)
class GuestChanges:
    """The guests whom a sheet adds, and those whose rows are no longer in it."""

    invited: tuple[PackGuest, ...]
    ended: tuple[PackGuest, ...]


def check_guests(
    known: Sequence[PackGuest], items: Sequence[str], rows: Sequence[Row], faults: Sequence[str]
) -> GuestChanges:
    """Return the changes that the sheet asks for; ``items`` are the numbers of part 1 (own rule).

    Raises Problem with every wrong cell: its place, its value and what is allowed.
    """
    reader = CellReader(faults)
    entries = [_entry(reader, items, row) for row in rows if any(cell.line for cell in row.values())]
    if reader.faults:
        raise Problem("The guests are as they were: the workbook has cells to correct.", reader.faults)
    before, now = {_key(guest) for guest in known}, {_key(guest) for guest in entries}
    return GuestChanges(
        invited=tuple(guest for guest in entries if _key(guest) not in before),
        ended=tuple(guest for guest in known if _key(guest) not in now),
    )


def _entry(reader: CellReader, items: Sequence[str], row: Row) -> PackGuest:
    if not row["Email"].line:
        reader.fault(row["Email"], "their email address")
    return PackGuest(
        item=reader.choice(row["Item"], items, needed=True),
        name=reader.name(row["Name"], "their name"),
        organisation=reader.line(row["Organisation"]),
        address=reader.address(row["Email"]),
    )


def _key(guest: PackGuest) -> tuple[str, str]:
    return guest.item, folded(guest.name)
