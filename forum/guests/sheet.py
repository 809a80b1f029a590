"""The sheet of guests in the workbook of a meeting's papers, and the check when it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from forum.papers.pack import PackGuest
from forum.text.cell_reader import CellReader, Row
from forum.text.checks import folded
from forum.text.problem import Problem


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
