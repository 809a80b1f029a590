"""What can't be true of a membership: gaps, overlaps, places that are no seat's (clause 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from forum.members.membership import Appointment, Cover, Membership, Role, Seat
from forum.text.wording import capital, listed, long_date

SEATED = frozenset({Role.CORE, Role.DEPUTY})
ONE_AT_A_TIME = frozenset({Role.CORE, Role.DEPUTY_CHAIR})

Span = TypeVar("Span", Appointment, Cover)


def faults(membership: Membership) -> tuple[str, ...]:
    """Everything that can't be true of a membership, a sentence each; empty when all is well (clause 4).

    One core member at a time in a seat, one Chair or two joint ones, one deputy chair; an appointment lasts
    no longer than its seat; nobody deputises or covers for themselves, or is covered by two people at once.
    """
    return (
        *_appointment_faults(membership),
        *_overlaps_of_appointments(membership),
        *_third_chairs(membership),
        *_cover_faults(membership),
    )


def _appointment_faults(membership: Membership) -> Iterator[str]:
    seats = {seat.id: seat for seat in membership.seats}
    for one in membership.appointments:
        who = f"{membership.person(one.person_id).name}, {one.role}"
        if one.last is not None and one.last < one.first:
            yield f"{who}: ends on {long_date(one.last)}, before it begins on {long_date(one.first)}."
        if one.role in SEATED and one.seat_id not in seats:
            yield f"{who}: names no seat; a {one.role} belongs to one."
        if one.role not in SEATED and one.seat_id is not None:
            yield f"{who}: names a seat; only core members and deputies belong to one."
        if one.seat_id in seats:
            yield from _seat_faults(one, seats[one.seat_id], who)


def _seat_faults(one: Appointment, seat: Seat, who: str) -> Iterator[str]:
    if one.first < seat.created:
        since = long_date(seat.created)
        yield f"{who}: begins on {long_date(one.first)}, before {seat.name} became a seat on {since}."
    if seat.abolished is not None and (one.last is None or one.last >= seat.abolished):
        gone = long_date(seat.abolished)
        yield f"{who}: goes on after {seat.name} was abolished on {gone}; give a last day."


def _overlaps_of_appointments(membership: Membership) -> Iterator[str]:
    names = {seat.id: seat.name for seat in membership.seats}
    for one, other in _overlapping(membership.appointments):
        if one.seat_id != other.seat_id:
            continue
        if one.role is not other.role:
            if one.person_id == other.person_id and one.seat_id in names:
                yield _for_themselves(membership, one, other, names[one.seat_id])
            continue
        place = capital(f"{one.role}, {names[one.seat_id]}" if one.seat_id in names else one.role)
        since = long_date(max(one.first, other.first))
        if one.person_id == other.person_id:
            yield f"{place}: {membership.person(one.person_id).name} is entered twice from {since}; end one."
        elif one.role in ONE_AT_A_TIME:
            both = f"{membership.person(one.person_id).name} and {membership.person(other.person_id).name}"
            yield f"{place}: {both} from {since}; there can be only one, so end one the day before."


def _for_themselves(membership: Membership, one: Appointment, other: Appointment, seat: str) -> str:
    name, since = membership.person(one.person_id).name, long_date(max(one.first, other.first))
    return (
        f"{seat}: {name} is both its core member and its deputy from {since}; nobody deputises for "
        "themselves, so end one the day before."
    )


def _third_chairs(membership: Membership) -> Iterator[str]:
    chairs = [one for one in membership.appointments if one.role is Role.CHAIR]
    for three in combinations(sorted(chairs, key=lambda one: one.first), 3):
        since = three[-1].first
        if all(one.last is None or one.last >= since for one in three):
            names = listed(membership.person(one.person_id).name for one in three)
            yield (
                f"Chair: {names} from {long_date(since)}; there can be two at most, as joint Chairs, so end "
                "one the day before."
            )


def _cover_faults(membership: Membership) -> Iterator[str]:
    for cover in membership.covers:
        name = membership.person(cover.person_id).name
        if cover.covered_by_id == cover.person_id:
            yield f"Cover for {name}: nobody covers for themselves; name somebody else."
        if cover.last < cover.first:
            first, last = long_date(cover.first), long_date(cover.last)
            yield f"Cover for {name}: ends on {last}, before it begins on {first}."
    for one, other in _overlapping(membership.covers):
        if one.person_id == other.person_id:
            since = long_date(max(one.first, other.first))
            what = f"two people from {since}; name one"
            if one.covered_by_id == other.covered_by_id:
                what = (
                    f"{membership.person(one.covered_by_id).name} is entered twice from {since}; take one out"
                )
            yield f"Cover for {membership.person(one.person_id).name}: {what}."


def _overlapping(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    for one, other in combinations(sorted(spans, key=lambda span: span.first), 2):
        if one.last is None or other.first <= one.last:
            yield one, other
