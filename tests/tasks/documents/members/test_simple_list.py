"""A unit's own list of members is recognised by its headings, or asked about where it is not clear."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from uuid import uuid4

import pytest
from openpyxl import Workbook

from forum.members.members_list import MembersList
from forum.members.membership import Role, Seat
from forum.text.problem import Problem
from tasks.documents.members.simple_list import read_simple_list
from tasks.documents.workbooks.reading import load_checked

TODAY = dt.date(2027, 1, 4)
NAMES = (
    ("Kent Police", "Kent Police"),
    ("CCGs (Designated Nurses)", "CCGs"),
    ("National Probation Service", "NPS"),
    ("KCC, Education and Young People’s Services", "KCC Education"),
)
SEATS = tuple(
    Seat(uuid4(), number, name, name, short, dt.date(2026, 9, 1))
    for number, (name, short) in enumerate(NAMES, start=1)
)
HEADINGS = ["Organisation", "Name", "Email"]
POLICE = ["Kent Police", "Detective Superintendent", "ds@police.example"]


def read(*rows: Sequence[object]) -> tuple[MembersList, list[str]]:
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(list(row))
    out = io.BytesIO()
    workbook.save(out)
    return read_simple_list(load_checked(out.getvalue(), "list.xlsx"), "list.xlsx", SEATS, TODAY)


def appointed(members: MembersList) -> set[tuple[str, Role, str]]:
    return {(appointment.person, appointment.role, appointment.seat) for appointment in members.appointments}


def test_a_list_with_title_rows_and_other_names_and_order_of_columns_is_understood() -> None:
    members, faults = read(
        ["MASE membership list"],
        ["Updated for the January meeting"],
        [],
        ["Tel. no.", "E-mail address", "Job Title", "Agency", "Full name", "Member since", "Room"],
        ["03000 1", "dn@ccg.example", "Designated Nurse", "CCGs", "Nurse One", dt.date(2026, 9, 1), "4.01"],
        ["03000 2", "edu@kent.example", "Adviser", "KCC Education", "Adviser Two", None, None],
    )
    assert faults == []
    assert appointed(members) == {
        ("Nurse One", Role.CORE, "CCGs (Designated Nurses)"),
        ("Adviser Two", Role.CORE, "KCC, Education and Young People’s Services"),
    }
    nurse = members.people[0]
    assert (nurse.send_to, nurse.details["phone"], nurse.details["job_title"]) == (
        "dn@ccg.example",
        "03000 1",
        "Designated Nurse",
    )
    assert [appointment.first for appointment in members.appointments] == [dt.date(2026, 9, 1), None]
    assert members.reading.columns_not_read == ("“Room” (Sheet, cell G4)",)
    assert members.seats is None
    assert members.covers is None


def test_deputies_beside_their_member_are_taken_into_the_same_seat() -> None:
    members, faults = read(
        [*HEADINGS, "Deputy", "Deputy email"],
        [*POLICE, "Chief Inspector", "ci@police.example"],
        ["CCGs", "Designated Nurse", "dn@ccg.example", "tbc", None],
    )
    assert faults == []
    assert ("Chief Inspector", Role.DEPUTY, "Kent Police") in appointed(members)
    assert len(members.appointments) == 3
    assert members.roles == {Role.CORE, Role.DEPUTY}


def test_an_empty_cell_says_nothing_of_what_the_register_has() -> None:
    members, faults = read(
        ["Organisation", "Name", "Email", "Phone", "Role", "Job title"],
        [None, "Independent Chair", "chair@forum.example", None, "Chair", "Independent Chair"],
        [*POLICE, None, "Core member", None],
    )
    assert faults == []
    assert [person.details for person in members.people] == [
        {"job_title": "Independent Chair"},
        {"organisation": "Kent Police"},
    ]


def test_first_name_and_surname_make_a_name() -> None:
    members, faults = read(
        ["Surname", "First name", "Agency", "Email"], ["Nurse", "Designated", "CCGs", "a@b.example"]
    )
    assert faults == []
    assert [person.name for person in members.people] == ["Designated Nurse"]


def test_vacant_seats_and_rows_that_head_a_section_are_understood() -> None:
    members, faults = read(
        HEADINGS,
        ["Core members"],
        POLICE,
        ["CCGs", "Vacant", None],
        ["NPS", None, None],
        ["KCC Education", "TBC", "TBC"],
        ["Co-opted members:"],
        ["A charity", "Voluntary Sector Lead", "lead@voluntary.example"],
    )
    assert faults == []
    assert appointed(members) == {
        ("Detective Superintendent", Role.CORE, "Kent Police"),
        ("Voluntary Sector Lead", Role.CO_OPTED, ""),
    }


def test_a_role_column_holds_roles_or_job_titles_as_its_cells_say() -> None:
    roles, faults = read(
        [*HEADINGS, "Role"],
        [*POLICE, "Deputy Chair and core member"],
        ["Board", "Independent Chair", "chair@chair.example", "Chair"],
    )
    assert faults == []
    assert appointed(roles) == {
        ("Detective Superintendent", Role.DEPUTY_CHAIR, ""),
        ("Detective Superintendent", Role.CORE, "Kent Police"),
        ("Independent Chair", Role.CHAIR, ""),
    }
    titles, faults = read([*HEADINGS, "Role"], [*POLICE, "Head of Public Protection"])
    assert faults == []
    assert titles.people[0].details["job_title"] == "Head of Public Protection"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            ["Police", "A", "a@b.example"],
            "Sheet, cell A2: “Police” is none of the seats. Did you mean “Kent Police”?",
        ),
        (["CCGs", "A", None], "Sheet, cell C2: A has no address to write to; give one under “Email”."),
        (["CCGs", None, "a@b.example"], "Sheet, cell B2: the name is missing; give it, or empty the address"),
        (["CCGs", "TBC", "a@b.example"], "Sheet, cell B2: “TBC” is no name; give the name, or empty"),
        (["CCGs", "n/a", "a@b.example"], "Sheet, cell B2: “n/a” is no name; give the name, or empty"),
        (["CCGs", "A\nB", "a@b.example"], "Sheet, cell B2: several people in one cell"),
        (["CCGs", "A", "a@b.example, c@d.example"], "Sheet, cell C2: The address is a list"),
        (
            ["CCGs", "A", "a@b.example", None, "boss"],
            "Sheet, cell E2: “boss” is not a role. Roles: core member",
        ),
        (["CCGs", "A", "a@b.example", "soon"], "Sheet, cell D2: found “soon”; allowed: a date"),
        (["CCGs", "Jo\u200b Field", "a@b.example"], "Sheet, cell B2: character 3 (U+200B) can’t be seen"),
        (["CCGs", "Jо Field", "a@b.example"], "Sheet, cell B2: characters 1 and 2 of the name"),
        ([None, "A", "a@b.example"], "Sheet, cell A2: the organisation is missing"),
    ],
)
def test_what_is_wrong_or_not_clear_is_said_with_its_cell(row: list[object], fault: str) -> None:
    chair = ["", "Chair", "chair@chair.example", None, "Chair"]
    _, faults = read([*HEADINGS, "From", "Role", "Job title"], row, [*POLICE, None, "Member"], chair)
    assert len(faults) == 1
    assert faults[0].startswith(fault)


@pytest.mark.parametrize(
    ("headings", "question"),
    [
        (["Agency", "Name", "Where to write"], "which column is “Email”?.*“Where to write” .Sheet, cell C1"),
        (
            ["Agency", "Name", "Email", "E-mail"],
            "Sheet, cell D1: “E-mail” and the heading in Sheet, cell C1 both",
        ),
        (["Alpha", "Beta", "Gamma"], "no row of headings was recognised"),
    ],
)
def test_headings_that_are_not_clear_are_asked_about(headings: list[object], question: str) -> None:
    with pytest.raises(Problem, match=question):
        read(headings, POLICE)
