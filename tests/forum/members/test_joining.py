"""Who joins and leaves, as letters describe them."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from forum.members.joining import describe, describe_in_sentence, joiners, last_day_to_join, leavers
from forum.members.membership import Appointment, Membership, Role
from tests.english import day
from tests.forum.group import START, a_membership, an_appointment, an_id, seats

HELD = (
    an_appointment("Jo", Role.DEPUTY_CHAIR),
    an_appointment("Jo", Role.CORE, "Police"),
    an_appointment("Jo", Role.CORE, "Health"),
)


@pytest.mark.parametrize("held", list(permutations(HELD)))
def test_the_places_of_a_person_come_in_the_order_of_the_terms(held: tuple[Appointment, ...]) -> None:
    membership = a_membership(seats("Health", "Police"), *held, people="Jo")
    assert describe(membership, held) == (
        "Core member for Health and core member for Police and deputy chair"
    )
    assert describe_in_sentence(membership, held) == (
        "a core member for Health and a core member for Police and the deputy chair"
    )


SINCE, ON = day("Tue 1 Dec 2026"), day("Fri 1 Jan 2027")
FOUNDER = an_appointment("Al", Role.CORE, "Police")


def group(*appointments: Appointment) -> Membership:
    return a_membership(seats("Health", "Police"), FOUNDER, *appointments, people="Al,Jo,Mo")


def joined(*appointments: Appointment, signing: bool = False) -> dict[str, int]:
    """Who joined the group, each with the number of their new appointments."""
    found = joiners(group(*appointments), START, SINCE, ON, signing=signing)
    return {joiner.person.name: len(joiner.appointments) for joiner in found}


@pytest.mark.parametrize("role", [Role.CORE, Role.CO_OPTED, Role.CHAIR, Role.DEPUTY_CHAIR, Role.DEPUTY])
def test_whoever_is_appointed_joins_on_their_first_day(role: Role) -> None:
    seat = "Health" if role in (Role.CORE, Role.DEPUTY) else ""
    assert joined(an_appointment("Jo", role, seat, first="Fri 1 Jan 2027")) == {"Jo": 1}
    assert joined(an_appointment("Jo", role, seat, first="Tue 1 Dec 2026")) == {"Jo": 1}
    assert joined(an_appointment("Jo", role, seat, first="Mon 30 Nov 2026")) == {}
    assert joined(an_appointment("Jo", role, seat, first="Sat 2 Jan 2027")) == {}


@pytest.mark.parametrize("role", [Role.UNIT, Role.BOARD_SECRETARY])
def test_offices_outside_the_group_are_not_welcomed(role: Role) -> None:
    assert joined(an_appointment("Jo", role, first="Fri 1 Jan 2027")) == {}


def test_an_appointment_entered_late_counts_from_its_entry() -> None:
    late = an_appointment("Jo", Role.CO_OPTED, first="Mon 2 Nov 2026")
    assert joined(replace(late, entered=SINCE)) == {"Jo": 1}
    assert joined(replace(late, entered=day("Mon 30 Nov 2026"))) == {}
    early = an_appointment("Jo", Role.CO_OPTED, first="Fri 1 Jan 2027")
    assert joined(replace(early, entered=day("Mon 30 Nov 2026"))) == {"Jo": 1}


def test_whoever_goes_on_in_the_same_role_and_seat_is_no_joiner() -> None:
    before = an_appointment("Jo", Role.CORE, "Health", last="Thu 31 Dec 2026")
    assert joined(before, an_appointment("Jo", Role.CORE, "Health", first="Fri 1 Jan 2027")) == {}
    assert joined(before, an_appointment("Jo", Role.DEPUTY, "Health", first="Fri 1 Jan 2027")) == {"Jo": 1}
    gap = replace(before, last=day("Wed 30 Dec 2026"))
    assert joined(gap, an_appointment("Jo", Role.CORE, "Health", first="Fri 1 Jan 2027")) == {"Jo": 1}


def test_two_new_places_make_one_joiner_from_the_later_day() -> None:
    two = (
        an_appointment("Jo", Role.CORE, "Health", first="Tue 1 Dec 2026"),
        an_appointment("Jo", Role.DEPUTY_CHAIR, first="Fri 1 Jan 2027"),
    )
    assert joined(*two) == {"Jo": 2}
    (joiner,) = joiners(group(*two), START, SINCE, ON)
    assert joiner.first == ON


def test_the_founders_join_nothing_and_are_asked_to_sign_where_that_is_wanted() -> None:
    founders = a_membership(seats("Police"), FOUNDER, people="Al")
    assert joiners(founders, START, START, START) == ()
    (joiner,) = joiners(founders, START, START, START, signing=True)
    assert joiner.person.name == "Al"
    signed = replace(founders, people=(replace(founders.people[0], agreement_signed=START),))
    assert joiners(signed, START, START, START, signing=True) == ()
    assert joiners(founders, ON, START, START) == ()
    assert joiners(a_membership(seats("Police"), people="Al"), START, SINCE, ON) == ()


def left(*appointments: Appointment) -> dict[str, tuple[str, int]]:
    """Who left the group, each with their last day and the number of appointments that ended on it."""
    return {
        leaver.person.name: (f"{leaver.last:%-d %b}", len(leaver.appointments))
        for leaver in leavers(group(*appointments), START, SINCE, ON)
    }


@pytest.mark.parametrize(
    ("last", "is_told"),
    [
        ("Mon 30 Nov 2026", False),
        ("Tue 1 Dec 2026", True),
        ("Thu 31 Dec 2026", True),
        ("Fri 1 Jan 2027", False),
    ],
)
def test_a_leaver_is_told_of_from_the_day_after_their_last(last: str, is_told: bool) -> None:
    assert bool(left(an_appointment("Jo", Role.CO_OPTED, last=last))) is is_told


def test_who_keeps_a_place_has_not_left_and_who_leaves_two_is_thanked_once() -> None:
    health = an_appointment("Jo", Role.CORE, "Health", last="Thu 31 Dec 2026")
    assert left(health, an_appointment("Jo", Role.CO_OPTED)) == {}
    both = an_appointment("Jo", Role.DEPUTY_CHAIR, last="Thu 31 Dec 2026")
    assert left(health, both) == {"Jo": ("31 Dec", 2)}
    assert left(health, replace(both, last=day("Wed 30 Dec 2026"))) == {"Jo": ("31 Dec", 1)}
    assert left(health, an_appointment("Jo", Role.CO_OPTED, first="Mon 4 Jan 2027")) == {}
    assert left(an_appointment("Jo", Role.UNIT, last="Thu 31 Dec 2026")) == {}
    assert leavers(group(health), ON, SINCE, ON) == ()


def test_the_last_day_is_that_of_the_last_place() -> None:
    jo = an_id("Jo")
    first = an_appointment("Jo", Role.CORE, "Health", last="Wed 30 Dec 2026")
    second = an_appointment("Jo", Role.CO_OPTED, last="Thu 31 Dec 2026")
    assert last_day_to_join(group(first, second), jo) == day("Thu 31 Dec 2026")
    assert last_day_to_join(group(first, replace(second, last=None)), jo) is None
    assert last_day_to_join(group(), jo) is None
