"""The faults of a list of members, each in a sentence with its cell."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

import pytest

from forum.members.members_list import (
    AppointmentEntry,
    CoverEntry,
    MembersList,
    PersonEntry,
    SeatEntry,
    list_faults,
    place_deputies,
)
from forum.members.membership import Role, Seat
from tests.english import day, day_if
from tests.forum.group import a_seat

SINCE = day("Mon 4 Jan 2027")
SEATS: tuple[Seat, ...] = (a_seat("Health", 1), a_seat("Police", 2))
KEYS = ("person", "seat", "first", "last", "deputises_for")


def person(name: str, send_to: str | None = None, id: int = 0) -> PersonEntry:
    at = {key: f"People, {key} of {name}" for key in ("name", "send_to", "id")}
    address = f"{name.lower()}@x.example" if send_to is None else send_to
    return PersonEntry(at, UUID(int=id) if id else None, name, address, None, {})


def appointed(
    name: str, role: Role, seat: str = "", deputises_for: str = "", last: dt.date | None = None
) -> AppointmentEntry:
    at = {key: f"Appointments, {key} of {name}" for key in KEYS}
    return AppointmentEntry(at, name, role, seat, None, last, deputises_for)


def cover(name: str, by: str, first: str, last: str) -> CoverEntry:
    at = {key: f"Cover, {key} of {name}" for key in ("person", "covered_by", "first", "last")}
    return CoverEntry(at, name, by, day(first), day(last))


PEOPLE = (person("Ann"), person("Ben"), person("Cy"))
ANN = appointed("Ann", Role.CORE, "Health")


def faults(
    *appointments: AppointmentEntry,
    people: tuple[PersonEntry, ...] = PEOPLE,
    covers: tuple[CoverEntry, ...] | None = None,
    seats: tuple[SeatEntry, ...] | None = None,
    in_register: tuple[str, ...] = (),
) -> list[str]:
    listed = MembersList(people, appointments, frozenset(Role), seats, covers)
    return list_faults(listed, SEATS, SINCE, in_register)


def test_a_list_with_nothing_wrong_has_no_fault() -> None:
    assert faults(ANN, appointed("Ben", Role.DEPUTY, "Health", "Ann"), covers=()) == []
    assert faults(ANN, covers=(cover("Ann", "Ben", "Mon 4 Jan 2027", "Fri 15 Jan 2027"),)) == []
    assert faults(ANN, appointed("Ben", Role.DEPUTY, "Health", "Di"), in_register=("Di",)) == []


@pytest.mark.parametrize(
    ("people", "fault"),
    [
        ((person("Ann"), person("ann", "b@x.example")), "People, name of ann: ann is in this list twice"),
        ((person("Ann"), person("Ben", "ANN@x.example")),
         "People, send_to of Ben: ANN@x.example is given for two people"),
        ((person("Ann", id=7), person("Ben", id=7)), "People, id of Ben"),
        ((person("Ann", ""),), "People, send_to of Ann: Ann has no address to write to; give one."),
    ],
)  # fmt: skip
def test_people_stand_in_a_list_once_with_an_address(people: tuple[PersonEntry, ...], fault: str) -> None:
    (found,) = faults(ANN, people=people)
    assert found.startswith(fault)


def test_whoever_has_left_needs_no_address() -> None:
    left = replace(ANN, last=day("Fri 1 Jan 2027"), first=day("Fri 1 May 2026"))
    assert faults(left, people=(person("Ann", ""),)) == []


@pytest.mark.parametrize(
    ("appointment", "fault"),
    [
        (appointed("Di", Role.CHAIR), "Appointments, person of Di: “Di” is not among the people. "),
        (
            appointed("Ben", Role.CORE, "Fire"),
            "Appointments, seat of Ben: “Fire” is none of the seats. They are: ",
        ),
        (
            appointed("Ben", Role.DEPUTY, "Police", "Ann"),
            "Appointments, deputises_for of Ben: Ann holds another seat than “Police”.",
        ),
        (
            appointed("Ben", Role.DEPUTY, "Health", "Di"),
            "Appointments, deputises_for of Ben: “Di” is not among the people. ",
        ),
        (appointed("Ben", Role.CORE, "Health"), "Appointments, first of Ben: "),
        (replace(appointed("Ben", Role.CHAIR), last=day("Fri 1 Jan 2027")), "Appointments, first of Ben: "),
    ],
)
def test_an_appointment_is_of_somebody_in_the_list_to_a_seat_of_the_terms(
    appointment: AppointmentEntry, fault: str
) -> None:
    (found,) = faults(ANN, appointment)
    assert found.startswith(fault)


@pytest.mark.parametrize(
    ("covers", "cells"),
    [
        ((cover("Ann", "Di", "Mon 4 Jan 2027", "Fri 15 Jan 2027"),), ["Cover, covered_by of Ann"]),
        ((cover("Di", "Ann", "Mon 4 Jan 2027", "Fri 15 Jan 2027"),), ["Cover, person of Di"]),
        ((cover("Ann", "Ann", "Mon 4 Jan 2027", "Fri 15 Jan 2027"),), ["Cover, first of Ann"]),
        ((cover("Ann", "Ben", "Fri 15 Jan 2027", "Mon 4 Jan 2027"),), ["Cover, first of Ann"]),
        (
            (
                cover("Ann", "Ben", "Mon 4 Jan 2027", "Fri 15 Jan 2027"),
                cover("Ann", "Cy", "Fri 15 Jan 2027", "Fri 29 Jan 2027"),
            ),
            ["Cover, first of Ann"],
        ),
        (
            (
                cover("Ann", "Ben", "Mon 4 Jan 2027", "Fri 15 Jan 2027"),
                cover("Ann", "Cy", "Mon 18 Jan 2027", "Fri 29 Jan 2027"),
            ),
            [],
        ),
    ],
)
def test_cover_is_by_somebody_else_in_the_list_and_one_at_a_time(
    covers: tuple[CoverEntry, ...], cells: list[str]
) -> None:
    assert [fault.partition(": ")[0] for fault in faults(ANN, covers=covers)] == cells


@pytest.mark.parametrize(("number", "is_refused"), [(100, False), (101, True)])
def test_of_too_many_in_a_place_or_lines_of_cover_nothing_else_is_looked_at(
    number: int, is_refused: bool
) -> None:
    many = [replace(ANN, at={**ANN.at, "seat": f"E{row}"}) for row in range(number)]
    many[1::2] = [replace(entry, role=Role.DEPUTY) for entry in many[1::2]]
    said = ["E0: more than 100 people are given as Health; take out whoever is not."]
    assert (faults(*many) == said) is is_refused
    chairs = [replace(entry, role=Role.CHAIR, seat="") for entry in many]
    said = ["E0: more than 100 people are given as chair; take out whoever is not."]
    assert (faults(*chairs) == said) is is_refused
    line = cover("Ann", "Ben", "Mon 4 Jan 2027", "Fri 15 Jan 2027")
    lines = tuple(replace(line, at={**line.at, "person": f"A{row}"}) for row in range(number))
    said = ["A0: more than 100 lines of cover; take out the old ones."]
    assert (faults(ANN, covers=lines) == said) is is_refused


def test_of_a_list_with_too_many_people_nothing_else_is_looked_at() -> None:
    many = tuple(person(f"Ann{number}") for number in range(501))
    said = "People, name of Ann500: more than 500 people are in the list. Send those of one group alone."
    assert faults(ANN, people=many) == [said]
    assert faults(replace(ANN, person="Ann7"), people=many[:500]) == []


def seat(
    name: str, *, id: int = 0, state: str = "", first: str = "", last: str = "", contact: str = ""
) -> SeatEntry:
    keys = ("id", "name", "present_name", "short_name", "first", "last", "state", "escalation_contact")
    at = {key: f"Seats, {key} of {name}" for key in keys}
    number = UUID(int=id) if id else None
    return SeatEntry(
        at, number, name, name, name, day_if(first or None), day_if(last or None), state, contact
    )


@pytest.mark.parametrize(
    ("seats", "fault"),
    [
        ((seat("Fire", id=7), seat("Rescue", id=7)), "Seats, id of Rescue: "),
        (
            (seat("Fire", state="abolished"),),
            "Seats, last of Fire: Fire is abolished; give the last day it counts.",
        ),
        (
            (seat("Fire", first="Tue 5 Jan 2027", last="Mon 4 Jan 2027"),),
            "Seats, last of Fire: Fire ends before it begins on 5 January 2027.",
        ),
        (
            (seat("Health", state="vacant"),),
            "Seats, state of Health: Health is marked vacant, but has a core member under Appointments.",
        ),
        (
            (seat("Fire", contact="Di"),),
            "Seats, escalation_contact of Fire: “Di” is not among the people. ",
        ),
    ],
)
def test_a_seat_of_the_list_is_whole(seats: tuple[SeatEntry, ...], fault: str) -> None:
    (found,) = faults(ANN, seats=seats)
    assert found.startswith(fault)


def test_two_seats_of_one_name_are_both_named_and_nobody_is_placed_there() -> None:
    shared = "names two seats; give each seat a name that no other has."
    assert faults(ANN, seats=(seat("Fire"), replace(seat("Rescue"), short_name="fire"))) == [
        f"Seats, name of Fire: “Fire” {shared}",
        f"Seats, short_name of Rescue: “fire” {shared}",
    ]
    assert (
        faults(ANN, seats=(seat("Fire", first="Mon 4 Jan 2027", last="Mon 4 Jan 2027", contact="Ben"),)) == []
    )
    assert faults(ANN, seats=(seat("Police", state="vacant"),)) == []


def test_only_a_deputy_without_a_seat_is_put_where_their_member_sits() -> None:
    listed = (
        ANN,
        appointed("Ben", Role.DEPUTY, "Police", "Ann"),
        appointed("Cy", Role.DEPUTY, "", "ann"),
        appointed("Cy", Role.CO_OPTED, "", "Ann"),
        appointed("Ben", Role.DEPUTY),
    )
    placed = place_deputies(MembersList(PEOPLE, listed, frozenset(Role)))
    assert [appointment.seat for appointment in placed.appointments] == ["Health", "Police", "Health", "", ""]
