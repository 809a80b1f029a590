"""A list of members as the unit sends it: who, in which seat and role, from when to when (clauses 4 and 6).

``at`` of an entry says where each of its columns stands ("People, cell E7"), so that a fault can be found.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar
from uuid import UUID, uuid5

from forum.members.faults import faults
from forum.members.membership import Appointment, Cover, Membership, PapersFor, Person, Role, Seat
from forum.text.checks import folded
from forum.text.wording import long_date

MOST_PEOPLE = 500  # in a list; a group of twelve seats has some forty, those who left too
MOST_IN_A_PLACE = 100  # one after another or together, in a seat or in a role without one
SEAT_NAMES = ("name", "present_name", "short_name")
_LIST = UUID("6f1a3f0c-1f64-4d2b-9a54-2f6f5d0f7c11")  # names in a list become ids in this name space


@dataclass(frozen=True)
class SeatEntry:
    """``last`` is the last day the seat counts; ``state`` is "", "vacant" or "abolished"."""

    at: Mapping[str, str]
    id: UUID | None
    name: str
    present_name: str
    short_name: str
    first: dt.date | None
    last: dt.date | None
    state: str
    escalation_contact: str


@dataclass(frozen=True)
class PersonEntry:
    """``details`` are the fields that the list speaks of; others stay as they stand in the register."""

    at: Mapping[str, str]
    id: UUID | None
    name: str
    send_to: str
    reply_from: tuple[str, ...] | None
    details: Mapping[str, str | dt.date | None]


@dataclass(frozen=True)
class AppointmentEntry:
    """``seat`` is a seat's name, "" for roles without one; the last two None: usual for the role."""

    at: Mapping[str, str]
    person: str
    role: Role
    seat: str
    first: dt.date | None
    last: dt.date | None
    deputises_for: str = ""
    papers: PapersFor | None = None
    part_two: bool | None = None


@dataclass(frozen=True)
class CoverEntry:
    at: Mapping[str, str]
    person: str
    covered_by: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class MembersList:
    """``roles`` are those the list is complete for: who holds one in the register and isn't listed leaves.

    ``seats`` and ``covers`` are None where the list doesn't speak of them; ``not_read`` are other columns.
    """

    people: tuple[PersonEntry, ...]
    appointments: tuple[AppointmentEntry, ...]
    roles: frozenset[Role]
    seats: tuple[SeatEntry, ...] | None = None
    covers: tuple[CoverEntry, ...] | None = None
    not_read: tuple[str, ...] = ()


def named_seat(seats: Iterable[Seat], name: str) -> Seat | None:
    """The seat with that name: as in the terms of reference, its present or its short name."""
    wanted = folded(name)
    found = (
        seat
        for seat in seats
        if wanted in {folded(n) for n in (seat.name, seat.present_name, seat.short_name)}
    )
    return next(found, None)


def usual_papers(role: Role) -> PapersFor:
    """A deputy gets papers when standing in, everybody else always (where the terms are silent)."""
    return PapersFor.STANDING_IN if role is Role.DEPUTY else PapersFor.ALWAYS


def usual_part_two(role: Role) -> bool:
    """Core members, chairs and the unit do, others on the Chair's word (where the terms are silent)."""
    return role in (Role.CORE, Role.CHAIR, Role.DEPUTY_CHAIR, Role.UNIT)


def with_deputies_seats(members: MembersList) -> MembersList:
    """The list with each deputy in the seat of whom they deputise for, if only that is given (clause 4)."""
    held = {folded(one.person): one.seat for one in members.appointments if one.role is Role.CORE}

    def seated(one: AppointmentEntry) -> AppointmentEntry:
        if one.role is Role.DEPUTY and not one.seat and one.deputises_for:
            return replace(one, seat=held.get(folded(one.deputises_for), ""))
        return one

    return replace(members, appointments=tuple(seated(one) for one in members.appointments))


def list_faults(
    members: MembersList, seats: tuple[Seat, ...], since: dt.date, in_register: Iterable[str] = ()
) -> list[str]:
    """Everything in a list that can't be, each with its cell; empty when all is well (clauses 4 and 6).

    ``seats`` are those the group will have, ``in_register`` the names of all its people, those who left too;
    an appointment without a first day begins on ``since``.
    """
    if len(members.people) > MOST_PEOPLE:
        place = members.people[MOST_PEOPLE].at["name"]
        return [f"{place}: more than {MOST_PEOPLE} people are in the list. Send those of one group alone."]
    if too_many := [*_crowded(members)]:
        return too_many
    return [
        *_people_faults(members),
        *_seat_faults(members, since),
        *_appointment_faults(members, seats, since, {folded(name) for name in in_register}),
        *_cover_faults(members),
    ]


