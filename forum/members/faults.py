"""The faults of a membership: impossible dates, overlaps, and appointments without their seat (clause 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from forum.members.membership import Appointment, Cover, Membership, Role, Seat
from forum.text.wording import capital, listed, long_date

SEATED = frozenset({Role.CORE, Role.DEPUTY})
ONE_AT_A_TIME = frozenset({Role.CORE, Role.DEPUTY_CHAIR})

Span = TypeVar("Span", Appointment, Cover)


def membership_faults(membership: Membership) -> tuple[str, ...]:
    """Return all that can't be true of a membership, a sentence each; empty when all is well (clause 4).

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
    for appointment in membership.appointments:
        holder = f"{membership.person(appointment.person_id).name}, {appointment.role}"
        if appointment.last is not None and appointment.last < appointment.first:
            first, last = long_date(appointment.first), long_date(appointment.last)
            yield f"{holder}: ends on {last}, before it begins on {first}."
        if appointment.role in SEATED and appointment.seat_id not in seats:
            yield f"{holder}: names no seat; a {appointment.role} belongs to one."
        if appointment.role not in SEATED and appointment.seat_id is not None:
            yield f"{holder}: names a seat; only core members and deputies belong to one."
        if appointment.seat_id in seats:
            yield from _seat_faults(appointment, seats[appointment.seat_id], holder)


def _seat_faults(appointment: Appointment, seat: Seat, holder: str) -> Iterator[str]:
    if appointment.first < seat.created:
        since = long_date(seat.created)
        first = long_date(appointment.first)
        yield f"{holder}: begins on {first}, before {seat.name} became a seat on {since}."
    if seat.abolished is not None and (appointment.last is None or appointment.last >= seat.abolished):
        abolished = long_date(seat.abolished)
        yield f"{holder}: goes on after {seat.name} was abolished on {abolished}; give a last day."


def _overlaps_of_appointments(membership: Membership) -> Iterator[str]:
    names = {seat.id: seat.name for seat in membership.seats}
    for earlier, later in _overlapping(membership.appointments):
        if earlier.seat_id != later.seat_id:
            continue
        if earlier.role is not later.role:
            if earlier.person_id == later.person_id and earlier.seat_id in names:
                yield _own_deputy_fault(membership, earlier, later, names[earlier.seat_id])
            continue
        place = capital(
            f"{earlier.role}, {names[earlier.seat_id]}" if earlier.seat_id in names else earlier.role
        )
        since = long_date(max(earlier.first, later.first))
        name = membership.person(earlier.person_id).name
        if earlier.person_id == later.person_id:
            yield f"{place}: {name} is entered twice from {since}; end one."
        elif earlier.role in ONE_AT_A_TIME:
            both = (
                f"{membership.person(earlier.person_id).name} and {membership.person(later.person_id).name}"
            )
            yield f"{place}: {both} from {since}; there can be only one, so end one the day before."


def _own_deputy_fault(membership: Membership, earlier: Appointment, later: Appointment, seat: str) -> str:
    name, since = membership.person(earlier.person_id).name, long_date(max(earlier.first, later.first))
    return (
        f"{seat}: {name} is both its core member and its deputy from {since}; nobody deputises for "
        "themselves, so end one the day before."
    )


def _third_chairs(membership: Membership) -> Iterator[str]:
    chairs = [chair for chair in membership.appointments if chair.role is Role.CHAIR]
    for three in combinations(sorted(chairs, key=lambda chair: chair.first), 3):
        since = three[-1].first
        if all(chair.last is None or chair.last >= since for chair in three):
            names = listed(membership.person(chair.person_id).name for chair in three)
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
    for earlier, later in _overlapping(membership.covers):
        if earlier.person_id == later.person_id:
            since = long_date(max(earlier.first, later.first))
            fault = f"two people from {since}; name one"
            if earlier.covered_by_id == later.covered_by_id:
                covering = membership.person(earlier.covered_by_id).name
                fault = f"{covering} is entered twice from {since}; take one out"
            yield f"Cover for {membership.person(earlier.person_id).name}: {fault}."


def _overlapping(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    for earlier, later in combinations(sorted(spans, key=lambda span: span.first), 2):
        if earlier.last is None or later.first <= earlier.last:
            yield earlier, later
