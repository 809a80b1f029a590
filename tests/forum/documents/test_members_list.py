"""The printable list of members: who holds which place on a day, and how to reach them."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.documents.members import ListOfMembers
from forum.members.membership import Appointment, Membership, PapersFor, Person, Role, Seat
from tests.english import day
from tests.forum.policies import MASE

TODAY = day("Tue 23 Feb 2027")
PEOPLE = ("Independent Chair", "Head of Probation", "Senior Officer", "Voluntary Sector Lead", "Former Lead")
SEATS = (("National Probation Service", "NPS"), ("Kent Police", "Kent Police"))


def appointed(number: int, role: Role, seat: int | None = None, last: dt.date | None = None) -> Appointment:
    seat_id = None if seat is None else UUID(int=100 + seat)
    first = day("Tue 1 Sep 2026")
    return Appointment(
        UUID(int=300 + number), UUID(int=number), role, seat_id, first, last, PapersFor.ALWAYS, False
    )


def test_the_chair_is_first_then_each_seat_with_its_deputies_and_vacant_ones_are_called_so() -> None:
    members = Membership(
        seats=tuple(
            Seat(UUID(int=100 + number), number, name, name, short, day("Tue 1 Sep 2026"))
            for number, (name, short) in enumerate(SEATS)
        ),
        people=tuple(
            Person(UUID(int=number), name, "", "Its organisation", f"03000 {number}", f"p{number}@a.example")
            for number, name in enumerate(PEOPLE)
        ),
        appointments=(
            appointed(1, Role.CORE, 0),
            appointed(2, Role.DEPUTY, 0),
            appointed(3, Role.CO_OPTED),
            appointed(4, Role.CORE, 1, last=day("Mon 22 Feb 2027")),
            appointed(0, Role.CHAIR),
        ),
        covers=(),
    )
    found = ListOfMembers.of(MASE, members, TODAY)
    assert [(entry.name, entry.role, entry.organisation) for entry in found.entries] == [
        ("Independent Chair", "Chair", "Its organisation"),
        ("Head of Probation", "Core member", "National Probation Service"),
        ("Senior Officer", "Deputy", "National Probation Service"),
        ("Vacant", "Core member", "Kent Police"),
        ("Voluntary Sector Lead", "Co-opted member", "Its organisation"),
    ]
    assert (found.as_at, found.marking, found.entries[1].phone) == (TODAY, "OFFICIAL-SENSITIVE", "03000 1")
    assert found.file_name == "MASE list of members.docx"
