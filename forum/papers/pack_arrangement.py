"""Arrange a pack as the unit says: the order of its papers, papers left out, and their readers (clause 6)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from forum.members.membership import Seat
from forum.papers.papers import Paper, PaperState, Readers
from forum.text.checks import folded
from forum.text.problem import Problem
from forum.text.wording import listed

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
