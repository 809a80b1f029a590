"""Lists as offices keep them: whoever may have left is asked about, and never taken for a member silently."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import SHEET_MAIN_NS

from forum.members.list_doubts import NO_ANSWERS, ListAnswers
from forum.members.members_list import MembersList
from forum.members.membership import Role
from tasks.documents.members.members_file import read_members_file
from tests.tasks.documents.members.test_simple_list import POLICE, SEATS, TODAY

ROW = "Members, row 3"
HEADINGS = ["Organisation", "Name", "Email", "Job title", "Deputy", "Deputy email", "Notes", "Date left"]
NURSE: list[object] = ["CCGs", "A Smith", "a.smith@ccg.example", "Designated Nurse"]
DEPUTY: list[object] = [
    "CCGs",
    "C Jones",
    "c@police.example",
    "Superintendent",
    "B Jones",
    "b@police.example",
]


def as_file(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def read(workbook: Workbook, answers: ListAnswers = NO_ANSWERS) -> tuple[MembersList, list[str]]:
    return read_file(as_file(workbook), answers)


def read_file(content: bytes, answers: ListAnswers = NO_ANSWERS) -> tuple[MembersList, list[str]]:
    members, _, faults = read_members_file(content, "list.xlsx", SEATS, TODAY, answers)
    return members, faults


def a_list(*rows: Sequence[object], change: Callable[[Worksheet], object] | None = None) -> Workbook:
    """A list with these members from row 3 on, below a member of whom nothing is in doubt."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Members"
    for row in (HEADINGS, POLICE, *rows):
        sheet.append([*row])
    if change:
        change(sheet)
    return workbook


def with_cell(row: Sequence[object], column: str, value: object) -> list[object]:
    cells = [*row, *[None] * (len(HEADINGS) - len(row))]
    cells["ABCDEFGH".index(column)] = value
    return cells


def strike(*cells: str) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        for cell in cells:
            sheet[cell].font = Font(strike=True)

    return change


def hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def filter_out(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:H3"
    sheet.auto_filter.add_filter_column(0, ["Kent Police"])
    hide(sheet)


def as_excel_writes(content: bytes, text: str, runs: str) -> bytes:
    """The file with the cell that has this text written as Excel writes one with several formats."""
    name, kind = "xl/sharedStrings.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml"
    edits = {
        "xl/worksheets/sheet1.xml": (f't="inlineStr"><is><t>{text}</t></is>', 't="s"><v>0</v>'),
        "[Content_Types].xml": (
            "</Types>",
            f'<Override PartName="/{name}" ContentType="{kind}.sharedStrings+xml"/></Types>',
        ),
    }
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(out, "w") as new:
        for info in old.infolist():
            before, after = edits.get(info.filename, ("", ""))
            new.writestr(info.filename, old.read(info).replace(before.encode(), after.encode()))
        new.writestr(name, f'<sst xmlns="{SHEET_MAIN_NS}"><si>{runs}</si></sst>')
    return out.getvalue()


@dataclass(frozen=True)
class Row:
    """A row that may be no member's: its cells, what is done to it, and the words that ask about it."""

    cells: Sequence[object]
    words: str
    change: Callable[[Worksheet], object] = field(default=lambda _sheet: None)


PERHAPS_NO_MEMBERS = {
    "struck through": Row(
        NURSE, "CCGs (Designated Nurses), a.smith@ccg.example: struck through", strike("A3", "B3", "C3", "D3")
    ),
    "name struck through": Row(NURSE, "struck through", strike("B3")),
    "hidden": Row(NURSE, "A Smith, core member, CCGs", hide),
    "filtered out": Row(NURSE, "in a row that is hidden or filtered out", filter_out),
    "left, beside the name": Row(
        with_cell(NURSE, "B", "A Smith LEFT 30/09/2026"), "30/09/2026”: is this person a member now?"
    ),
    "left, in the notes": Row(
        with_cell(NURSE, "G", "LEFT 30/09/2026"), "a.smith@ccg.example: “LEFT 30/09/2026”: is this"
    ),
    "resigned": Row(with_cell(NURSE, "B", "A Smith (resigned)"), "“resigned”: is this"),
    "resigned, in the job title": Row(
        with_cell(NURSE, "D", "Designated Nurse - resigned"), "“Designated Nurse - resigned”"
    ),
    "stood down": Row(with_cell(NURSE, "G", "Stood down Sept"), "“Stood down Sept”"),
    "a last day": Row(with_cell(NURSE, "H", dt.date(2026, 9, 30)), "until 30 September 2026: is this person"),
    "a last day in words": Row(with_cell(NURSE, "H", "end of term"), "“end of term”"),
    "maternity leave": Row(
        with_cell(NURSE, "B", "A Smith - maternity leave, cover: B Jones"),
        "“maternity leave”: is this person a member now?; “cover: B Jones”",
    ),
    "maternity leave, in the notes": Row(
        with_cell(NURSE, "G", "maternity leave, cover: B Jones"), "“maternity leave, cover: B Jones”: is this"
    ),
    "a question mark": Row(["CCGs", "?", None], "“?”: a vacant place?"),
    "a name and a question mark": Row(with_cell(NURSE, "B", "A Smith?"), "”: a vacant place?"),
    "vacant until": Row(["CCGs", "Vacant (from Jan: A Smith)", "a@ccg.example"], "”: a vacant place?"),
    "unknown": Row(["CCGs", "Unknown", "ccg@ccg.example"], "”: a vacant place?"),
}


@pytest.mark.parametrize("name", PERHAPS_NO_MEMBERS)
def test_a_row_that_may_be_no_member_s_is_asked_about(name: str) -> None:
    row = PERHAPS_NO_MEMBERS[name]
    members, faults = read(a_list(row.cells, change=row.change))
    assert faults == []
    (doubt,) = members.reading.doubts
    assert doubt.place == ROW
    assert row.words in doubt.words
    assert doubt.question.endswith("?")
    assert [entry.person for entry in members.appointments] == [POLICE[1]], "nobody is a member before"


@pytest.mark.parametrize("name", PERHAPS_NO_MEMBERS)
def test_whom_a_person_leaves_out_is_no_member_and_named(name: str) -> None:
    row = PERHAPS_NO_MEMBERS[name]
    members, faults = read(a_list(row.cells, change=row.change), ListAnswers(yes={ROW: True}))
    assert (faults, members.reading.doubts) == ([], ())
    (left_out,) = members.reading.left_out
    assert left_out.startswith(f"{ROW}: ")
    assert row.words in left_out
    assert [entry.person for entry in members.appointments] == [POLICE[1]]


@pytest.mark.parametrize("name", PERHAPS_NO_MEMBERS)
def test_whom_a_person_keeps_is_a_member_under_their_plain_name_or_refused(name: str) -> None:
    row = PERHAPS_NO_MEMBERS[name]
    members, faults = read(a_list(row.cells, change=row.change), ListAnswers(yes={ROW: False}))
    name = str(row.cells[1])
    if name in ("A Smith LEFT 30/09/2026", "A Smith?") or "A Smith" not in name or "Vacant" in name:
        assert [fault.partition("”")[2] for fault in faults] == [
            " is more than a name; give the name of the member alone."
        ]
    else:
        assert (faults, members.reading.doubts) == ([], ())
        assert [entry.person for entry in members.appointments] == [POLICE[1], "A Smith"]


def test_a_name_of_which_a_part_is_struck_through_is_asked_about() -> None:
    content = as_file(a_list(with_cell(NURSE, "B", "A Smith B Jones")))
    runs = "<r><rPr><strike/></rPr><t>A Smith</t></r><r><t xml:space='preserve'> B Jones</t></r>"
    struck = as_excel_writes(content, "A Smith B Jones", runs)
    members, _ = read_file(struck)
    assert [doubt.fault for doubt in members.reading.doubts] == [
        "Members, row 3: A Smith B Jones, core member, CCGs (Designated Nurses), a.smith@ccg.example: struck "
        "through: is this person a member now? Take the row out if they are no member; if they are, give "
        "each cell of it what its heading says."
    ]


@pytest.mark.parametrize(
    "cell",
    ["A Smith / B Jones", "A Smith/B Jones", "A Smith & B Jones", "A Smith and B Jones", "A Smith\nB Jones"],
)
def test_two_people_in_a_cell_are_told_apart_by_the_unit(cell: str) -> None:
    for column, row in (("B", NURSE), ("E", DEPUTY)):
        _, faults = read(a_list(with_cell(row, column, cell)))
        assert faults
        assert all("several people in one cell" in fault or "has no address" in fault for fault in faults)


@pytest.mark.parametrize(
    ("row", "change", "words"),
    [
        (with_cell(DEPUTY, "E", "B Jones (left)"), None, "“left”: is this person a member now?"),
        (with_cell(DEPUTY, "E", "Vacant - to be advised"), None, "”: a vacant place?"),
        (DEPUTY, strike("E3", "F3"), "B Jones, deputy, CCGs (Designated Nurses), b@police.example: struck"),
    ],
)
def test_a_deputy_is_asked_about_apart_from_the_member(
    row: Sequence[object], change: Callable[[Worksheet], object] | None, words: str
) -> None:
    members, faults = read(a_list(row, change=change))
    (doubt,) = members.reading.doubts
    assert (faults, doubt.place) == ([], "Members, row 3, deputy")
    assert words in doubt.words
    assert "C Jones" in [entry.person for entry in members.appointments]
    assert Role.DEPUTY not in {entry.role for entry in members.appointments}


def test_people_under_a_heading_of_former_members_are_asked_about_up_to_the_next_heading() -> None:
    charity = ["A charity", "V Lead", "lead@voluntary.example"]
    members, faults = read(a_list(["Former members"], NURSE, ["Co-opted members:"], charity))
    assert faults == []
    assert [doubt.fault for doubt in members.reading.doubts] == [
        "Members, row 4: A Smith, core member, CCGs (Designated Nurses), a.smith@ccg.example: under “Former "
        "members”: is this person a member now? Take the row out if they are no member; if they are, give "
        "each cell of it what its heading says."
    ]
    assert [entry.person for entry in members.appointments] == [POLICE[1], "V Lead"]


def test_a_chair_who_left_is_no_chair_any_more_when_nobody_follows() -> None:
    workbook = Workbook()
    for row in (
        [*["Organisation", "Name", "Email"], "Role"],
        [*POLICE, "Core member"],
        ["Board", "A Chair (resigned)", "chair@chair.example", "Chair"],
    ):
        workbook.worksheets[0].append(row)
    members, _ = read(workbook, ListAnswers(yes={"Sheet, row 3": True}))
    assert Role.CHAIR in members.roles
    assert [entry.role for entry in members.appointments] == [Role.CORE]


@pytest.mark.parametrize(
    "title",
    [
        "Nurse for Looked After Children and Care Leavers",
        "Leaving Care Team Manager",
        "Head of Maternity Services",
        "Adoption and Fostering Manager",
        "Acting Head of Service",
        "Discovery Lead",
    ],
)
def test_a_job_title_of_the_field_raises_no_doubt(title: str) -> None:
    members, faults = read(a_list(with_cell(NURSE, "D", title)))
    assert (faults, members.reading.doubts) == ([], ())
    assert members.people[1].details["job_title"] == title


@pytest.mark.parametrize("cell", [None, "ongoing", "-", dt.date(2029, 3, 31)])
def test_no_last_day_or_one_to_come_raises_no_doubt(cell: object) -> None:
    members, _ = read(a_list(with_cell(NURSE, "H", cell)))
    assert members.reading.doubts == ()


def several_sheets() -> Workbook:
    """An old list with more columns, the new one, a hidden one, and a sheet without addresses."""
    workbook = a_list(NURSE)
    workbook.worksheets[0].title = "Members 2025"
    new, hidden, attendance = (
        workbook.create_sheet(title) for title in ("Members 2027", "Backup", "Attendance")
    )
    for sheet in (new, hidden):
        for row in (HEADINGS[:3], ["Kent Police", "D Jones", "d@police.example"]):
            sheet.append(row)
    hidden.sheet_state = "hidden"
    for row in (["Organisation", "Name", "12 Jan"], ["CCGs", "A Smith", "P"]):
        attendance.append(row)
    return workbook


def test_where_two_sheets_may_be_the_list_neither_is_taken_before_one_is_chosen() -> None:
    members, faults = read(several_sheets())
    assert members.reading.sheets_to_choose == ("Members 2025", "Members 2027")
    assert (faults, members.people) == ([], ())


def test_the_sheet_that_was_chosen_is_read_and_all_are_named() -> None:
    members, faults = read(several_sheets(), ListAnswers(sheet="Members 2027"))
    assert faults == []
    assert [person.name for person in members.people] == ["D Jones"]
    assert members.reading.sheet == "“Members 2027”"
    assert members.reading.sheets_not_read == ("“Members 2025”", "“Attendance”", "“Backup” (hidden)")


def test_the_only_sheet_with_all_columns_is_read_whatever_others_have() -> None:
    workbook = several_sheets()
    del workbook["Members 2025"]
    members, _ = read(workbook)
    assert members.reading.sheet == "“Members 2027”"
