"""The pack as the unit sees it: each paper with its readers, each reader with their papers.

Arrange a pack as the unit says: the order of its papers, papers left out, and their readers (clause 6).
The workbook in which the unit arranges a meeting's pack: its rows, and the check when it comes back.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from forum.members.membership import Seat
from forum.papers.papers import Paper, PaperState, Readers
from forum.text.cells import Cell, CellReader, Row
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import listed


@dataclass(frozen=True, kw_only=True)
class PackPaper:
    """A paper of the pack, with its item's ``number`` and ``title``.

    ``paper`` is its state in words, as in the item's line; ``readers`` are in words too ("all", "core
    members", "Kent Police and KCHFT", "part 2"); ``remarks`` on its file are whole sentences.
    """

    number: str
    title: str
    paper: str
    readers: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PackReader:
    """A reader of the pack: their name, their ``place`` ("Kent Police", "deputy, KCHFT", "co-opted"), and for
    each paper whether they get it.
    """

    name: str
    place: str
    gets: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True)
class PackGuest:
    """A guest for the item of a number, who gets its paper and no other. ``address`` is an email address."""

    item: str
    name: str
    organisation: str
    address: str


ARRANGEABLE = (PaperState.WANTED, PaperState.FILED, PaperState.DROPPED)
"""Papers in these states can be ordered and left out by the unit while the pack has not gone out."""
COMING = (PaperState.WANTED, PaperState.FILED, PaperState.LATE_WANTED, PaperState.LATE_ALLOWED)
"""These papers reach their readers, now or later."""
_BETWEEN = re.compile(r"^(?:[\s,;&+]|and\b)+")


@dataclass(frozen=True)
class PackOrder:
    """The papers of these items come first, in this order; the others follow as they are."""

    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Drop:
    """The paper of an item is left out of the pack."""

    number: str


@dataclass(frozen=True)
class Keep:
    """The paper of an item is in the pack after all."""

    number: str


@dataclass(frozen=True)
class Allow:
    """The paper of an item is for these readers. ``seats`` is the line that names the seats, as written."""

    number: str
    readers: Readers
    seats: str = ""


Change = PackOrder | Drop | Keep | Allow


def arrange(
    papers: Sequence[Paper], changes: Iterable[Change], seats: Sequence[Seat], *, pack_out: bool
) -> tuple[Paper, ...]:
    """Make the changes, and return the papers in their new order (where the terms are silent).

    Raises Problem with every change that can't be made; then none is made.
    """
    papers_by_item = {paper.item_number: paper for paper in papers}
    order = [*papers_by_item]
    faults: list[str] = []
    for change in changes:
        numbers = change.numbers if isinstance(change, PackOrder) else (change.number,)
        unknown = [number for number in numbers if number not in papers_by_item]
        if unknown:
            items = listed(papers_by_item) if papers_by_item else "none"
            faults += [f"Item {number} has no paper; items with a paper: {items}." for number in unknown]
            continue
        try:
            if isinstance(change, PackOrder):
                _refuse_once_out(pack_out)
                first = [*dict.fromkeys(numbers)]
                order = [*first, *(number for number in order if number not in first)]
            else:
                papers_by_item[change.number] = _change_paper(
                    papers_by_item[change.number], change, seats, pack_out
                )
        except Problem as problem:
            faults.append(f"Item {' '.join(numbers)}: {problem.sentence}")
    if faults:
        raise Problem("The pack can’t be arranged like that; nothing has been changed.", faults)
    return tuple(papers_by_item[number] for number in order)


def describe_arrangement(
    before: Sequence[Paper], after: Sequence[Paper], seats: Sequence[Seat]
) -> tuple[str, ...]:
    """Describe the differences between two arrangements, a sentence each."""
    return tuple(_differences({paper.id: paper for paper in before}, before, after, seats))


def readers_in_words(paper: Paper, seats: Sequence[Seat]) -> str:
    """The readers of a paper in words: "all", "core members", "Kent Police and KCHFT", "part 2"."""
    if paper.readers is Readers.SEATS:
        seat_names = listed(seat.short_name for seat in seats if seat.id in paper.seats)
        return f"{seat_names}, part 2" if paper.part > 1 else seat_names
    if paper.readers is Readers.CORE:
        return "core members, part 2" if paper.part > 1 else "core members"
    return "part 2" if paper.is_restricted else "all"


def seats_in_text(text: str, seats: Sequence[Seat]) -> tuple[Seat, ...]:
    """Return the seats that a line names, by any of their names, which may have commas and “and” in them.

    Raises Problem for a line without a seat, and for words that name no seat.
    """
    names = {folded(name): seat for seat in seats for name in (seat.name, seat.present_name, seat.short_name)}
    by_length = sorted(names, key=len, reverse=True)
    seats_found: list[Seat] = []
    rest = folded(text)
    while rest := _BETWEEN.sub("", rest):
        name = next(
            (known_name for known_name in by_length if re.match(rf"{re.escape(known_name)}(?!\w)", rest)), ""
        )
        if not name:
            break
        seats_found.append(names[name])
        rest = rest[len(name) :]
    if rest or not seats_found:
        fault = f"“{rest}” is no seat" if rest else "no seat is named"
        raise Problem(f"{fault}. The seats are {listed(seat.short_name for seat in seats)}.")
    return tuple(seats_found)


def arrangement_digest(papers: Iterable[Paper]) -> str:
    """Return the SHA-256 of a pack's papers, their order and their readers. A release is for that digest, so
    that a pack changed since has to be released anew."""
    lines = (
        f"{paper.id} {paper.state} {paper.document} {paper.readers} {sorted(map(str, paper.seats))}"
        for paper in papers
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _change_paper(paper: Paper, change: Drop | Keep | Allow, seats: Sequence[Seat], pack_out: bool) -> Paper:
    if isinstance(change, Allow):
        return _set_readers(paper, change, seats, pack_out)
    _refuse_once_out(pack_out)
    if paper.state not in ARRANGEABLE:
        raise Problem(f"its paper is {paper.state}, and in no pack.")
    if isinstance(change, Drop):
        return replace(paper, state=PaperState.DROPPED)
    if paper.state is PaperState.DROPPED:
        return replace(paper, state=PaperState.FILED if paper.document else PaperState.WANTED)
    return paper


def _set_readers(paper: Paper, change: Allow, seats: Sequence[Seat], pack_out: bool) -> Paper:
    if pack_out and (paper.state is PaperState.FILED or paper.supplement is not None):
        raise Problem("its paper has gone out, and can’t be taken back from its readers.")
    if paper.part > 1 and change.readers is Readers.ALL:
        raise Problem("it is in part 2, and its paper is for readers of part 2 alone.")
    chosen = seats_in_text(change.seats, seats) if change.readers is Readers.SEATS else ()
    return replace(paper, readers=change.readers, seats=frozenset(seat.id for seat in chosen))


def _refuse_once_out(pack_out: bool) -> None:
    if pack_out:
        raise Problem("the pack has gone out: its papers and their order are settled.")


def _differences(
    old_papers: Mapping[UUID, Paper], before: Sequence[Paper], after: Sequence[Paper], seats: Sequence[Seat]
) -> Iterator[str]:
    for paper in after:
        old = old_papers[paper.id]
        if old.state is not paper.state:
            left_out = paper.state is PaperState.DROPPED
            yield f"Item {paper.item_number}: {'left out of the pack' if left_out else 'in the pack again'}."
        if (old.readers, old.seats) != (paper.readers, paper.seats):
            yield f"Item {paper.item_number}: for {readers_in_words(paper, seats)}."
    in_order = [paper.item_number for paper in after]
    if in_order != [paper.item_number for paper in before]:
        yield f"The order: {listed(in_order)}."


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
