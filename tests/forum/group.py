"""A small group to write tables about: seats by their short names, people by theirs, always the same ids."""

from __future__ import annotations

from uuid import NAMESPACE_OID, UUID, uuid5

from forum.members.membership import Appointment, Cover, Membership, PapersFor, Person, Role, Seat
from tests.english import day

START = day("Wed 1 Apr 2026")


def an_id(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, name)


def a_seat(name: str, number: int = 1, created: str = "", abolished: str = "") -> Seat:
    return Seat(
        id=an_id(name),
        number=number,
        name=f"{name} of the terms",
        present_name=name,
        short_name=name,
        created=day(created) if created else START,
        abolished=day(abolished) if abolished else None,
    )


def seats(*names: str) -> tuple[Seat, ...]:
    return tuple(a_seat(name, number) for number, name in enumerate(names, start=1))


def a_person(name: str) -> Person:
    return Person(an_id(name), name, name, "An organisation", "03000 000000", "someone@forum.example")


def an_appointment(
    person: str,
    role: Role,
    seat: str = "",
    first: str = "",
    last: str = "",
    papers: PapersFor = PapersFor.ALWAYS,
    part_two: bool = False,
) -> Appointment:
    """The person in the role, from START on unless it says otherwise."""
    begins = day(first) if first else START
    return Appointment(
        id=an_id(f"{person} {role} {seat} {begins}"),
        person_id=an_id(person),
        role=role,
        seat_id=an_id(seat) if seat else None,
        first=begins,
        last=day(last) if last else None,
        papers=papers,
        part_two=part_two,
    )


def a_cover(person: str, by: str, first: str, last: str) -> Cover:
    return Cover(an_id(person), an_id(by), day(first), day(last))


def a_membership(
    the_seats: tuple[Seat, ...], *appointments: Appointment, covers: tuple[Cover, ...] = (), people: str = ""
) -> Membership:
    """``people`` are names, comma-separated, of everybody that appointments and cover speak of."""
    return Membership(
        seats=the_seats,
        people=tuple(a_person(name.strip()) for name in people.split(",")),
        appointments=appointments,
        covers=covers,
    )


def names(people: tuple[Person, ...]) -> list[str]:
    return [person.name for person in people]


def name(person: Person | None) -> str | None:
    return person.name if person else None
