"""A list of members as the unit sends it, and its faults (clauses 4 and 6).

``at`` of an entry has the place of each column ("People, cell E7"), so that a fault can be found.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar
from uuid import UUID, uuid5

from forum.members.faults import membership_faults
from forum.members.list_doubts import Doubt
from forum.members.membership import Appointment, Cover, Membership, PapersFor, Person, Role, Seat
from forum.text.checks import folded
from forum.text.wording import long_date

MOST_PEOPLE = 500  # in a list; a group of twelve seats has some forty, with those who have left
MOST_IN_A_PLACE = 100  # appointments to a seat, or to a role without one: each is compared with each
SEAT_NAMES = ("name", "present_name", "short_name")
_LIST = UUID("6f1a3f0c-1f64-4d2b-9a54-2f6f5d0f7c11")  # names in a list become ids in this name space


@dataclass(frozen=True)
class SeatEntry:
    """A seat in a list. ``last`` is the last day on which it counts; ``state`` "", "vacant" or
    "abolished"."""

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
    """A person in a list. Fields that are not in ``details`` stay as they are in the register."""

    at: Mapping[str, str]
    id: UUID | None
    name: str
    send_to: str
    reply_from: tuple[str, ...] | None
    details: Mapping[str, str | dt.date | None]


@dataclass(frozen=True)
class AppointmentEntry:
    """An appointment in a list. ``seat`` is a seat's name, "" for roles without one.

    ``papers`` and ``part_two`` are None where the usual of the role holds.
    """

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
    """A line of cover in a list: one person acting for another."""

    at: Mapping[str, str]
    person: str
    covered_by: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class ListReading:
    """The parts of a file that were read as the list, and those that were not.

    ``sheet`` is the sheet of a unit's own list, in words. ``left_out`` are the entries, in words, that a
    person's answers leave out. Before the list is taken, a person has to settle the ``doubts``, and to choose
    one of ``sheets_to_choose``.
    """

    sheet: str = ""
    sheets_not_read: tuple[str, ...] = ()
    columns_not_read: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    sheets_to_choose: tuple[str, ...] = ()


@dataclass(frozen=True)
class MembersList:
    """A whole list of members.

    The list is complete for its ``roles``: whoever holds one in the register and is not listed leaves.
    ``seats`` and ``covers`` are None where the list has none.
    """

    people: tuple[PersonEntry, ...]
    appointments: tuple[AppointmentEntry, ...]
    roles: frozenset[Role]
    seats: tuple[SeatEntry, ...] | None = None
    covers: tuple[CoverEntry, ...] | None = None
    reading: ListReading = ListReading()


def seat_by_name(seats: Iterable[Seat], name: str) -> Seat | None:
    """The seat with that name, in the terms of reference, at present or in short; None for no seat's."""
    folded_name = folded(name)
    matches = (
        seat
        for seat in seats
        if folded_name in {folded(n) for n in (seat.name, seat.present_name, seat.short_name)}
    )
    return next(matches, None)


def usual_papers(role: Role) -> PapersFor:
    """Return the usual papers of a role: a deputy's when standing in, everybody else's always (where the
    terms are silent)."""
    return PapersFor.STANDING_IN if role is Role.DEPUTY else PapersFor.ALWAYS


def usual_part_two(role: Role) -> bool:
    """Say whether a role reads part 2: core members, chairs and the unit do, others on the Chair's word
    (where the terms are silent)."""
    return role in (Role.CORE, Role.CHAIR, Role.DEPUTY_CHAIR, Role.UNIT)


def place_deputies(members: MembersList) -> MembersList:
    """Return the list with each deputy in the seat of the member they deputise for, where the list names only
    the member (clause 4)."""
    held = {
        folded(appointment.person): appointment.seat
        for appointment in members.appointments
        if appointment.role is Role.CORE
    }

    def seated(appointment: AppointmentEntry) -> AppointmentEntry:
        if appointment.role is Role.DEPUTY and not appointment.seat and appointment.deputises_for:
            return replace(appointment, seat=held.get(folded(appointment.deputises_for), ""))
        return appointment

    return replace(members, appointments=tuple(seated(appointment) for appointment in members.appointments))


def list_faults(
    members: MembersList, seats: tuple[Seat, ...], since: dt.date, in_register: Iterable[str] = ()
) -> list[str]:
    """Return the faults of a list, each with its cell; empty when all is well (clauses 4 and 6).

    ``seats`` are those that the group will have, ``in_register`` the names of all its people, past ones too.
    An appointment without a first day begins on ``since``.
    """
    if len(members.people) > MOST_PEOPLE:
        place = members.people[MOST_PEOPLE].at["name"]
        return [f"{place}: more than {MOST_PEOPLE} people are in the list. Send those of one group alone."]
    if too_many := [*_crowded_place_faults(members)]:
        return too_many
    return [
        *_people_faults(members),
        *_seat_faults(members, since),
        *_appointment_faults(members, seats, since, {folded(name) for name in in_register}),
        *_cover_faults(members),
    ]


