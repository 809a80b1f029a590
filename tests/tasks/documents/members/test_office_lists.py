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
from tasks.documents.members.simple_list import read_simple_list
from tasks.documents.workbooks.reading import load_checked
from tests.tasks.documents.members.test_simple_list import POLICE, SEATS, TODAY

HEADINGS = ["Organisation", "Name", "Email", "Job title", "Deputy", "Deputy email", "Notes", "Date left"]
NURSE: list[object] = ["CCGs", "A Smith", "a.smith@ccg.example", "Designated Nurse"]
DEPUTY: list[object] = [
    "Kent Police",
    "C Police",
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
    return read_simple_list(load_checked(as_file(workbook), "list.xlsx"), "list.xlsx", SEATS, TODAY, answers)


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
    """A row that may be no member's: its cells, what is done to it, and the cell and words asked about."""

    cells: Sequence[object]
    at: str
    words: str
    change: Callable[[Worksheet], object] = field(default=lambda _sheet: None)


PERHAPS_NO_MEMBERS = {
    "struck through": Row(NURSE, "cell A3", "in the row of A Smith", strike("A3", "B3", "C3", "D3")),
    "name struck through": Row(NURSE, "cell B3", "struck through", strike("B3")),
    "hidden": Row(NURSE, "row 3", "the row of A Smith is hidden or filtered out", hide),
    "filtered out": Row(NURSE, "row 3", "hidden or filtered out", filter_out),
    "left, beside the name": Row(
        with_cell(NURSE, "B", "A Smith LEFT 30/09/2026"), "cell B3", "“A Smith LEFT 30/09/2026” is more than"
    ),
    "left, in the notes": Row(
        with_cell(NURSE, "G", "LEFT 30/09/2026"), "cell G3", "“LEFT 30/09/2026” beside A Smith"
    ),
    "resigned": Row(with_cell(NURSE, "B", "A Smith (resigned)"), "cell B3", "more than a name"),
    "resigned, in the job title": Row(
        with_cell(NURSE, "D", "Designated Nurse - resigned"), "cell D3", "beside A Smith"
    ),
    "stood down": Row(with_cell(NURSE, "G", "Stood down Sept"), "cell G3", "beside A Smith"),
    "a last day": Row(
        with_cell(NURSE, "H", dt.date(2026, 9, 30)), "cell H3", "“Date left” of A Smith is 30 September 2026"
    ),
    "a last day in words": Row(with_cell(NURSE, "H", "end of term"), "cell H3", "“end of term”"),
    "maternity leave": Row(
        with_cell(NURSE, "B", "A Smith - maternity leave, cover: B Jones"),
        "cell B3",
        "more than a name: it says",
    ),
    "maternity leave, in the notes": Row(
        with_cell(NURSE, "G", "maternity leave, cover: B Jones"), "cell G3", "it says that A Smith is away"
    ),
    "a question mark": Row(["CCGs", "?", None], "cell B3", "“?” may be a vacant place"),
    "a name and a question mark": Row(with_cell(NURSE, "B", "A Smith?"), "cell B3", "may be a vacant place"),
    "vacant until": Row(
        ["CCGs", "Vacant (from Jan: A Smith)", "a@ccg.example"], "cell B3", "may be a vacant place"
    ),
    "unknown": Row(["CCGs", "Unknown", "ccg@ccg.example"], "cell B3", "may be a vacant place"),
}


@pytest.mark.parametrize("name", PERHAPS_NO_MEMBERS)
def test_a_row_that_may_be_no_member_s_is_asked_about(name: str) -> None:
    row = PERHAPS_NO_MEMBERS[name]
    members, faults = read(a_list(row.cells, change=row.change))
    assert faults == []
    (doubt,) = members.reading.doubts
    assert doubt.place == f"Members, {row.at}"
    assert row.words in doubt.words
    assert doubt.question.endswith("?")
    assert [entry.person for entry in members.appointments] == [POLICE[1]], "nobody is a member before"


@pytest.mark.parametrize("name", PERHAPS_NO_MEMBERS)
def test_whom_a_person_leaves_out_is_no_member_and_named(name: str) -> None:
    row = PERHAPS_NO_MEMBERS[name]
    place = f"Members, {row.at}"
    members, faults = read(a_list(row.cells, change=row.change), ListAnswers(yes={place: True}))
    assert (faults, members.reading.doubts) == ([], ())
    (left_out,) = members.reading.left_out
    assert left_out.startswith(f"{place}: ")
    assert row.words in left_out
    assert [entry.person for entry in members.appointments] == [POLICE[1]]


@pytest.mark.parametrize("name", PERHAPS_NO_MEMBERS)
def test_whom_a_person_keeps_is_a_member_under_their_plain_name_or_refused(name: str) -> None:
    row = PERHAPS_NO_MEMBERS[name]
    members, faults = read(
        a_list(row.cells, change=row.change), ListAnswers(yes={f"Members, {row.at}": False})
    )
    if row.cells[1] != "A Smith":
        assert faults == ["Members, cell B3: more than a name; give the name of the member alone."]
    else:
        assert (faults, members.reading.doubts) == ([], ())
        assert [entry.person for entry in members.appointments] == [POLICE[1], "A Smith"]


def test_a_name_of_which_a_part_is_struck_through_is_asked_about() -> None:
    content = as_file(a_list(with_cell(NURSE, "B", "A Smith B Jones")))
    runs = "<r><rPr><strike/></rPr><t>A Smith</t></r><r><t xml:space='preserve'> B Jones</t></r>"
    struck = as_excel_writes(content, "A Smith B Jones", runs)
    members, _ = read_simple_list(load_checked(struck, "list.xlsx"), "list.xlsx", SEATS, TODAY)
    assert [doubt.fault for doubt in members.reading.doubts] == [
        "Members, cell B3: struck through, in the row of A Smith B Jones. Take out what is struck through, "
        "or take the line off."
    ]


@pytest.mark.parametrize(
    "cell",
    ["A Smith / B Jones", "A Smith/B Jones", "A Smith & B Jones", "A Smith and B Jones", "A Smith\nB Jones"],
)
def test_two_people_in_a_cell_are_told_apart_by_the_unit(cell: str) -> None:
    for column, row in (("B", NURSE), ("E", DEPUTY)):
        _, faults = read(a_list(with_cell(row, column, cell)))
        assert faults == [f"Members, cell {column}3: several people in one cell; give each a separate row."]


@pytest.mark.parametrize(
    ("row", "change", "words"),
    [
        (with_cell(DEPUTY, "E", "B Jones (left)"), None, "“B Jones (left)” is more than a name"),
        (with_cell(DEPUTY, "E", "Vacant - to be advised"), None, "may be a vacant place"),
        (DEPUTY, strike("E3", "F3"), "struck through, in the row of B Jones"),
    ],
)
def test_a_deputy_is_asked_about_apart_from_the_member(
    row: Sequence[object], change: Callable[[Worksheet], object] | None, words: str
) -> None:
    members, faults = read(a_list(row, change=change))
    (doubt,) = members.reading.doubts
    assert (faults, doubt.place) == ([], "Members, cell E3")
    assert words in doubt.words
    assert "C Police" in [entry.person for entry in members.appointments]
    assert Role.DEPUTY not in {entry.role for entry in members.appointments}


def test_people_under_a_heading_of_former_members_are_asked_about_up_to_the_next_heading() -> None:
    charity = ["A charity", "Voluntary Sector Lead", "lead@voluntary.example"]
    members, faults = read(a_list(["Former members"], NURSE, ["Co-opted members:"], charity))
    assert faults == []
    assert [doubt.fault for doubt in members.reading.doubts] == [
        "Members, row 4: A Smith is under “Former members”. Take the row out, or put it above that "
        "heading if they are a member."
    ]
    assert [entry.person for entry in members.appointments] == [POLICE[1], "Voluntary Sector Lead"]


def test_a_chair_who_left_is_no_chair_any_more_when_nobody_follows() -> None:
    workbook = Workbook()
    for row in (
        [*["Organisation", "Name", "Email"], "Role"],
        [*POLICE, "Core member"],
        ["Board", "A Chair (resigned)", "chair@chair.example", "Chair"],
    ):
        workbook.worksheets[0].append(row)
    members, _ = read(workbook, ListAnswers(yes={"Sheet, cell B3": True}))
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
        for row in (HEADINGS[:3], ["Kent Police", "D Police", "d@police.example"]):
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
    assert [person.name for person in members.people] == ["D Police"]
    assert members.reading.sheet == "“Members 2027”, rows 2 to 2"
    assert members.reading.sheets_not_read == ("“Members 2025”", "“Backup” (hidden)", "“Attendance”")


def test_the_only_sheet_with_all_columns_is_read_whatever_others_have() -> None:
    workbook = several_sheets()
    del workbook["Members 2025"]
    members, _ = read(workbook)
    assert members.reading.sheet == "“Members 2027”, rows 2 to 2"
