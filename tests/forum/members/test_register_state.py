"""Gaps in the list of members, which the unit sees to."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from forum.members.membership import Appointment, Membership, Role
from forum.members.register_state import gaps, is_unconfirmed
from forum.terms.policy import Policy
from tests.english import day, day_if
from tests.forum.group import START, a_membership, an_appointment, an_id, seats
from tests.forum.policies import MASE

ON = day("Mon 18 Jan 2027")
HOLDER, DEPUTY = an_appointment("Jo", Role.CORE, "Health"), an_appointment("Al", Role.DEPUTY, "Health")
OF_POLICE = an_appointment("Mo", Role.CORE, "Police"), an_appointment("Al", Role.DEPUTY, "Police")


def until(last: str) -> Appointment:
    return an_appointment("Al", Role.CO_OPTED, last=last)


def group(*appointments: Appointment, **of_each: Any) -> Membership:
    """Two seats with their members, all of whom have signed and confirmed their details this month."""
    held = appointments or (HOLDER, DEPUTY, *OF_POLICE)
    membership = a_membership(seats("Health", "Police"), *held, people="Mo,Jo,Al")
    said: dict[str, Any] = {"agreement_signed": START, "details_confirmed": ON, **of_each}
    return replace(membership, people=tuple(replace(person, **said) for person in membership.people))


def found(
    membership: Membership, bounced: str = "", agreement: str = "before the first papers"
) -> dict[str, tuple[str, ...]]:
    back = {an_id(bounced): day("Fri 15 Jan 2027")} if bounced else {}
    return {gap.what: gap.which for gap in gaps(membership, back, terms(agreement), ON)}


def terms(agreement: str = "before the first papers") -> Policy:
    members = MASE.members.model_copy(update={"agreement": agreement, "unconfirmed_after": 12})
    return MASE.model_copy(update={"members": members})


def changed(membership: Membership, name: str, **values: Any) -> Membership:
    people = tuple(replace(who, **values) if who.name == name else who for who in membership.people)
    return replace(membership, people=people)


def test_with_all_well_there_is_no_gap() -> None:
    assert found(group()) == {}


@pytest.mark.parametrize(
    ("membership", "gap"),
    [
        (group(DEPUTY, *OF_POLICE), {"Vacant seats": ("Health",)}),
        (group(HOLDER, *OF_POLICE), {"Seats without a deputy": ("Health",)}),
        (
            changed(group(), "Jo", details_confirmed=day("Sun 18 Jan 2026")),
            {"Details not confirmed for 12 months": ("Jo",)},
        ),
        (changed(group(), "Jo", agreement_signed=None), {"No signed confidentiality agreement": ("Jo",)}),
        (changed(group(), "Jo", format_needed="Braille"), {"Formats to be made by hand": ("Jo, Braille",)}),
        (changed(group(), "Jo", format_needed="large print"), {}),
        (
            group(HOLDER, DEPUTY, *OF_POLICE, until("Sun 21 Mar 2027")),
            {"Co-opted until": ("Al, 21 March 2027",)},
        ),
        (group(HOLDER, DEPUTY, *OF_POLICE, until("Mon 22 Mar 2027")), {}),
    ],
)
def test_what_is_missing_is_named_with_its_seats_or_people(
    membership: Membership, gap: dict[str, tuple[str, ...]]
) -> None:
    assert found(membership) == gap


def test_where_the_terms_know_no_deputies_no_seat_lacks_one() -> None:
    attendance = MASE.attendance.model_copy(update={"deputies": Fraction(0)})
    policy = MASE.model_copy(update={"attendance": attendance})
    assert gaps(group(HOLDER, *OF_POLICE), {}, policy, ON) == ()


def test_people_come_by_name_and_each_once() -> None:
    assert found(group(details_confirmed=day("Fri 16 Jan 2026"))) == {
        "Details not confirmed for 12 months": ("Al", "Jo", "Mo")
    }


def test_whoever_signed_in_or_replied_of_late_has_confirmed_their_details() -> None:
    membership = group(details_confirmed=day("Fri 16 Jan 2026"))
    heard = {an_id("Jo"): day("Tue 12 Jan 2027"), an_id("Mo"): day("Mon 12 Jan 2026")}
    (gap,) = gaps(membership, {}, terms(), ON, heard)
    assert gap.which == ("Al", "Mo")


def test_a_long_list_of_people_is_cut_short() -> None:
    names = [f"Member {number}" for number in range(9)]
    held = [an_appointment(name, Role.CO_OPTED) for name in names]
    membership = a_membership(seats("Health"), HOLDER, DEPUTY, *held, people=",".join(["Jo", "Al", *names]))
    found_later = gaps(membership, {}, MASE, day("Thu 18 Jan 2029"))
    (gap,) = (gap for gap in found_later if "Details" in gap.what)
    assert gap.which == ("Al", "Jo", "Member 0", "Member 1", "Member 2", "6 more, in the workbook")


def test_letters_that_come_back_are_told_with_their_day() -> None:
    assert found(group(), bounced="Jo") == {"Letters come back from": ("Jo, since 15 January 2027",)}
    assert found(group(), bounced="A stranger") == {}


def test_signatures_are_missed_only_where_the_terms_want_them() -> None:
    assert found(group(agreement_signed=None), agreement="none") == {}


@pytest.mark.parametrize(
    ("confirmed", "on", "stale"),
    [
        ("Tue 12 Jan 2027", "Mon 11 Jan 2027", False),
        ("Wed 28 Jan 2026", "Wed 27 Jan 2027", False),
        ("Wed 28 Jan 2026", "Thu 28 Jan 2027", True),
        ("Wed 28 Jan 2026", "Mon 1 Feb 2027", True),
        ("Wed 30 Dec 2026", "Wed 29 Dec 2027", False),
        (None, "Wed 31 Mar 2027", False),  # appointed on 1 April 2026
        (None, "Thu 1 Apr 2027", True),
    ],
)
def test_details_are_stale_after_whole_months(confirmed: str | None, on: str, stale: bool) -> None:
    membership = group(HOLDER, an_appointment("Jo", Role.CO_OPTED, first="Mon 1 Jun 2026"))
    jo = replace(membership.person(an_id("Jo")), details_confirmed=day_if(confirmed))
    assert is_unconfirmed(membership, jo, 12, day(on)) is stale
