"""The workbook in which the unit arranges a meeting's pack: its rows, and the check when it comes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forum.members.membership import Seat
from forum.papers.pack import PackGuest, PackPaper, PackReader
from forum.papers.pack_arrangement import ARRANGEABLE, Allow, Change, Drop, Keep, PackOrder, seats_in_text
from forum.papers.papers import Paper, PaperState, Readers
from forum.text.cell_reader import Cell, CellReader, Row
from forum.text.problem import Problem
from forum.text.wording import listed

SHEET, GRID, GUESTS = "Papers", "Who gets what", "Guests"
INTRO = "Change the white cells, save, and send the workbook back. Nothing leaves before you reply RELEASE."
FOR_GUESTS = (
    "People who come for one item. Add a row to invite somebody; clear a row to tell them not to come."
)
MOST = 99  # papers in a pack
READERS: Mapping[str, Readers] = {
    "All": Readers.ALL,
    "Core members": Readers.CORE,
    "Part 2": Readers.PART_TWO,
    "Named seats": Readers.SEATS,
}
HELP = (
    ("Place", "The papers come in the order of these numbers; one without a number comes after them."),
    ("In the pack", "No leaves the paper out of the pack. It can be put back until the pack has gone."),
    (
        "Who may read it",
        "All; Core members, with deputies and cover; Part 2, whoever may read it; or Named seats. The Chair, "
        "the deputy chair and you always may.",
    ),
    ("Named seats", "Their names with commas between, for example Police, Health."),
    (
        "Guests",
        "People who come for one item of part 1. They get its time, and its paper alone once they have "
        "signed the agreement.",
    ),
    ("If something is wrong", "You get the workbook back with each wrong cell marked; nothing is changed."),
)


@dataclass(frozen=True)
class PackForm:
    """A pack for its workbook. ``papers`` and ``lines`` are the same papers in the same order."""

    reference: str
    date: dt.date
    papers: tuple[Paper, ...]
    lines: tuple[PackPaper, ...]
    readers: tuple[PackReader, ...]
    seats: tuple[Seat, ...]
    guests: tuple[PackGuest, ...] = ()


def prefill_rows(form: PackForm) -> Iterator[tuple[Paper, tuple[object, ...]]]:
    """Yield the papers that the unit arranges, each with its row as the sheet goes out."""
    words = {readers: word for word, readers in READERS.items()}
    for place, (paper, line) in enumerate(_rows(form), start=1):
        seat_names = ", ".join(seat.short_name for seat in form.seats if seat.id in paper.seats)
        in_pack = "No" if paper.state is PaperState.DROPPED else "Yes"
        yield (
            paper,
            (
                place,
                line.number,
                line.title,
                line.paper,
                in_pack,
                words[paper.readers],
                seat_names,
                " ".join(line.remarks),
            ),
        )


def check_pack(form: PackForm, rows: Sequence[Row], faults: Sequence[str]) -> tuple[Change, ...]:
    """Return the changes that the sheet asks for (where the terms are silent).

    Raises Problem with every wrong cell: its place, its value and what is allowed.
    """
    reader = CellReader(faults)
    papers_by_item = {line.number: paper for paper, line in _rows(form)}
    settled = {line.number for line in form.lines} - set(papers_by_item)  # verbal or withdrawn meanwhile
    rows = [row for row in rows if row["Item"].line not in settled]
    rows_by_item = reader.rows_by(
        rows, "Item", papers_by_item
    )  # a paper filed meanwhile has no row, and stays
    changes: list[Change] = [_order(reader, rows_by_item)] if rows_by_item else []
    for number, row in rows_by_item.items():
        changes.append(Keep(number) if reader.yes(row["In the pack"], needed=True) else Drop(number))
        if allowed := _allow(reader, form, papers_by_item[number], row):
            changes.append(allowed)
    if reader.faults:
        raise Problem("The pack is as it was: the workbook has cells to correct.", reader.faults)
    return tuple(changes)


def _rows(form: PackForm) -> Iterator[tuple[Paper, PackPaper]]:
    for paper, line in zip(form.papers, form.lines, strict=True):
        if paper.state in ARRANGEABLE:
            yield paper, line


def _order(reader: CellReader, rows: Mapping[str, Row]) -> PackOrder:
    places: dict[int, Cell] = {}
    at: dict[str, int] = {}
    for number, row in rows.items():
        cell = row["Place"]
        place = reader.number(cell, MOST)
        if place in places:
            reader.fault(cell, f"each number once; it is also in {places[place].place}")
        elif place is not None:
            places[place] = cell
        at[number] = MOST + 1 if place is None else place
    return PackOrder(tuple(sorted(at, key=lambda number: at[number])))


def _allow(reader: CellReader, form: PackForm, paper: Paper, row: Row) -> Allow | None:
    words = [word for word, readers in READERS.items() if paper.part == 1 or readers is not Readers.ALL]
    word = reader.choice(row["Who may read it"], words, needed=True)
    seat_names = row["Named seats"].line
    if not word:
        return None
    readers = READERS[word]
    if readers is not Readers.SEATS:
        if seat_names:
            reader.fault(row["Named seats"], "nothing, or “Named seats” in the column before")
        return Allow(paper.item_number, readers)
    try:
        seats_in_text(seat_names, form.seats)
    except Problem:
        reader.fault(row["Named seats"], listed((seat.short_name for seat in form.seats), "or"))
    return Allow(paper.item_number, readers, seat_names)
