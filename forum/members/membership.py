"""The membership of a group: people, seats, appointments and cover, from when to when (clause 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID


class Role(StrEnum):
    CORE = "core member"
    DEPUTY = "deputy"
    CO_OPTED = "co-opted member"
    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy chair"
    UNIT = "business unit"
    BOARD_SECRETARY = "board secretary"


AT_EVERY_MEETING = frozenset({Role.CORE, Role.CO_OPTED, Role.CHAIR, Role.DEPUTY_CHAIR})
"""Roles that are invited to each meeting and get its papers. A deputy is and does once named for a meeting,
or where the appointment says so."""

_ONE_OF_A_KIND = frozenset({Role.CHAIR, Role.DEPUTY_CHAIR, Role.UNIT})


def role_title(role: Role) -> str:
    """A role's name in a sentence: "core member", "Chair", "Business Unit"."""
    return {Role.CHAIR: "Chair", Role.UNIT: "Business Unit"}.get(role, role.value)


def role_with_article(role: Role) -> str:
    """A role's name with its article: "a core member", "the Chair"."""
    return f"{'the' if role in _ONE_OF_A_KIND else 'a'} {role_title(role)}"


class PapersFor(StrEnum):
    """The occasions on which a deputy gets papers; members always do."""

    ALWAYS = "always"
    STANDING_IN = "when standing in"
    NONE = "none"


@dataclass(frozen=True)
class Seat:
    """A place in the core membership, held by an organisation, up to the day before ``abolished``."""

    id: UUID
    number: int
    name: str
    present_name: str
    short_name: str
    created: dt.date
    abolished: dt.date | None = None
    escalation_contact_id: UUID | None = None


@dataclass(frozen=True)
class Person:
    """A person with the details that the register holds.

    ``agreement_signed`` is the day on which they signed the confidentiality agreement, ``details_confirmed``
    the last day on which they confirmed their details. ``send_to`` is an email address.
    """

    id: UUID
    name: str
    job_title: str
    organisation: str
    phone: str
    send_to: str
    format_needed: str = ""
    agreement_signed: dt.date | None = None
    details_confirmed: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class PersonInList:
    """A person as a list has them."""

    name: str = ""
    organisation: str = ""
    address: str = ""
    phone: str = ""
    job_title: str = ""


@dataclass(frozen=True)
class Appointment:
    """A person in a role from ``first`` to ``last``, both days included; ``last`` is None while it goes on.

    ``seat_id`` is the seat held (core member) or deputised for (deputy); None for the other roles.
    ``entered`` is the day on which the appointment was entered in the register.
    """

    id: UUID
    person_id: UUID
    role: Role
    seat_id: UUID | None
    first: dt.date
    last: dt.date | None
    papers: PapersFor
    part_two: bool
    entered: dt.date | None = None


