"""Quorum: whether enough of the core membership is there (clause 4). The software counts, the Chair rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from uuid import UUID

from forum.members.membership import Seat
from forum.terms import policy
from forum.text.wording import listed

Attendee = UUID | str  # a person on the register by id, a deputy nobody had named by name

_NOT_QUORATE = "not quorate unless the Chair rules otherwise"


class Ruling(StrEnum):
    """What the Chair deems the meeting to be."""

    QUORATE = "quorate"
    NOT_QUORATE = "not quorate"


def ruling_in_words(ruling: Ruling) -> str:
    """What the Chair deemed the meeting to be, as the minutes say it below the count (clause 4)."""
    return f"The Chair ruled the meeting {ruling}."


@dataclass(frozen=True)
class QuorumFinding:
    """``present`` of ``seats`` seats are filled and ``needed`` are needed.

    ``missing`` are the short names of seats that must be there and are not. ``short`` reads "7 of the 8
    needed"; ``words`` is a whole sentence with the clause, and ``counted`` the same without the verdict, for
    where the Chair's ruling follows.
    """

    present: int
    needed: int
    seats: int
    filled: frozenset[UUID]
    missing: tuple[str, ...]
    quorate: bool
    short: str
    words: str
    counted: str
    clause: str


def needed(rule: policy.Quorum, seats: Sequence[Seat]) -> int:
    """The fewest of these seats that make a meeting quorate: two thirds of twelve are eight (clause 4).

    Where the terms name a share, a number and seats that must be there, each has to be met. Nobody at all is
    never a quorum.
    """
    of_share = ceil(rule.share * len(seats)) if rule.share is not None else 0
    return max(of_share, rule.number or 0, sum(is_named(seat, rule) for seat in seats), 1)


def count_quorum(
    rule: policy.Quorum,
    seats: Sequence[Seat],
    present: Mapping[Attendee, Collection[UUID]],
    withdrawn: Collection[Attendee] = (),
) -> QuorumFinding:
    """Seats count, not people: each once, by its core member or a deputy, present or remote; one person for
    two seats counts once, and nobody counts who withdrew for the item (clause 4).

    ``seats`` are those of the day: vacant ones with the rest, abolished ones not. ``present`` gives for each
    person who came the ids of the seats they may fill, none for a guest.
    """
    must = [seat for seat in seats if is_named(seat, rule)]
    others = [seat for seat in seats if seat not in must]
    voters = {person: set(may_fill) for person, may_fill in present.items() if person not in withdrawn}
    filled = fill_seats([seat.id for seat in (*must, *others)], voters)
    missing = tuple(seat.short_name for seat in must if seat.id not in filled)
    enough = needed(rule, seats)
    quorate = len(filled) >= enough and not missing
    counted = _counted(len(filled), enough, len(seats), missing)
    return QuorumFinding(
        present=len(filled),
        needed=enough,
        seats=len(seats),
        filled=frozenset(filled),
        missing=missing,
        quorate=quorate,
        short=_short(len(filled), enough, missing),
        words=f"{counted}: {'quorate' if quorate else _NOT_QUORATE} (clause {rule.clause}).",
        counted=f"{counted} (clause {rule.clause}).",
        clause=rule.clause,
    )


def is_named(seat: Seat, rule: policy.Quorum) -> bool:
    """Whether the terms say that the seat must be there; an abolished one no longer must (clause 4)."""
    return seat.name in rule.must_include or seat.short_name in rule.must_include


def fill_seats(seats: Sequence[UUID], may_fill: Mapping[Attendee, Collection[UUID]]) -> dict[UUID, Attendee]:
    """Put people on seats so that as many seats as possible are filled, the first of them before the others
    (clause 4). Returns who fills each seat that is filled.

    Each seat in turn asks for a person, who may be freed by moving others to seats of theirs; a seat once
    filled stays filled, and no other way of placing people fills more (augmenting paths).
    """
    may_sit: dict[UUID, list[Attendee]] = {seat: [] for seat in seats}
    for person, places in may_fill.items():
        for seat in may_sit.keys() & places:
            may_sit[seat].append(person)
    filled: dict[UUID, Attendee] = {}
    taken: dict[Attendee, UUID] = {}

    def find_person(seat: UUID, asked: set[Attendee]) -> bool:
        for person in may_sit[seat]:
            if person in asked:
                continue
            asked.add(person)
            if person not in taken or find_person(taken[person], asked):
                filled[seat], taken[person] = person, seat
                return True
        return False

    for seat in seats:
        find_person(seat, set())
    return filled


def stands(counted: bool, ruling: Ruling | None) -> bool:
    """A decision stands where the Chair ruled the meeting quorate, or, without a ruling, where it was counted
    so; else it is to be ratified (clause 4)."""
    return counted if ruling is None else ruling is Ruling.QUORATE


def still_counts(ruling: Ruling, told: QuorumFinding, now: QuorumFinding) -> bool:
    """Whether a ruling on the quorum the Chair was ``told`` is one on that of a corrected record (clause 4).

    It is where the record speaks for it all the more: quorate with no fewer seats, not quorate with no more.
    Where the record has a quorum after all there is nothing to rule on, and what was ruled is left to people.
    """
    if now.quorate:
        return True
    if ruling is Ruling.QUORATE:
        return now.present >= told.present and set(now.missing) <= set(told.missing)
    return now.present <= told.present and set(now.missing) >= set(told.missing)


def _short(present: int, enough: int, missing: Sequence[str]) -> str:
    if present < enough:
        return f"{present} of the {enough} needed" + (f", without {listed(missing)}" if missing else "")
    return f"{present}, {enough} needed" + (f", but not {listed(missing)}" if missing else "")


def _counted(present: int, enough: int, seats: int, missing: Sequence[str]) -> str:
    were, are = ("was" if present == 1 else "were"), ("is" if enough == 1 else "are")
    counted = f"{present} of {seats} seats {were} filled and {enough} {are} needed"
    if present < enough:
        counted = f"{present} of the {enough} seats needed {were} filled"
    if missing:
        return f"{counted}, and {listed(missing)} must be among them"
    return counted