def _crowded_place_faults(members: MembersList) -> Iterator[str]:
    """The faults of seats and roles with too many appointments to compare each with each."""
    places: dict[str, list[AppointmentEntry]] = {}
    for appointment in members.appointments:
        places.setdefault(folded(appointment.seat or appointment.role), []).append(appointment)
    for appointments in places.values():
        if len(appointments) > MOST_IN_A_PLACE:
            where = _first_place(appointments[0].at, "seat", "person")
            name = appointments[0].seat or appointments[0].role
            yield f"{where}: more than {MOST_IN_A_PLACE} people are given as {name}; take out whoever is not."
    covers = members.covers or ()
    if len(covers) > MOST_IN_A_PLACE:
        yield f"{covers[0].at['person']}: more than {MOST_IN_A_PLACE} lines of cover; take out the old ones."


def _people_faults(members: MembersList) -> Iterator[str]:
    yield from _duplicate_faults(
        members.people, "name", lambda person: folded(person.name), "is in this list twice"
    )
    yield from _duplicate_faults(
        members.people, "send_to", lambda person: person.send_to.lower(), "is given for two people"
    )
    yield from _duplicate_faults(
        members.people, "id", lambda person: str(person.id or ""), "is in this list twice"
    )
    appointed = {folded(entry.person) for entry in members.appointments if entry.last is None}
    for person in members.people:
        if not person.send_to and folded(person.name) in appointed:
            yield f"{person.at['send_to']}: {person.name} has no address to write to; give one."


def _seat_faults(members: MembersList, since: dt.date) -> Iterator[str]:
    seats = members.seats or ()
    names_in_list = {folded(seat.name) for seat in members.people}
    held = {
        folded(seat.seat) for seat in members.appointments if seat.role is Role.CORE and _runs(seat, since)
    }
    shared = _shared_names(seats)
    yield from _shared_name_faults(seats, shared)
    yield from _duplicate_faults(seats, "id", lambda seat: str(seat.id or ""), "is in this list twice")
    for seat in seats:
        if seat.state == "abolished" and seat.last is None:
            yield f"{seat.at['last']}: {seat.name} is abolished; give the last day it counts."
        if seat.first and seat.last and seat.last < seat.first:
            yield f"{seat.at['last']}: {seat.name} ends before it begins on {long_date(seat.first)}."
        names = {folded(name) for name in (seat.name, seat.present_name, seat.short_name)}
        if seat.state == "vacant" and (names - shared) & held:
            place = seat.at["state"]
            yield f"{place}: {seat.name} is marked vacant, but has a core member under Appointments."
        if seat.escalation_contact and folded(seat.escalation_contact) not in names_in_list:
            yield _unknown_person_fault(seat.at["escalation_contact"], seat.escalation_contact)


def _shared_name_faults(seats: tuple[SeatEntry, ...], shared: set[str]) -> Iterator[str]:
    for seat in seats:
        reported: set[str] = set()
        for column in SEAT_NAMES:
            name = getattr(seat, column)
            if folded(name) in shared - reported:
                reported.add(folded(name))
                yield f"{seat.at[column]}: “{name}” names two seats; give each seat a name that no other has."


def _shared_names(seats: Iterable[SeatEntry]) -> set[str]:
    """The names that more than one seat has; an appointment to such a name can't be placed."""
    numbers = Counter(name for seat in seats for name in {folded(getattr(seat, key)) for key in SEAT_NAMES})
    return {name for name, number in numbers.items() if name and number > 1}


