"""The confidentiality agreement: who has signed it, and whose restricted papers wait for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from forum.members.joining import is_signed, must_sign, unsigned_readers
from forum.members.membership import PapersFor, Role
from tests.english import day, day_if
from tests.forum.group import a_membership, a_person, an_appointment, an_id, names, seats

ON = day("Mon 18 Jan 2027")


@pytest.mark.parametrize(
    ("signed", "is_so"), [(None, False), ("Mon 18 Jan 2027", True), ("Tue 19 Jan 2027", False)]
)
def test_an_agreement_counts_from_the_day_of_its_signature(signed: str | None, is_so: bool) -> None:
    assert is_signed(replace(a_person("Jo"), agreement_signed=day_if(signed)), ON) is is_so


def test_all_who_may_get_papers_sign_but_the_unit_and_the_board_s_secretary() -> None:
    membership = a_membership(
        seats("Health"),
        an_appointment("Zoe", Role.CORE, "Health"),
        an_appointment("Al", Role.DEPUTY, "Health"),
        an_appointment("Bo", Role.DEPUTY, "Health", papers=PapersFor.NONE),
        an_appointment("Cy", Role.UNIT),
        an_appointment("Di", Role.BOARD_SECRETARY),
        an_appointment("Ed", Role.CHAIR),
        an_appointment("Cy", Role.CO_OPTED),
        an_appointment("Flo", Role.CO_OPTED, last="Sun 17 Jan 2027"),
        people="Zoe,Al,Bo,Cy,Di,Ed,Flo",
    )
    assert names(unsigned_readers(membership, ON)) == ["Al", "Ed", "Zoe"]
    assert not must_sign(membership, an_id("Cy"), ON)
    assert must_sign(membership, an_id("Ed"), ON)