def _crowded(members: MembersList) -> Iterator[str]:
    """Places with more people than they can have had, each of whom would be held against each other."""
    places: dict[tuple[str, str], list[AppointmentEntry]] = {}
    for one in members.appointments:
        places.setdefault((folded(one.seat), "" if one.seat else one.role.value), []).append(one)
    for ones in places.values():
        if len(ones) > MOST_IN_A_PLACE:
            where, name = _first_place(ones[0].at, "seat", "person"), ones[0].seat or ones[0].role
            yield f"{where}: more than {MOST_IN_A_PLACE} people are given as {name}; take out whoever is not."
    covers = members.covers or ()
    if len(covers) > MOST_IN_A_PLACE:
        yield f"{covers[0].at['person']}: more than {MOST_IN_A_PLACE} lines of cover; take out the old ones."


def _people_faults(members: MembersList) -> Iterator[str]:
    yield from _twice(members.people, "name", lambda one: folded(one.name), "stands in this list twice")
    yield from _twice(members.people, "send_to", lambda one: one.send_to.lower(), "is given for two people")
    yield from _twice(members.people, "id", lambda one: str(one.id or ""), "stands in this list twice")
    appointed = {folded(one.person) for one in members.appointments if one.last is None}
    for one in members.people:
        if not one.send_to and folded(one.name) in appointed:
            yield f"{one.at['send_to']}: {one.name} has no address to write to; give one."


def _seat_faults(members: MembersList, since: dt.date) -> Iterator[str]:
    seats = members.seats or ()
    known = {folded(one.name) for one in members.people}
    held = {folded(one.seat) for one in members.appointments if one.role is Role.CORE and _runs(one, since)}
    shared = _shared_names(seats)
    yield from _shared_name_faults(seats, shared)
    yield from _twice(seats, "id", lambda one: str(one.id or ""), "stands in this list twice")
    for one in seats:
        if one.state == "abolished" and one.last is None:
            yield f"{one.at['last']}: {one.name} is abolished; give the last day it counts."
        if one.first and one.last and one.last < one.first:
            yield f"{one.at['last']}: {one.name} ends before it begins on {long_date(one.first)}."
        names = {folded(name) for name in (one.name, one.present_name, one.short_name)}
        if one.state == "vacant" and (names - shared) & held:
            yield f"{one.at['state']}: {one.name} is marked vacant, but has a core member under Appointments."
        if one.escalation_contact and folded(one.escalation_contact) not in known:
            yield _stranger(one.at["escalation_contact"], one.escalation_contact)


def _shared_name_faults(seats: tuple[SeatEntry, ...], shared: set[str]) -> Iterator[str]:
    for one in seats:
        told: set[str] = set()
        for column in SEAT_NAMES:
            name = getattr(one, column)
            if folded(name) in shared - told:
                told.add(folded(name))
                yield f"{one.at[column]}: “{name}” names two seats; give each seat a name that no other has."


def _shared_names(seats: Iterable[SeatEntry]) -> set[str]:
    """The names by which more than one seat would be known; an appointment to one of them can't be placed."""
    counted = Counter(name for one in seats for name in {folded(getattr(one, key)) for key in SEAT_NAMES})
    return {name for name, number in counted.items() if name and number > 1}


