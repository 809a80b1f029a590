"""People are appointed, leave, are covered for and move to another address, each from its day."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

import pytest

from forum.members.membership import Membership, PapersFor, Role
from forum.text.problem import Problem
from tasks.duties.base.office import Office
from tasks.duties.members.appointments import Newcomer, agree_cover, appoint, change_address, end_appointment
from tasks.duties.members.workbook import export_members, preview_import
from tasks.register.groups import group_by_code
from tasks.register.members.membership import address_of, membership
from tests.tasks.duties.do import do

JANUARY = dt.date(2027, 1, 4)
FEBRUARY = dt.date(2027, 2, 1)


def members_of(office: Office) -> Membership:
    with office.register.reading() as session:
        return membership(session, group_by_code(session, "MASE").id)


def person(office: Office, name: str) -> UUID:
    return next(one.id for one in members_of(office).people if one.name == name)


def seat(office: Office, short_name: str) -> UUID:
    return next(one.id for one in members_of(office).seats if one.short_name == short_name)


def appointment(office: Office, name: str) -> UUID:
    id = person(office, name)
    return next(one.id for one in members_of(office).appointments if one.person_id == id)


def newcomer(office: Office, role: Role, short_name: str) -> UUID:
    return do(
        appoint,
        office,
        "MASE",
        Newcomer("New Nurse", "new.nurse@ccg.example"),
        role,
        FEBRUARY,
        seat(office, short_name),
    )


def test_a_successor_takes_the_seat_the_day_after_the_leaver(mase: Office) -> None:
    do(end_appointment, mase, appointment(mase, "Designated Nurse"), dt.date(2027, 1, 31))
    newcomer(mase, Role.CORE, "CCGs")
    members = members_of(mase)
    holders = [members.core_member(seat(mase, "CCGs"), day) for day in (dt.date(2027, 1, 31), FEBRUARY)]
    assert [holder.name for holder in holders if holder] == ["Designated Nurse", "New Nurse"]


def test_a_seat_that_is_held_is_not_given_to_somebody_else(mase: Office) -> None:
    with pytest.raises(Problem, match="there can be only one"):
        newcomer(mase, Role.CORE, "CCGs")
    members = members_of(mase)
    assert len(members.appointments) == 25
    assert "New Nurse" not in {one.name for one in members.people}


def test_a_deputy_gets_papers_when_standing_in_and_no_part_two_unless_said(mase: Office) -> None:
    id = newcomer(mase, Role.DEPUTY, "CRC")
    made = next(one for one in members_of(mase).appointments if one.id == id)
    assert (made.papers, made.part_two) == (PapersFor.STANDING_IN, False)


def test_a_deputy_needs_a_seat(mase: Office) -> None:
    with pytest.raises(Problem, match="names no seat"):
        do(appoint, mase, "MASE", person(mase, "Voluntary Sector Lead"), Role.DEPUTY, FEBRUARY)


def test_an_appointment_ends_once_and_not_before_it_began(mase: Office) -> None:
    id = appointment(mase, "Designated Nurse")
    with pytest.raises(Problem, match="begins on 1 September 2026"):
        do(end_appointment, mase, id, dt.date(2026, 8, 31))
    do(end_appointment, mase, id, JANUARY)
    with pytest.raises(Problem, match="ended already, on 4 January 2027"):
        do(end_appointment, mase, id, FEBRUARY)


def test_cover_is_agreed_for_some_days_and_by_one_person_at_a_time(mase: Office) -> None:
    head, adviser = person(mase, "Head of Inclusion"), person(mase, "Education Safeguarding Adviser")
    do(agree_cover, mase, "MASE", head, adviser, FEBRUARY, dt.date(2027, 2, 28))
    assert members_of(mase).acting_for(head, dt.date(2027, 2, 28)).id == adviser
    assert members_of(mase).acting_for(head, dt.date(2027, 3, 1)).id == head
    with pytest.raises(Problem, match="two people from 15 February 2027"):
        do(
            agree_cover,
            mase,
            "MASE",
            head,
            person(mase, "Designated Nurse"),
            dt.date(2027, 2, 15),
            dt.date(2027, 3, 1),
        )


def test_an_address_changes_from_its_day_and_the_old_one_stays_on_record(mase: Office) -> None:
    nurse = person(mase, "Designated Nurse")
    do(change_address, mase, nurse, "Nurse@ICB.example", FEBRUARY)
    with mase.register.reading() as session:
        days = (dt.date(2027, 1, 31), FEBRUARY)
        assert [address_of(session, nurse, day) for day in days] == [
            "designated.nurse@ccg.example",
            "Nurse@icb.example",
        ]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("independent.chair@chair.example", "somebody else’s in the register"),
        ("Independent.Chair@chair.example", "somebody else’s in the register"),
        ("nurse@icb.example\nbcc: x@y.example", "has a line break in it"),
        ("nurse@icb.example.", "ends in a dot"),
    ],
)
def test_an_address_of_somebody_else_or_no_address_is_refused(
    mase: Office, address: str, reason: str
) -> None:
    nurse = person(mase, "Designated Nurse")
    with pytest.raises(Problem, match=reason):
        do(change_address, mase, nurse, address, FEBRUARY)
    with mase.register.reading() as session:
        assert address_of(session, nurse, FEBRUARY) == "designated.nurse@ccg.example"


def test_nobody_unknown_is_appointed(mase: Office) -> None:
    with pytest.raises(Problem, match="no such person"):
        do(appoint, mase, "MASE", uuid4(), Role.CHAIR, FEBRUARY)


def test_somebody_who_starts_later_is_exported_with_the_address_to_come(mase: Office) -> None:
    newcomer(mase, Role.DEPUTY, "CRC")
    do(change_address, mase, person(mase, "Designated Nurse"), "nurse@icb.example", FEBRUARY)
    content = export_members(mase, "MASE")
    assert preview_import(mase, "MASE", content, "members.xlsx", JANUARY) == ()


@pytest.mark.parametrize("name", ["Jо Field", "Jo\u200b Field", "\u202eJo Field", "Jo\nField"])
def test_a_newcomers_name_is_what_it_looks_like(mase: Office, name: str) -> None:
    with pytest.raises(Problem, match=r"^The name: "):
        do(appoint, mase, "MASE", Newcomer(name, "jo@field.example"), Role.CO_OPTED, dt.date(2027, 1, 4))