@dataclass(frozen=True)
class Cover:
    """A person acting for another from ``first`` to ``last``, both days included."""

    person_id: UUID
    covered_by_id: UUID
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Membership:
    """All seats, people, appointments and cover of one group, over all time.

    People and seats are named by their ids, as in the rows of the register. A method raises KeyError for an
    unknown id, unless it says otherwise.
    """

    seats: tuple[Seat, ...]
    people: tuple[Person, ...]
    appointments: tuple[Appointment, ...]
    covers: tuple[Cover, ...]

    def person(self, person_id: UUID) -> Person:
        return self._people[person_id]

    def seat(self, seat_id: UUID) -> Seat:
        return self._seats[seat_id]

    def seats_on(self, day: dt.date) -> tuple[Seat, ...]:
        """The seats of the core membership on a day, in their order. A vacant seat counts, an abolished one
        does not from its date (clause 4)."""
        if day not in self._seats_by_day:
            live = (seat for seat in self.seats if _is_live(seat, day))
            self._seats_by_day[day] = tuple(sorted(live, key=lambda seat: seat.number))
        return self._seats_by_day[day]

    def core_member(self, seat_id: UUID, day: dt.date) -> Person | None:
        """The person appointed to the seat, also while somebody covers for them; None if vacant (clause
        4)."""
        return self._first(Role.CORE, day, seat_id)

    def is_vacant(self, seat_id: UUID, day: dt.date) -> bool:
        """Say whether the seat has no core member, even if it has deputies (where the terms are silent)."""
        return self.core_member(seat_id, day) is None

    def deputies(self, seat_id: UUID, day: dt.date) -> tuple[Person, ...]:
        """The seat's deputies, longest-serving first (clause 4)."""
        return _distinct(self._holders(Role.DEPUTY, day, seat_id))

    def representatives(self, seat_id: UUID, day: dt.date) -> tuple[Person, ...]:
        """The people who may fill the seat: its core member or whoever covers for them, then its deputies
        (clause 4)."""
        member = self.core_member(seat_id, day)
        member_or_cover = (self.acting_for(member.id, day),) if member else ()
        return _distinct((*member_or_cover, *self.deputies(seat_id, day)))

    def seats_of(self, person_id: UUID, day: dt.date) -> tuple[Seat, ...]:
        """The seats the person may fill on that day, as core member, cover or deputy; none for a stranger."""
        return tuple(
            seat
            for seat in self.seats_on(day)
            if any(person.id == person_id for person in self.representatives(seat.id, day))
        )

    def chair(self, day: dt.date) -> Person | None:
        """The Chair, also while somebody covers for them (clause 3)."""
        return self._first(Role.CHAIR, day)

    def chairs(self, day: dt.date) -> tuple[Person, ...]:
        """All Chairs, also while somebody covers for them; longest-serving first."""
        return _distinct(self._holders(Role.CHAIR, day))

    def deputy_chair(self, day: dt.date) -> Person | None:
        """The deputy chair, also while somebody covers for them (clause 3)."""
        return self._first(Role.DEPUTY_CHAIR, day)

    def heads(self, day: dt.date) -> frozenset[UUID]:
        """The ids of the Chairs, the deputy chair, and whoever acts for them that day."""
        appointed = (*self.chairs(day), self.deputy_chair(day), *self.leaders_on(day))
        return frozenset(leader.id for leader in appointed if leader)

    def leaders_on(self, day: dt.date) -> tuple[Person, ...]:
        """The Chair and the deputy chair, or whoever acts for them that day (clause 3)."""
        appointed = (*self.chairs(day), self.deputy_chair(day))
        return _distinct(self.acting_for(leader.id, day) for leader in appointed if leader is not None)

    def unit(self, day: dt.date) -> Person | None:
        """The longest-serving officer of the Business Unit, who gets its letters (clause 6)."""
        return self._first(Role.UNIT, day)

    def is_unit(self, person_id: UUID, day: dt.date) -> bool:
        """Say whether the person is an officer of the Business Unit, or acts for one that day. False for a
        stranger."""
        return any(
            person_id in (officer.id, self.acting_for(officer.id, day).id) for officer in self.officers(day)
        )

    def unit_for_part_two(self, day: dt.date) -> Person | None:
        """The officer who works on part 2; None where nobody at the Business Unit may read it (own rule).

        The first officer, or whoever acts for them, where they may read it; else the longest-serving officer
        who may, those not on leave first.
        """
        officers = self.officers(day)
        stand_in = [self.acting_for(officer.id, day) for officer in officers[:1]]
        by_leave = sorted(officers, key=lambda officer: self.is_covered(officer.id, day))
        return next(
            (officer for officer in (*stand_in, *by_leave) if self.may_read_part_two(officer.id, day)), None
        )

    def unit_for_record(self, day: dt.date) -> Person | None:
        """The officer who keeps the record of a meeting (own rule): the one who works on part 2, unless they
        are on leave; else whoever acts for the first officer, without part 2."""
        officer, reader = self.unit(day), self.unit_for_part_two(day)
        if reader is not None and not self.is_covered(reader.id, day):
            return reader
        return self.acting_for(officer.id, day) if officer is not None else None

    def acting_for(self, person_id: UUID, day: dt.date) -> Person:
        """The person who acts for this one: whoever covers for them that day, and so on, else themselves
        (where the terms are silent)."""
        passed = {person_id}
        while (cover := self.cover_of(person_id, day)) and cover.covered_by_id not in passed:
            person_id = cover.covered_by_id
            passed.add(person_id)
        return self.person(person_id)

    def is_covered(self, person_id: UUID, day: dt.date) -> bool:
        """Say whether somebody is agreed to act for the person that day, so that a meeting missed is no
        absence (where the terms are silent). False for a stranger."""
        return self.cover_of(person_id, day) is not None

    def officers(self, day: dt.date) -> tuple[Person, ...]:
        """All officers of the Business Unit, also while somebody covers for them; longest-serving first."""
        return _distinct(self._holders(Role.UNIT, day))

    def members_on(self, day: dt.date) -> tuple[Person, ...]:
        """The readers of the members' letters: core members in the order of seats, then co-opted members,
        each once, or whoever covers for them (clause 6)."""
        core = [
            member for seat in self.seats_on(day) if (member := self.core_member(seat.id, day)) is not None
        ]
        return _distinct(self.acting_for(member.id, day) for member in (*core, *self.co_opted_on(day)))

    def co_opted_on(self, day: dt.date) -> tuple[Person, ...]:
        """The co-opted members, also while somebody covers for them (clause 4)."""
        return _distinct(self._holders(Role.CO_OPTED, day))

    def all_on(self, day: dt.date) -> tuple[Appointment, ...]:
        """All appointments that run on a day, longest-serving first (clause 4)."""
        if day not in self._by_day:
            running = (
                appointment
                for appointment in self._longest_serving_first
                if _is_running(appointment.first, appointment.last, day)
            )
            self._by_day[day] = tuple(running)
        return self._by_day[day]

    def appointments_on(self, person_id: UUID, day: dt.date) -> tuple[Appointment, ...]:
        """The person's own appointments that run on a day, longest-serving first; none for a stranger."""
        if day not in self._of_people:
            of_people: dict[UUID, tuple[Appointment, ...]] = {}
            for appointment in self.all_on(day):
                of_people[appointment.person_id] = (*of_people.get(appointment.person_id, ()), appointment)
            self._of_people[day] = of_people
        return self._of_people[day].get(person_id, ())

    def roles_on(self, person_id: UUID, day: dt.date) -> tuple[Role, ...]:
        """The person's roles that day, in the order of ``Role``; none for a stranger (clause 4)."""
        roles = {appointment.role for appointment in self.appointments_on(person_id, day)}
        return tuple(role for role in Role if role in roles)

    def is_appointed(self, person_id: UUID, day: dt.date) -> bool:
        """Say whether the person belongs to the group that day, by appointment or by covering for somebody
        who does. False for a stranger (own rule)."""
        if self.appointments_on(person_id, day):
            return True
        return any(
            self.acting_for(cover.person_id, day).id == person_id
            for cover in self.covers
            if _is_running(cover.first, cover.last, day) and self.appointments_on(cover.person_id, day)
        )

    def has_a_place(self, person_id: UUID, day: dt.date) -> bool:
        """Say whether meetings have a place for the person that day, or for somebody for whom they cover: not
        as an officer of the Business Unit, nor as the secretary of a board (own rule)."""
        roles = {*self.roles_on(person_id, day)}
        for cover in self.covers:
            if _is_running(cover.first, cover.last, day) and cover.covered_by_id == person_id:
                roles |= {*self.roles_on(cover.person_id, day)}
        return bool(roles - {Role.UNIT, Role.BOARD_SECRETARY})

    def has_left(self, person_id: UUID, day: dt.date) -> bool:
        """Say whether the person was appointed before, and does not belong to the group any more on that day.
        False for a stranger (own rule)."""
        was_appointed = any(
            appointment.person_id == person_id and appointment.first <= day
            for appointment in self.appointments
        )
        return was_appointed and not self.is_appointed(person_id, day)

    def may_read_part_two(self, person_id: UUID, day: dt.date) -> bool:
        """Say whether an appointment of the person's own allows part 2; covering for somebody does not
        (where the terms are silent)."""
        return any(appointment.part_two for appointment in self.appointments_on(person_id, day))

    @cached_property
    def _people(self) -> dict[UUID, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def _seats(self) -> dict[UUID, Seat]:
        return {seat.id: seat for seat in self.seats}

    @cached_property
    def _longest_serving_first(self) -> list[Appointment]:
        return sorted(self.appointments, key=lambda appointment: appointment.first)

    @cached_property
    def _by_day(self) -> dict[dt.date, tuple[Appointment, ...]]:
        return {}

    @cached_property
    def _seats_by_day(self) -> dict[dt.date, tuple[Seat, ...]]:
        return {}

    @cached_property
    def _of_people(self) -> dict[dt.date, dict[UUID, tuple[Appointment, ...]]]:
        return {}

    def _holders(self, role: Role, day: dt.date, seat_id: UUID | None = None) -> Iterator[Person]:
        return (
            self.person(appointment.person_id)
            for appointment in self.all_on(day)
            if appointment.role is role and (seat_id is None or appointment.seat_id == seat_id)
        )

    def _first(self, role: Role, day: dt.date, seat_id: UUID | None = None) -> Person | None:
        return next(self._holders(role, day, seat_id), None)

    def cover_of(self, person_id: UUID, day: dt.date) -> Cover | None:
        """The cover agreed for the person that day; None where there is none."""
        return next(
            (
                cover
                for cover in self.covers
                if cover.person_id == person_id and _is_running(cover.first, cover.last, day)
            ),
            None,
        )


def _is_running(first: dt.date, last: dt.date | None, day: dt.date) -> bool:
    return first <= day and (last is None or day <= last)


def _is_live(seat: Seat, day: dt.date) -> bool:
    return seat.created <= day and (seat.abolished is None or day < seat.abolished)


def _distinct(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple({person.id: person for person in people}.values())