def _appointment_faults(
    members: MembersList, seats: tuple[Seat, ...], since: dt.date, in_register: set[str]
) -> Iterator[str]:
    names_in_list = {folded(entry.name) for entry in members.people}
    shared = _shared_names(members.seats or ())
    held: dict[str, list[Seat | None]] = {}
    for entry in members.appointments:
        if entry.role is Role.CORE and folded(entry.seat) not in shared:
            held.setdefault(folded(entry.person), []).append(seat_by_name(seats, entry.seat))
    places: dict[UUID, AppointmentEntry] = {}
    appointments: list[Appointment] = []
    for number, entry in enumerate(members.appointments):
        seat = seat_by_name(seats, entry.seat)
        is_stranger = folded(entry.person) not in names_in_list
        if is_stranger:
            yield _unknown_person_fault(entry.at["person"], entry.person)
        if entry.seat and seat is None:
            yield f"{entry.at['seat']}: “{entry.seat}” is none of the seats. They are: {_names(seats)}."
        if entry.deputises_for and folded(entry.deputises_for) not in names_in_list | in_register:
            yield _unknown_person_fault(entry.at["deputises_for"], entry.deputises_for)
            if not entry.seat:
                continue
        if is_stranger or folded(entry.seat) in shared or (entry.seat and seat is None):
            continue
        elsewhere = held.get(folded(entry.deputises_for), [])  # who has left the seat does no harm
        if elsewhere and seat not in elsewhere:
            place = entry.at["deputises_for"]
            yield f"{place}: {entry.deputises_for} holds another seat than “{entry.seat}”."
        id = uuid5(_LIST, str(number))
        places[id] = entry
        appointments.append(
            Appointment(
                id=id,
                person_id=uuid5(_LIST, folded(entry.person)),
                role=entry.role,
                seat_id=seat.id if seat else None,
                first=entry.first or since,
                last=entry.last,
                papers=PapersFor.ALWAYS,
                part_two=False,
            )
        )
    people = {person.id: person for person in _people(members)}
    for appointment in appointments:
        entry = places[appointment.id]
        for fault in membership_faults(
            Membership(seats, (people[appointment.person_id],), (appointment,), ())
        ):
            yield f"{_first_place(entry.at, 'first', 'person')}: {fault}"
    for pair in _pairs_in_one_place(appointments):
        entry = places[pair[1].id]
        both = tuple(people[id] for id in {appointment.person_id: None for appointment in pair})
        alone = {
            fault
            for appointment in pair
            for fault in membership_faults(Membership(seats, both, (appointment,), ()))
        }
        for fault in membership_faults(Membership(seats, both, pair, ())):
            if fault not in alone:
                yield f"{_first_place(entry.at, 'first', 'person')}: {fault}"


def _cover_faults(members: MembersList) -> Iterator[str]:
    names_in_list = {folded(entry.name) for entry in members.people}
    people = _people(members)
    readable: list[tuple[CoverEntry, Cover]] = []
    for entry in members.covers or ():
        strangers = [
            key for key in ("person", "covered_by") if folded(getattr(entry, key)) not in names_in_list
        ]
        yield from (_unknown_person_fault(entry.at[key], getattr(entry, key)) for key in strangers)
        if not strangers:
            person_id, covered_by_id = (
                uuid5(_LIST, folded(name)) for name in (entry.person, entry.covered_by)
            )
            readable.append((entry, Cover(person_id, covered_by_id, entry.first, entry.last)))
    for number, (entry, cover) in enumerate(readable):
        alone = membership_faults(Membership((), people, (), (cover,)))
        yield from (f"{entry.at['first']}: {fault}" for fault in alone)
        for _, earlier in readable[:number]:
            if earlier.person_id == cover.person_id:
                both = membership_faults(Membership((), people, (), (earlier, cover)))
                single = {*alone, *membership_faults(Membership((), people, (), (earlier,)))}
                yield from (f"{entry.at['first']}: {fault}" for fault in both if fault not in single)


def _pairs_in_one_place(appointments: list[Appointment]) -> Iterator[tuple[Appointment, Appointment]]:
    """Each pair of appointments to the same seat, or to the same role without a seat."""
    places: dict[UUID | Role, list[Appointment]] = {}
    for appointment in appointments:
        places.setdefault(appointment.seat_id or appointment.role, []).append(appointment)
    for appointments_there in places.values():
        yield from combinations(appointments_there, 2)


def _people(members: MembersList) -> tuple[Person, ...]:
    return tuple(
        Person(uuid5(_LIST, folded(entry.name)), entry.name, "", "", "", entry.send_to)
        for entry in members.people
    )


Entry = TypeVar("Entry", SeatEntry, PersonEntry)


def _duplicate_faults(
    entries: Iterable[Entry], column: str, key: Callable[[Entry], str], words: str
) -> Iterator[str]:
    entries = tuple(entries)
    numbers = Counter(key(entry) for entry in entries)
    keys_seen: set[str] = set()
    for entry in entries:
        if key(entry) and numbers[key(entry)] > 1 and key(entry) in keys_seen:
            yield f"{entry.at[column]}: {getattr(entry, column)} {words}; each may be here once."
        keys_seen.add(key(entry))


def _unknown_person_fault(place: str, name: str) -> str:
    return f"{place}: “{name}” is not among the people. Write the name as it is there, or add the person."


def _first_place(at: Mapping[str, str], *columns: str) -> str:
    return next(at[column] for column in columns if column in at)


def _names(seats: Iterable[Seat]) -> str:
    return "; ".join(seat.name for seat in seats)


def _runs(entry: AppointmentEntry, day: dt.date) -> bool:
    return (entry.first is None or entry.first <= day) and (entry.last is None or day <= entry.last)
