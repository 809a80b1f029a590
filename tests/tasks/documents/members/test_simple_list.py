"""A unit's own list of members is recognised by its headings, or asked about where it is not clear."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from uuid import uuid4

import pytest
from openpyxl import Workbook

from forum.members.list_doubts import NO_ANSWERS
from forum.members.members_list import MembersList
from forum.members.membership import Role, Seat
from tasks.documents.members.list_files import ListTable
from tasks.documents.members.members_file import read_members_file
from tasks.documents.members.people import read_people

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
    members, _, faults = read_members_file(out.getvalue(), "list.xlsx", SEATS, TODAY, NO_ANSWERS)
    return members, faults


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
    assert members.reading.columns_not_read == ("“Room” (Sheet)",)
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


@pytest.mark.parametrize("heading", ["First name", "First name(s)", "Forename(s)"])
def test_first_name_and_surname_make_a_name(heading: str) -> None:
    members, faults = read(
        ["Surname", heading, "Agency", "Email"], ["Nurse", "Designated", "CCGs", "a@b.example"]
    )
    assert faults == []
    assert [person.name for person in members.people] == ["Designated Nurse"]


def test_a_list_as_a_clerk_keeps_it_is_read_or_asked() -> None:
    headings = ["Name (surname first)", "Representing", "Contact", "Clerk's note"]
    rows = (
        ("Quaye, Ms Abena", "NEU", "a@b.example", "CHAIR 2 yrs running"),
        ("Cllr Nunn, Bob", "Authority", "n@b.example", None),
        ("Cllr Fairbairn (Joan)", "Authority", "f@b.example", None),
        ("Lacey, Ms P.", "Clerk", "l@b.example", None),
        ("Ferris, Anna", "University", "u@b.example", "no vote"),
        (None, "Humanists", "h@b.example", None),
    )
    table = ListTable("List", tuple(tuple(cell or "" for cell in row) for row in (headings, *rows)))
    entries = read_people([table], {})
    assert [(entry.name, entry.role, bool(entry.doubts)) for entry in entries] == [
        ("Ms Abena Quaye", Role.CORE, True),
        ("Cllr Bob Nunn", Role.CORE, False),
        ("Cllr Fairbairn", Role.CORE, True),
        ("Ms P. Lacey", Role.UNIT, False),
        ("Anna Ferris", Role.CO_OPTED, False),
        ("", Role.CORE, True),
    ]


def test_vacant_seats_and_rows_that_head_a_section_are_understood() -> None:
    members, faults = read(
        HEADINGS,
        ["Core members"],
        POLICE,
        ["CCGs", "Vacant", None],
        ["NPS", None, None],
        ["KCC Education", "TBC", "TBC"],
        ["Co-opted members:"],
        ["A charity", "V Lead", "lead@voluntary.example"],
    )
    assert faults == []
    assert appointed(members) == {
        ("Detective Superintendent", Role.CORE, "Kent Police"),
        ("V Lead", Role.CO_OPTED, ""),
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
        (["Lions", "A Smith", "a@b.example"], "A Smith: “Lions” is none of the seats. The seats are: Kent"),
        (["CCGs", "A Smith", None], "A Smith has no address to write to; give one under “Email”."),
        (["CCGs", "A Smith", "jо@b.example"], "A Smith has no address to write to"),  # a Cyrillic o
        (["CCGs", None, "a@b.example"], "the name of a@b.example is missing; give it, or empty the address"),
        (["CCGs", "TBC", "a@b.example"], "the name of a@b.example is missing"),
        (["CCGs", "A Smith / B", "a@b.example"], "“A Smith / B”: several people in one cell"),
        (["CCGs", "A Smith", "a@b.example, c@d.example"], "A Smith, core member, CCGs (Designated Nurses), "
         "a@b.example: several addresses: which is theirs?"),
        (["CCGs", "A Smith", "a@b.example", None, "boss", "Nurse"], "A Smith, core member, CCGs (Designated "
         "Nurses), a@b.example: “boss”: which role is this?"),
        (["CCGs", "A Smith", "a@b.example", None, "Chair and minutes"], "A Smith, chair, CCGs, a@b.example: "
         "two roles, “chair” and “business unit”: which?"),
        (["CCGs", "A Smith", "a@b.example", None, "Chair"], "A Smith, chair, CCGs, a@b.example: if they fill "
         "their organisation’s seat as well, write “Chair and core member” under Role, else “Chair only”."),
        (["CCGs", "A Smith", "a@b.example", "soon"], "found “soon”; allowed: a date"),
        (["CCGs", "Jо Field", "a@b.example"], "characters 1 and 2 of the name"),
        ([None, "A Smith", "a@b.example"], "A Smith: no organisation. The seats are: Kent Police"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_row(row: list[object], fault: str) -> None:
    chair = ["", "Independent Chair", "chair@chair.example", None, "Chair"]
    members, faults = read([*HEADINGS, "From", "Role", "Job title"], row, [*POLICE, None, "Member"], chair)
    assert [fault.partition(": ")[0] for fault in faults] == ["Sheet, row 2"]
    assert faults[0].startswith(f"Sheet, row 2: {fault}")
    assert appointed(members) == {
        ("Detective Superintendent", Role.CORE, "Kent Police"),
        ("Independent Chair", Role.CHAIR, ""),
    }


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["Police", "A Smith", "a@b.example"], "“Police”: the seat of Kent Police?"),
        (["NPS", "Voluntary Lead", "a@b.example"], "is this the whole name of a person?"),
    ],
)
def test_a_reading_that_may_be_wrong_is_asked_about(row: list[object], words: str) -> None:
    members, faults = read(HEADINGS, row)
    (doubt,) = members.reading.doubts
    assert (faults, members.appointments) == ([], ())
    assert doubt.words.endswith(words)
    assert doubt.question == "Is this wrong? It is left out then."


def test_a_chair_keeps_both_roles_and_a_term_its_days_and_a_job_title_is_no_role() -> None:
    members, faults = read(
        [*HEADINGS, "Role", "From", "Until", "Job title"],
        [*POLICE, "Chair and core member", "1/9/2026", "31/8/2029"],
        ["CCGs", "A Smith", "a@ccg.example", "Deputy Chair only"],
        ["NPS", "B Jones", "b@nps.example", "Member", None, None, "Adviser"],
    )
    assert faults == []
    assert {(entry.person, entry.role, entry.seat, entry.last) for entry in members.appointments} == {
        ("Detective Superintendent", Role.CHAIR, "", dt.date(2029, 8, 31)),
        ("Detective Superintendent", Role.CORE, "Kent Police", dt.date(2029, 8, 31)),
        ("A Smith", Role.DEPUTY_CHAIR, "", None),
        ("B Jones", Role.CORE, "National Probation Service", None),
    }
    assert members.people[2].details["job_title"] == "Adviser"


@pytest.mark.parametrize("name", ["list.csv", "list.txt"])
def test_a_list_need_be_no_workbook_and_have_no_headings(name: str) -> None:
    content = b"Kent Police;A Smith;a@police.example\nNPS;B Jones;b@nps.example\n"
    members, broken, faults = read_members_file(content, name, SEATS, TODAY, NO_ANSWERS)
    assert (broken, faults) == ([], [])
    assert appointed(members) == {
        ("A Smith", Role.CORE, "Kent Police"),
        ("B Jones", Role.CORE, "National Probation Service"),
    }
