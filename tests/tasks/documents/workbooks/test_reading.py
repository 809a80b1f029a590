"""Workbooks that people send are opened safely, or refused in a sentence."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import load_workbook

from forum.text.columns import Column, plain
from forum.text.problem import Problem
from tasks.documents.workbooks.layout import add_help, add_table, new_workbook, workbook_bytes
from tasks.documents.workbooks.reading import cell_faults, load_checked, read_table, sheet_of
from tests.tasks.documents.workbooks.good_workbook import GOOD, SHEET, workbook_of


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same workbook with one part of the zip added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, part)
    return out.getvalue()


REFUSED = {
    "text": (b"Name;From", "not an Excel workbook"),
    "empty file": (b"", "not an Excel workbook"),
    "old format or password": (b"\xd0\xcf\x11\xe0" + bytes(600), "old .xls format, or has a password"),
    "another zip": (
        with_part(b"PK\x05\x06" + bytes(18), "hello.txt", b"hello"),
        "damaged, or not a workbook",
    ),
    "cut off": (GOOD[: len(GOOD) // 2], "not an Excel workbook"),
    "too large": (GOOD + bytes(2_000_001), "2.0 MB; at most 2 MB are read"),
    "zip bomb": (with_part(GOOD, "xl/media/bomb.bin", bytes(11_000_000)), "far more in it than we can read"),
    "macros": (with_part(GOOD, "xl/vbaProject.bin", b"code"), "has macros, which are never accepted"),
    "entities": (
        with_part(GOOD, "xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        "not written as Office writes its files",
    ),
    "broken xml": (with_part(GOOD, "xl/worksheets/sheet1.xml", b"<worksheet"), "damaged, or not a workbook"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_a_plain_workbook_is_refused_with_the_reason(name: str) -> None:
    content, reason = REFUSED[name]
    with pytest.raises(Problem) as refused:
        load_checked(content, "members.xlsx")
    assert reason in str(refused.value)
    assert str(refused.value).startswith("members.xlsx")


FAULTY = {
    "formula": (workbook_of(["Name"], ["=1+1"]), "Sheet, cell A2: a formula. Type the value itself."),
    "error": (workbook_of(["Name"], ["#REF!"]), "Sheet, cell A2: the error #REF!. Type the value itself."),
    "far out": (
        with_part(GOOD, "xl/worksheets/sheet1.xml", SHEET % b'<row r="9000"><c r="A9000"><v>1</v></c></row>'),
        "Sheet, cell A9000: too far out; at most 5,000 rows are read.",
    ),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_cell_that_cannot_be_read_is_named_and_those_far_out_are_dropped(name: str) -> None:
    content, fault = FAULTY[name]
    workbook = load_checked(content, "members.xlsx")
    assert cell_faults(workbook) == [fault]
    assert workbook.worksheets[0].max_row < 9000


def test_a_format_set_on_a_million_empty_rows_costs_nothing() -> None:
    far = SHEET % b'<row r="1048576"><c r="XFD1048576"/></row>'
    workbook = load_checked(with_part(GOOD, "xl/worksheets/sheet1.xml", far), "members.xlsx")
    assert cell_faults(workbook) == []
    sheet = workbook.worksheets[0]
    assert (sheet.max_row, sheet.max_column) == (1, 1)


def test_a_table_is_read_by_its_headings_whatever_their_order() -> None:
    content = workbook_of(
        [" from", "Note", "NAME"], [dt.date(2027, 1, 12), "x", "Designated Nurse "], [None, "y"]
    )
    sheet = sheet_of(load_checked(content, "members.xlsx"), "sheet", "members.xlsx")
    (row,) = read_table(sheet, ["Name", "From"], "members.xlsx")
    assert (row["Name"].line, row["From"].value) == ("Designated Nurse", dt.date(2027, 1, 12))
    assert row["Name"].place == "Sheet, cell C2"


def test_missing_headings_and_sheets_are_named_together() -> None:
    workbook = load_checked(GOOD, "members.xlsx")
    with pytest.raises(Problem, match="row 1 of the sheet “Sheet” lacks the column “Role”, “To”"):
        read_table(workbook.worksheets[0], ["Name", "Role", "To"], "members.xlsx")
    with pytest.raises(Problem, match="has no sheet “People”; it has “Sheet”"):
        sheet_of(workbook, "People", "members.xlsx")


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x.example")', "+44 1622 000000", "-1", "@cmd", "Smith & <b>", "🌻"]
)
def test_text_goes_through_a_workbook_of_ours_as_text(text: str) -> None:
    workbook = new_workbook("Test")
    add_table(workbook, plain("People", Column("Name", 18)), [[text]])
    content = workbook_bytes(workbook)
    (row,) = read_table(load_checked(content, "x.xlsx").worksheets[0], ["Name"], "x.xlsx")
    assert row["Name"].value == text
    cell = load_workbook(io.BytesIO(content))["People"]["A2"]
    assert cell.data_type == "s"
    assert bool(cell.quotePrefix) == text.startswith(
        ("=", "+", "-", "@")
    )  # it stays text when edited in Excel


def test_a_table_of_ours_has_drop_downs_and_locks_what_is_not_to_be_changed() -> None:
    workbook = new_workbook("Test")
    long = tuple(f"District Council, number {number}" for number in range(30))
    sheet = plain(
        "Appointments",
        Column("id", 18, given=True),
        Column("Role", 18, choices=("chair", "deputy")),
        Column("Seat", 18, choices=long),
        free=3,
    )
    add_table(workbook, sheet, [["1", "chair", long[0]]])
    add_help(workbook, "How to fill this in", [("Role", "Choose one.")])
    sheets = load_workbook(io.BytesIO(workbook_bytes(workbook)))
    filled = sheets["Appointments"]
    rules = {str(rule.sqref): rule.formula1 for rule in filled.data_validations.dataValidation}
    assert rules == {"B2:B5": '"chair,deputy"', "C2:C5": "'Lists'!$A$1:$A$30"}
    assert filled.protection.sheet
    assert [filled["A2"].protection.locked, filled["B5"].protection.locked] == [True, False]
    assert sheets["Lists"].sheet_state == "hidden"
    assert sheets["Help"]["A1"].value == "How to fill this in"
