from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

import pytest

from forum.text.problem import Problem
from tasks.register.database.register import Register
from tasks.register.members.people import person_by_address
from tasks.register.tables import AddressRow, PersonRow
from tests.english import day

TODAY = day("Mon 4 Jan 2027")


def add_person(
    register: Register, address: str, first: dt.date, last: dt.date | None = None, send_to: bool = True
) -> UUID:
    id = uuid4()
    with register.transaction("test") as tx:
        tx.session.add(PersonRow(id=id, name="Nurse", job_title="Nurse", organisation="CCG", phone=""))
        tx.session.flush()
        tx.session.add(AddressRow(person_id=id, address=address, send_to=send_to, first=first, last=last))
    return id


@pytest.mark.parametrize("send_to", [True, False])
def test_a_person_is_known_by_any_address_of_theirs_in_any_capitals(
    register: Register, send_to: bool
) -> None:
    id = add_person(register, "Nurse@ccg.example", first=TODAY, send_to=send_to)
    with register.reading() as session:
        assert person_by_address(session, " nurse@CCG.example ", TODAY) == id


@pytest.mark.parametrize(
    ("first", "last"),
    [("Tue 5 Jan 2027", None), ("Tue 1 Dec 2026", "Sun 3 Jan 2027")],
)
def test_an_address_counts_on_its_days_only(register: Register, first: str, last: str | None) -> None:
    add_person(register, "nurse@ccg.example", day(first), day(last) if last else None)
    with register.reading() as session, pytest.raises(Problem, match="Nobody on the register"):
        person_by_address(session, "nurse@ccg.example", TODAY)


def test_an_address_of_several_people_names_nobody(register: Register) -> None:
    for _ in range(2):
        add_person(register, "team@ccg.example", TODAY)
    with register.reading() as session, pytest.raises(Problem, match="several people"):
        person_by_address(session, "team@ccg.example", TODAY)
