"""Quorum: enough of the core membership is there, or not (clause 4). The software counts, the Chair rules."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor
from uuid import UUID

from forum.members.membership import Membership, Seat
from forum.terms.parts import quorum as terms
from forum.text.wording import count, listed, number_word

Attendee = UUID | str  # the id of a person on the register; the name of a deputy who is not


class Ruling(StrEnum):
    """The Chair's ruling on whether a meeting is quorate."""

    QUORATE = "quorate"
    NOT_QUORATE = "not quorate"


def ruling_in_words(ruling: Ruling) -> str:
    """The sentence of the minutes, below the count, about the Chair's ruling (clause 4)."""
    return f"The Chair ruled the meeting {ruling}."


@dataclass(frozen=True)
class QuorumFinding:
    """A count of seats: of all ``seats``, ``present`` are filled and ``needed`` are needed.

    ``filled`` are the ids of filled seats, ``missing`` the short names of seats that must be there and are
    not. ``short`` reads "7 of the 8 needed"; ``words`` is a whole sentence with the clause, ``counted`` the
    same without the verdict, for minutes with the Chair's ruling.
    """

    present: int
    needed: int
    seats: int
    filled: frozenset[UUID]
    missing: tuple[str, ...]
    quorate: bool
    chair_may_rule: bool
    short: str
    words: str
    counted: str
    clause: str


def seats_needed(rule: terms.Quorum, seats: Sequence[Seat]) -> int:
    """Return how few of these seats make a meeting quorate: two thirds of twelve are eight (clause 4).

    Where the terms name a share, a number and seats that must be there, each has to be met. No seat at all is
    never a quorum.
    """
    of_share = rule.share * len(seats) if rule.share is not None else 0
    fewest = floor(of_share) + 1 if rule.exceeds else ceil(of_share)
    some = [part.number for part in rule.some_of]
    return max(fewest, rule.number or 0, sum(is_named(seat, rule) for seat in seats), *some, 1)


def seats_that_count(rule: terms.Quorum, membership: Membership, day: dt.date) -> tuple[Seat, ...]:
    """Return the seats of a day of which the quorum is counted (clause 4): vacant ones too, unless the terms
    leave them out, and none that the terms do not count."""
    return tuple(
        seat
        for seat in membership.seats_on(day)
        if not {seat.name, seat.short_name} & {*rule.not_counted}
        and not (rule.vacant == "left out" and membership.is_vacant(seat.id, day))
    )


def count_quorum(
    rule: terms.Quorum,
    seats: Sequence[Seat],
    present: Mapping[Attendee, Collection[UUID]],
    withdrawn: Collection[Attendee] = (),
    chairs: Collection[UUID] = (),
) -> QuorumFinding:
    """Count the seats filled (clause 4). Seats count, not people: each once, by its core member or a deputy,
    present or remote. A person for two seats counts once; whoever withdrew for the item does not count.

    ``seats`` are those that count on the day. ``present`` gives for each person who
    came the ids of the seats they may fill, none for a guest or for a Chair without a seat. ``chairs`` are
    the Chair and the deputy chair, one of whom may have to be there.
    """
    named_seats = [seat for seat in seats if is_named(seat, rule)]
    some_of = [_named_in(part.seats, seats) for part in rule.some_of]
    wanted = [*named_seats, *(seat for part in some_of for seat in part)]
    in_order = [seat.id for seat in (*wanted, *seats)]
    voters = {person: set(may_fill) for person, may_fill in present.items() if person not in withdrawn}
    filled = fill_seats(list(dict.fromkeys(in_order)), voters)
    more, than = (
        sum(seat.id in filled for seat in _named_in(names, seats)) for names in (rule.more, rule.than)
    )
    missing = (
        *(["the Chair or the deputy chair"] if rule.with_chair and not voters.keys() & {*chairs} else ()),
        *([f"more of {listed(rule.more)} than of {listed(rule.than)}"] if rule.more and more <= than else ()),
        *(seat.short_name for seat in named_seats if seat.id not in filled),
        *(
            f"{number_word(part.number)} of {listed([seat.short_name for seat in theirs], 'or')}"
            for part, theirs in zip(rule.some_of, some_of, strict=True)
            if sum(seat.id in filled for seat in theirs) < part.number
        ),
    )
    enough = seats_needed(rule, seats)
    quorate = len(filled) >= enough and not missing
    words = _count_in_words(len(filled), enough, len(seats), missing)
    may_rule = rule.chair_may_rule(len(filled))
    not_quorate = f"not quorate{' unless the Chair rules otherwise' if may_rule else ''}"
    return QuorumFinding(
        present=len(filled),
        needed=enough,
        seats=len(seats),
        filled=frozenset(filled),
        missing=missing,
        quorate=quorate,
        chair_may_rule=may_rule,
        short=_short(len(filled), enough, missing),
        words=f"{words}: {'quorate' if quorate else not_quorate} (clause {rule.clause}).",
        counted=f"{words} (clause {rule.clause}).",
        clause=rule.clause,
    )


