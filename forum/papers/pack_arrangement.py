"""How the unit arranges a pack: the order of its papers, those left out, and who may see which (clause 6)."""

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

ARRANGED = (PaperState.WANTED, PaperState.FILED, PaperState.DROPPED)
"""What becomes of these papers is for the unit to say while the pack has not gone out."""
COMING = (PaperState.WANTED, PaperState.FILED, PaperState.LATE_WANTED, PaperState.LATE_ALLOWED)
"""These papers reach their readers, now or later."""
_BETWEEN = re.compile(r"^(?:[\s,;&+]|and\b)+")


@dataclass(frozen=True)
class Order:
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
    """Who may read the paper of an item. ``seats`` are the names of seats as they were written, in a line."""

    number: str
    readers: Readers
    seats: str = ""


Change = Order | Drop | Keep | Allow


def arranged(
    papers: Sequence[Paper], changes: Iterable[Change], seats: Sequence[Seat], *, pack_out: bool
) -> tuple[Paper, ...]:
    """The papers once the changes are made, in their new order (where the terms are silent).

    Raises Problem with every change that can't be made; then none is.
    """
    found = {paper.item_number: paper for paper in papers}
    order = [*found]
    faults: list[str] = []
    for change in changes:
        numbers = change.numbers if isinstance(change, Order) else (change.number,)
        unknown = [number for number in numbers if number not in found]
        if unknown:
            there = listed(found) if found else "none"
            faults += [f"Item {number} has no paper; items with a paper: {there}." for number in unknown]
            continue
        try:
            if isinstance(change, Order):
                _refuse_once_out(pack_out)
                first = [*dict.fromkeys(numbers)]
                order = [*first, *(number for number in order if number not in first)]
            else:
                found[change.number] = _changed(found[change.number], change, seats, pack_out)
        except Problem as problem:
            faults.append(f"Item {' '.join(numbers)}: {problem.sentence}")
    if faults:
        raise Problem("The pack can’t be arranged like that; nothing has been changed.", faults)
    return tuple(found[number] for number in order)


def what_changed(before: Sequence[Paper], after: Sequence[Paper], seats: Sequence[Seat]) -> tuple[str, ...]:
    """What is different now, a sentence each."""
    return tuple(_differences({paper.id: paper for paper in before}, before, after, seats))


def readers_in_words(paper: Paper, seats: Sequence[Seat]) -> str:
    """Who may read a paper: "all", "core members", "Kent Police and KCHFT", "part 2"."""
    if paper.readers is Readers.SEATS:
        named = listed(seat.short_name for seat in seats if seat.id in paper.seats)
        return f"{named}, part 2" if paper.part > 1 else named
    if paper.readers is Readers.CORE:
        return "core members, part 2" if paper.part > 1 else "core members"
    return "part 2" if paper.is_restricted else "all"


def named_seats(text: str, seats: Sequence[Seat]) -> tuple[Seat, ...]:
    """The seats that a line names, by any of their names; these have commas in them, and “and”.

    Raises Problem for none, and for what is no seat.
    """
    names = {folded(name): seat for seat in seats for name in (seat.name, seat.present_name, seat.short_name)}
    by_length = sorted(names, key=len, reverse=True)
    found: list[Seat] = []
    left = folded(text)
    while left := _BETWEEN.sub("", left):
        name = next((one for one in by_length if re.match(rf"{re.escape(one)}(?!\w)", left)), "")
        if not name:
            break
        found.append(names[name])
        left = left[len(name) :]
    if left or not found:
        said = f"“{left}” is no seat" if left else "no seat is named"
        raise Problem(f"{said}. The seats are {listed(seat.short_name for seat in seats)}.")
    return tuple(found)


def digest_of(papers: Iterable[Paper]) -> str:
    """The SHA-256 of what a pack holds, in which order and for whom: a release is of just that."""
    lines = (
        f"{paper.id} {paper.state} {paper.document} {paper.readers} {sorted(map(str, paper.seats))}"
        for paper in papers
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _changed(paper: Paper, change: Drop | Keep | Allow, seats: Sequence[Seat], pack_out: bool) -> Paper:
    if isinstance(change, Allow):
        return _read_by(paper, change, seats, pack_out)
    _refuse_once_out(pack_out)
    if paper.state not in ARRANGED:
        raise Problem(f"its paper is {paper.state}, and in no pack.")
    if isinstance(change, Drop):
        return replace(paper, state=PaperState.DROPPED)
    if paper.state is PaperState.DROPPED:
        return replace(paper, state=PaperState.FILED if paper.document else PaperState.WANTED)
    return paper


def _read_by(paper: Paper, change: Allow, seats: Sequence[Seat], pack_out: bool) -> Paper:
    if pack_out and (paper.state is PaperState.FILED or paper.supplement is not None):
        raise Problem("its paper has gone out, and can’t be taken back from its readers.")
    if paper.part > 1 and change.readers is Readers.ALL:
        raise Problem("it is in part 2, and its paper is for readers of part 2 alone.")
    named = named_seats(change.seats, seats) if change.readers is Readers.SEATS else ()
    return replace(paper, readers=change.readers, seats=frozenset(seat.id for seat in named))


def _refuse_once_out(pack_out: bool) -> None:
    if pack_out:
        raise Problem("the pack has gone out: its papers and their order stand.")


def _differences(
    known: Mapping[UUID, Paper], before: Sequence[Paper], after: Sequence[Paper], seats: Sequence[Seat]
) -> Iterator[str]:
    for paper in after:
        was = known[paper.id]
        if was.state is not paper.state:
            left_out = paper.state is PaperState.DROPPED
            yield f"Item {paper.item_number}: {'left out of the pack' if left_out else 'in the pack again'}."
        if (was.readers, was.seats) != (paper.readers, paper.seats):
            yield f"Item {paper.item_number}: for {readers_in_words(paper, seats)}."
    in_order = [paper.item_number for paper in after]
    if in_order != [paper.item_number for paper in before]:
        yield f"The order: {listed(in_order)}."
