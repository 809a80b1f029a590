"""Who belongs to the forum, in which place and from when to when (clause 4)."""

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
"""Who is invited to each meeting and gets its papers; a deputy once named, or as their appointment says."""

_ONE_OF_A_KIND = frozenset({Role.CHAIR, Role.DEPUTY_CHAIR, Role.UNIT})


def titled(role: Role) -> str:
    """A role as sentences name it: "core member", "Chair", "Business Unit"."""
    return {Role.CHAIR: "Chair", Role.UNIT: "Business Unit"}.get(role, role.value)


def with_article(role: Role) -> str:
    """A role as what somebody is: "a core member", "the Chair"."""
    return f"{'the' if role in _ONE_OF_A_KIND else 'a'} {titled(role)}"


class PapersFor(StrEnum):
    """When a deputy gets papers; members always do."""

    ALWAYS = "always"
    STANDING_IN = "when standing in"
    NONE = "none"


@dataclass(frozen=True)
class Seat:
    """A place in the core membership, held by an organisation; from the day ``abolished`` it is none."""

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
    """``agreement_signed`` is the day on which they signed the confidentiality agreement, and
    ``details_confirmed`` the last on which they said that what is held of them is right.
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


@dataclass(frozen=True)
class Appointment:
    """A person in a role from ``first`` to ``last``, both days included; ``last`` None while it goes on.

    ``seat_id`` is the seat held (core member) or deputised for (deputy); None for the other roles.
    ``entered`` is the day on which the register came to know of it.
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
    """One person acting for another from ``first`` to ``last``, both days included."""

    person_id: UUID
    covered_by_id: UUID
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Membership:
    """All seats, people, appointments and cover of one group, over all time.

    People and seats are named by their ids, as the rows of the register do. KeyError for an unknown id,
    unless it says otherwise.
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
        """The seats of the core membership in their order: a vacant one counts, an abolished one does not
        from its date (clause 4)."""
        if day not in self._seats_by_day:
            live = (seat for seat in self.seats if _is_live(seat, day))
            self._seats_by_day[day] = tuple(sorted(live, key=lambda seat: seat.number))
        return self._seats_by_day[day]

    def core_member(self, seat_id: UUID, day: dt.date) -> Person | None:
        """Who is appointed to the seat, also while somebody covers for them; None if vacant (clause 4)."""
        return self._first(Role.CORE, day, seat_id)

    def is_vacant(self, seat_id: UUID, day: dt.date) -> bool:
        """A seat without a core member is vacant, even with deputies (where the terms are silent)."""
        return self.core_member(seat_id, day) is None

    def deputies(self, seat_id: UUID, day: dt.date) -> tuple[Person, ...]:
        """Those who may represent the core member of the seat, longest-serving first (clause 4)."""
        return _once(self._holders(Role.DEPUTY, day, seat_id))

    def representatives(self, seat_id: UUID, day: dt.date) -> tuple[Person, ...]:
        """Who may fill the seat: its core member or whoever covers for them, then its deputies (clause 4)."""
        member = self.core_member(seat_id, day)
        acting = (self.acting_for(member.id, day),) if member else ()
        return _once((*acting, *self.deputies(seat_id, day)))

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
        """All who hold the office of Chair, also while somebody covers for them; longest-serving first."""
        return _once(self._holders(Role.CHAIR, day))

    def deputy_chair(self, day: dt.date) -> Person | None:
        """The deputy chair, also while somebody covers for them (clause 3)."""
        return self._first(Role.DEPUTY_CHAIR, day)

    def leaders_on(self, day: dt.date) -> tuple[Person, ...]:
        """The Chair and the deputy chair, or whoever acts for them that day (clause 3)."""
        appointed = (*self.chairs(day), self.deputy_chair(day))
        return _once(self.acting_for(one.id, day) for one in appointed if one is not None)

    def unit(self, day: dt.date) -> Person | None:
        """Who is written to at the Business Unit: the longest-serving of those appointed (clause 6)."""
        return self._first(Role.UNIT, day)

    def unit_for_part_two(self, day: dt.date) -> Person | None:
        """Who at the Business Unit works on part 2: who acts for its officer, where they may read it, else
        the longest-serving officer who may, sooner one who is not on leave; None where nobody may (own
        rule)."""
        officers = self.units(day)
        acting = [self.acting_for(one.id, day) for one in officers[:1]]
        others = sorted(officers, key=lambda one: self.is_covered(one.id, day))
        return next((one for one in (*acting, *others) if self.may_read_part_two(one.id, day)), None)

    def unit_for_record(self, day: dt.date) -> Person | None:
        """Who at the Business Unit keeps the record of a meeting: who works on part 2, unless they are on
        leave, else who acts for its officer, without part 2 (own rule)."""
        officer, reader = self.unit(day), self.unit_for_part_two(day)
        if reader is not None and not self.is_covered(reader.id, day):
            return reader
        return self.acting_for(officer.id, day) if officer is not None else None

    def acting_for(self, person_id: UUID, day: dt.date) -> Person:
        """Who acts for the person: whoever covers for them that day, else themselves (where the terms are
        silent)."""
        passed = {person_id}
        while (cover := self._cover(person_id, day)) and cover.covered_by_id not in passed:
            person_id = cover.covered_by_id
            passed.add(person_id)
        return self.person(person_id)

    def is_covered(self, person_id: UUID, day: dt.date) -> bool:
        """Whether somebody is agreed to act for the person that day: then it is no absence of theirs (where
        the terms are silent). False for a stranger."""
        return self._cover(person_id, day) is not None

    def units(self, day: dt.date) -> tuple[Person, ...]:
        """All officers of the Business Unit, also while somebody covers for them; longest-serving first."""
        return _once(self._holders(Role.UNIT, day))

    def members_on(self, day: dt.date) -> tuple[Person, ...]:
        """Who gets the members' letters: core members in the order of seats, then co-opted members, each
        once, and whoever covers for one in their place (clause 6)."""
        core = [
            member for seat in self.seats_on(day) if (member := self.core_member(seat.id, day)) is not None
        ]
        return _once(self.acting_for(member.id, day) for member in (*core, *self.co_opted_on(day)))

    def co_opted_on(self, day: dt.date) -> tuple[Person, ...]:
        """The co-opted members, also while somebody covers for them (clause 4)."""
        return _once(self._holders(Role.CO_OPTED, day))

    def all_on(self, day: dt.date) -> tuple[Appointment, ...]:
        """Everybody's appointments of that day, longest-serving first (clause 4)."""
        if day not in self._by_day:
            running = (one for one in self._longest_serving_first if _runs(one.first, one.last, day))
            self._by_day[day] = tuple(running)
        return self._by_day[day]

    def appointments_on(self, person_id: UUID, day: dt.date) -> tuple[Appointment, ...]:
        """The person's own appointments of that day, longest-serving first; none for a stranger."""
        if day not in self._of_people:
            of_people: dict[UUID, tuple[Appointment, ...]] = {}
            for one in self.all_on(day):
                of_people[one.person_id] = (*of_people.get(one.person_id, ()), one)
            self._of_people[day] = of_people
        return self._of_people[day].get(person_id, ())

    def roles_on(self, person_id: UUID, day: dt.date) -> tuple[Role, ...]:
        """The person's roles that day, in the order of ``Role``; none for a stranger (clause 4)."""
        held = {one.role for one in self.appointments_on(person_id, day)}
        return tuple(role for role in Role if role in held)

    def is_appointed(self, person_id: UUID, day: dt.date) -> bool:
        """Whether the person belongs to the group that day, by appointment or by covering for somebody who
        does. False for a stranger (own rule)."""
        if self.appointments_on(person_id, day):
            return True
        return any(
            self.acting_for(cover.person_id, day).id == person_id
            for cover in self.covers
            if _runs(cover.first, cover.last, day) and self.appointments_on(cover.person_id, day)
        )

    def has_left(self, person_id: UUID, day: dt.date) -> bool:
        """Whether the person was appointed before, and does not belong to the group any more on that day.
        False for a stranger (own rule)."""
        was_appointed = any(one.person_id == person_id and one.first <= day for one in self.appointments)
        return was_appointed and not self.is_appointed(person_id, day)

    def may_read_part_two(self, person_id: UUID, day: dt.date) -> bool:
        """Part 2 is read only by whom an appointment of their own allows it; covering for somebody does not
        (where the terms are silent)."""
        return any(one.part_two for one in self.appointments_on(person_id, day))

    @cached_property
    def _people(self) -> dict[UUID, Person]:
        return {person.id: person for person in self.people}

    @cached_property
    def _seats(self) -> dict[UUID, Seat]:
        return {seat.id: seat for seat in self.seats}

    @cached_property
    def _longest_serving_first(self) -> list[Appointment]:
        return sorted(self.appointments, key=lambda one: one.first)

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
            self.person(one.person_id)
            for one in self.all_on(day)
            if one.role is role and (seat_id is None or one.seat_id == seat_id)
        )

    def _first(self, role: Role, day: dt.date, seat_id: UUID | None = None) -> Person | None:
        return next(self._holders(role, day, seat_id), None)

    def _cover(self, person_id: UUID, day: dt.date) -> Cover | None:
        return next(
            (
                cover
                for cover in self.covers
                if cover.person_id == person_id and _runs(cover.first, cover.last, day)
            ),
            None,
        )


def _runs(first: dt.date, last: dt.date | None, day: dt.date) -> bool:
    return first <= day and (last is None or day <= last)


def _is_live(seat: Seat, day: dt.date) -> bool:
    return seat.created <= day and (seat.abolished is None or day < seat.abolished)


def _once(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple({person.id: person for person in people}.values())
