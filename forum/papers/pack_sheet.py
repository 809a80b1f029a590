"""The workbook of a meeting's papers: sent to the unit to arrange the pack, and checked when it is back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forum.members.membership import Seat
from forum.papers.pack import PackPaper, PackReader
from forum.papers.pack_arrangement import ARRANGED, Allow, Change, Drop, Keep, Order, named_seats
from forum.papers.papers import Paper, PaperState, Readers
from forum.text.cell_reader import Cell, CellReader, Row, cell_text
from forum.text.problem import Problem
from forum.text.wording import listed

SHEET, GRID = "Papers", "Who gets what"
INTRO = "Change the white cells, save, and send the workbook back. Nothing leaves before you reply RELEASE."
MOST = 99  # places in a pack
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
    ("Named seats", "Their names with commas between, for example Kent Police, KCHFT."),
    ("If something is wrong", "You get the workbook back with each wrong cell marked; nothing is changed."),
)


@dataclass(frozen=True)
class PackForm:
    """What is known of a pack: ``papers`` and ``lines`` are the same papers in the same order."""

    reference: str
    date: dt.date
    papers: tuple[Paper, ...]
    lines: tuple[PackPaper, ...]
    readers: tuple[PackReader, ...]
    seats: tuple[Seat, ...]


def prefilled(form: PackForm) -> Iterator[tuple[Paper, tuple[object, ...]]]:
    """The rows of the sheet as it goes out, for the papers that the unit arranges."""
    words = {readers: word for word, readers in READERS.items()}
    for place, (paper, line) in enumerate(_rows(form), start=1):
        named = ", ".join(seat.short_name for seat in form.seats if seat.id in paper.seats)
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
                named,
                " ".join(line.remarks),
            ),
        )


def check_pack(form: PackForm, rows: Sequence[Row], faults: Sequence[str]) -> tuple[Change, ...]:
    """What the sheet says is to be changed (where the terms are silent).

    Raises Problem with every wrong cell: where it is, what was found and what is allowed.
    """
    reader = CellReader(faults)
    known = {line.number: paper for paper, line in _rows(form)}
    settled = {line.number for line in form.lines} - set(known)  # verbal or withdrawn since it went out
    rows = [row for row in rows if cell_text(row["Item"]) not in settled]
    found = reader.rows_by(rows, "Item", known)  # a paper that came since stays as it is
    changes: list[Change] = [_order(reader, found)] if found else []
    for number, row in found.items():
        changes.append(Keep(number) if reader.yes(row["In the pack"], needed=True) else Drop(number))
        if allowed := _allow(reader, form, known[number], row):
            changes.append(allowed)
    if reader.faults:
        raise Problem("The pack stands as it was: the workbook has cells to put right.", reader.faults)
    return tuple(changes)


def _rows(form: PackForm) -> Iterator[tuple[Paper, PackPaper]]:
    for paper, line in zip(form.papers, form.lines, strict=True):
        if paper.state in ARRANGED:
            yield paper, line


def _order(reader: CellReader, rows: Mapping[str, Row]) -> Order:
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
    return Order(tuple(sorted(at, key=lambda number: at[number])))


def _allow(reader: CellReader, form: PackForm, paper: Paper, row: Row) -> Allow | None:
    words = [word for word, readers in READERS.items() if paper.part == 1 or readers is not Readers.ALL]
    word = reader.choice(row["Who may read it"], words, needed=True)
    named = cell_text(row["Named seats"])
    if not word:
        return None
    readers = READERS[word]
    if readers is not Readers.SEATS:
        if named:
            reader.fault(row["Named seats"], "nothing, or “Named seats” in the column before")
        return Allow(paper.item_number, readers)
    try:
        named_seats(named, form.seats)
    except Problem:
        reader.fault(row["Named seats"], listed((seat.short_name for seat in form.seats), "or"))
    return Allow(paper.item_number, readers, named)