def is_named(seat: Seat, rule: terms.Quorum) -> bool:
    """Say whether the terms say that the seat must be there (clause 4)."""
    return seat in _named_in(rule.must_include, [seat])


def _named_in(names: Collection[str], seats: Sequence[Seat]) -> list[Seat]:
    return [seat for seat in seats if seat.name in names or seat.short_name in names]


def fill_seats(seats: Sequence[UUID], may_fill: Mapping[Attendee, Collection[UUID]]) -> dict[UUID, Attendee]:
    """Put people on seats so that as many seats as possible are filled, earlier seats first (clause 4).
    Return the person on each seat that is filled.

    Each seat in turn looks for a person, who may be freed by moving others to another seat of theirs. A seat
    once filled stays filled, and no other way of placing people fills more (augmenting paths).
    """
    may_sit: dict[UUID, list[Attendee]] = {seat: [] for seat in seats}
    for person, places in may_fill.items():
        for seat in may_sit.keys() & places:
            may_sit[seat].append(person)
    filled: dict[UUID, Attendee] = {}
    seat_of: dict[Attendee, UUID] = {}

    def find_person(seat: UUID, tried: set[Attendee]) -> bool:
        for person in may_sit[seat]:
            if person in tried:
                continue
            tried.add(person)
            if person not in seat_of or find_person(seat_of[person], tried):
                filled[seat], seat_of[person] = person, seat
                return True
        return False

    for seat in seats:
        find_person(seat, set())
    return filled


def decision_stands(counted: bool, ruling: Ruling | None) -> bool:
    """Say whether a decision stands, and need not be ratified: the Chair ruled the meeting quorate or,
    without a ruling, it was ``counted`` quorate (clause 4)."""
    return counted if ruling is None else ruling is Ruling.QUORATE


def chair_rules(rule: terms.Quorum) -> str:
    """Say from how many seats on the Chair may deem a meeting quorate, "the Chair may rule only …"."""
    if not rule.chair_rules_from:
        return f"the Chair does not rule on a quorum (clause {rule.clause})"
    return f"the Chair may rule only from {count(rule.chair_rules_from, 'seat')} on (clause {rule.clause})"


def ruling_still_counts(ruling: Ruling, ruled_on: QuorumFinding, corrected: QuorumFinding) -> bool:
    """Say whether the Chair's ruling on a count still counts after the record was corrected (clause 4).

    It does where the corrected count supports it all the more: a ruling "quorate" with no fewer seats, "not
    quorate" with no more. With a quorum in the corrected record there is nothing left to rule on, and the
    ruling stays for people to deal with.
    """
    if corrected.quorate:
        return True
    if ruling is Ruling.QUORATE:
        return corrected.present >= ruled_on.present and set(corrected.missing) <= set(ruled_on.missing)
    return corrected.present <= ruled_on.present and set(corrected.missing) >= set(ruled_on.missing)


def _short(present: int, enough: int, missing: Sequence[str]) -> str:
    if present < enough:
        return f"{present} of the {enough} needed" + (f", without {listed(missing)}" if missing else "")
    return f"{present}, {enough} needed" + (f", but not {listed(missing)}" if missing else "")


def _count_in_words(present: int, enough: int, seats: int, missing: Sequence[str]) -> str:
    were, are = ("was" if present == 1 else "were"), ("is" if enough == 1 else "are")
    words = f"{present} of {seats} seats {were} filled and {enough} {are} needed"
    if present < enough:
        words = f"{present} of the {enough} seats needed {were} filled"
    if missing:
        return f"{words}, and {listed(missing)} must be among them"
    return words