def _appointment_faults(
    members: MembersList, seats: tuple[Seat, ...], since: dt.date, in_register: set[str]
) -> Iterator[str]:
    known = {folded(one.name) for one in members.people}
    shared = _shared_names(members.seats or ())
    held: dict[str, list[Seat | None]] = {}
    for one in members.appointments:
        if one.role is Role.CORE and folded(one.seat) not in shared:
            held.setdefault(folded(one.person), []).append(named_seat(seats, one.seat))
    places: dict[UUID, AppointmentEntry] = {}
    found: list[Appointment] = []
    for number, one in enumerate(members.appointments):
        seat = named_seat(seats, one.seat)
        is_stranger = folded(one.person) not in known
        if is_stranger:
            yield _stranger(one.at["person"], one.person)
        if one.seat and seat is None:
            yield f"{one.at['seat']}: “{one.seat}” is none of the seats. They are: {_names(seats)}."
        if one.deputises_for and folded(one.deputises_for) not in known | in_register:
            yield _stranger(one.at["deputises_for"], one.deputises_for)
            if not one.seat:
                continue
        if is_stranger or folded(one.seat) in shared or (one.seat and seat is None):
            continue
        elsewhere = held.get(folded(one.deputises_for), [])  # who has left the seat does no harm
        if elsewhere and seat not in elsewhere:
            yield f"{one.at['deputises_for']}: {one.deputises_for} holds another seat than “{one.seat}”."
        id = uuid5(_LIST, str(number))
        places[id] = one
        found.append(
            Appointment(
                id=id,
                person_id=uuid5(_LIST, folded(one.person)),
                role=one.role,
                seat_id=seat.id if seat else None,
                first=one.first or since,
                last=one.last,
                papers=PapersFor.ALWAYS,
                part_two=False,
            )
        )
    people = {person.id: person for person in _people(members)}
    for appointment in found:
        one = places[appointment.id]
        for fault in faults(Membership(seats, (people[appointment.person_id],), (appointment,), ())):
            yield f"{_first_place(one.at, 'first', 'person')}: {fault}"
    for pair in _rivals(found):
        one = places[pair[1].id]
        both = tuple(people[id] for id in {each.person_id: None for each in pair})
        alone = {fault for each in pair for fault in faults(Membership(seats, both, (each,), ()))}
        for fault in faults(Membership(seats, both, pair, ())):
            if fault not in alone:
                yield f"{_first_place(one.at, 'first', 'person')}: {fault}"


def _cover_faults(members: MembersList) -> Iterator[str]:
    known = {folded(one.name) for one in members.people}
    people = _people(members)
    good: list[tuple[CoverEntry, Cover]] = []
    for one in members.covers or ():
        strangers = [key for key in ("person", "covered_by") if folded(getattr(one, key)) not in known]
        yield from (_stranger(one.at[key], getattr(one, key)) for key in strangers)
        if not strangers:
            who, by = (uuid5(_LIST, folded(name)) for name in (one.person, one.covered_by))
            good.append((one, Cover(who, by, one.first, one.last)))
    for number, (one, cover) in enumerate(good):
        alone = faults(Membership((), people, (), (cover,)))
        yield from (f"{one.at['first']}: {fault}" for fault in alone)
        for _, earlier in good[:number]:
            if earlier.person_id == cover.person_id:
                both = faults(Membership((), people, (), (earlier, cover)))
                single = {*alone, *faults(Membership((), people, (), (earlier,)))}
                yield from (f"{one.at['first']}: {fault}" for fault in both if fault not in single)


def _rivals(found: list[Appointment]) -> Iterator[tuple[Appointment, Appointment]]:
    """Two appointments to the same seat, or to the same role without one."""
    places: dict[UUID | Role, list[Appointment]] = {}
    for one in found:
        places.setdefault(one.seat_id or one.role, []).append(one)
    for rivals in places.values():
        yield from combinations(rivals, 2)


def _people(members: MembersList) -> tuple[Person, ...]:
    return tuple(
        Person(uuid5(_LIST, folded(one.name)), one.name, "", "", "", one.send_to) for one in members.people
    )


Entry = TypeVar("Entry", SeatEntry, PersonEntry)


def _twice(entries: Iterable[Entry], column: str, key: Callable[[Entry], str], words: str) -> Iterator[str]:
    entries = tuple(entries)
    counted = Counter(key(one) for one in entries)
    seen: set[str] = set()
    for one in entries:
        if key(one) and counted[key(one)] > 1 and key(one) in seen:
            yield f"{one.at[column]}: {getattr(one, column)} {words}; each may stand here once."
        seen.add(key(one))


def _stranger(place: str, name: str) -> str:
    return f"{place}: “{name}” is not among the people. Write the name as it stands there, or add the person."


def _first_place(at: Mapping[str, str], *columns: str) -> str:
    return next(at[column] for column in columns if column in at)


def _names(seats: Iterable[Seat]) -> str:
    return "; ".join(seat.name for seat in seats)


def _runs(one: AppointmentEntry, day: dt.date) -> bool:
    return (one.first is None or one.first <= day) and (one.last is None or day <= one.last)
