"""Who joins and leaves, as letters describe them."""

from __future__ import annotations

from itertools import permutations

import pytest

from forum.members.joining import describe, describe_in_sentence
from forum.members.membership import Appointment, Role
from tests.forum.group import a_membership, an_appointment, seats

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
