"""A list of members is compared as people mean it, and what it leaves open is as usual."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from forum.members.members_list import (
    AppointmentEntry,
    MembersList,
    PersonEntry,
    list_faults,
    place_deputies,
    seat_by_name,
    usual_papers,
    usual_part_two,
)
from forum.members.membership import PapersFor, Role, Seat

SINCE = dt.date(2027, 1, 4)
NURSES = Seat(uuid4(), 1, "CCGs (Designated Nurses)", "Integrated Care Board", "ICB", dt.date(2026, 9, 1))
CARE = Seat(uuid4(), 2, "KCC, Children’s Services", "KCC, Children’s Services", "KCC", dt.date(2026, 9, 1))
SEATS = (NURSES, CARE)


def person(name: str, send_to: str = "") -> PersonEntry:
    at = {"name": f"name of {name}", "send_to": f"address of {name}"}
    return PersonEntry(at, None, name, send_to or f"{name.lower()}@x.example", None, {})


def appointment(name: str, role: Role, seat: str = "", deputises_for: str = "") -> AppointmentEntry:
    at = {key: f"{key} of {name}" for key in ("person", "seat", "first", "last", "deputises_for")}
    return AppointmentEntry(at, name, role, seat, None, None, deputises_for)


def members(people: list[PersonEntry], appointments: list[AppointmentEntry]) -> MembersList:
    return MembersList(tuple(people), tuple(appointments), frozenset(Role))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("integrated  care board", NURSES),
        ("icb", NURSES),
        ("CCGs (designated nurses)", NURSES),
        ("KCC, Children's Services", CARE),
        ("Health", None),
        ("", None),
    ],
)
def test_a_seat_is_known_by_any_of_its_names(written: str, meant: Seat | None) -> None:
    assert seat_by_name(SEATS, written) is meant


def test_a_deputy_sits_where_the_member_they_deputise_for_sits() -> None:
    listed = members(
        [person("Ann"), person("Ben")],
        [appointment("Ann", Role.CORE, "ICB"), appointment("Ben", Role.DEPUTY, "", "ann")],
    )
    seated = place_deputies(listed)
    assert [one.seat for one in seated.appointments] == ["ICB", "ICB"]
    assert list_faults(seated, SEATS, SINCE) == []


def test_deputies_get_papers_when_standing_in_and_members_read_part_two() -> None:
    assert [role for role in Role if usual_papers(role) is not PapersFor.ALWAYS] == [Role.DEPUTY]
    reading = {role for role in Role if usual_part_two(role)}
    assert reading == {Role.CORE, Role.CHAIR, Role.DEPUTY_CHAIR, Role.UNIT}


def test_every_fault_of_a_list_is_found_at_once_each_in_its_cell() -> None:
    listed = members(
        [person("Ann"), person("Ben", "ann@x.example"), person("ANN", "other@x.example")],
        [
            appointment("Ann", Role.CORE, "ICB"),
            appointment("Ben", Role.CORE, "ICB"),
            appointment("Carl", Role.CHAIR),
            appointment("Ben", Role.CORE, "Health"),
            appointment("Ben", Role.DEPUTY, "KCC", "Ann"),
        ],
    )
    assert [fault.split(":")[0] for fault in list_faults(listed, SEATS, SINCE)] == [
        "name of ANN",
        "address of Ben",
        "person of Carl",
        "seat of Ben",
        "deputises_for of Ben",
        "first of Ben",
    ]


def test_a_member_named_as_their_own_deputy_is_said_with_the_cell() -> None:
    listed = members(
        [person("Ann"), person("Ben")],
        [
            appointment("Ann", Role.CORE, "ICB"),
            appointment("Ben", Role.DEPUTY, "ICB", "Ann"),
            appointment("Ann", Role.DEPUTY, "ICB", "Ann"),
        ],
    )
    (fault,) = list_faults(listed, SEATS, SINCE)
    assert fault.startswith("first of Ann: ")
    assert "nobody deputises for themselves" in fault
