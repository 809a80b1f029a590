"""Record workbooks as people send them back: what is taken, and what is said of the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import Workbook

from forum.record.checks import check_record
from forum.record.record import Record
from forum.text.problem import Problem
from samples.members import sample_workbook
from tasks.documents.record import read_record, write_record
from tests.record_form import fill_record, record_form
from tests.tasks.documents.office.office_parts import with_parts
from tests.tasks.documents.record.filled_workbooks import ENTRIES, changed, filled

Change = Callable[[Workbook], object]
ACTION = {"C5": "Share the calendar", "E5": "Named Nurse", "H5": "29/1/27"}


def typed(sheets: Mapping[str, Mapping[str, Any]]) -> bytes:
    def change(workbook: Workbook) -> None:
        for sheet, cells in sheets.items():
            for at, value in cells.items():
                workbook[sheet][at] = value

    return changed(change)


def a_row_put_in(workbook: Workbook) -> None:
    workbook["Attendance"].insert_rows(7)
    workbook["Attendance"]["E7"] = "Present"


def rearrange(workbook: Workbook) -> None:
    workbook["Actions"].insert_rows(2)  # above the headings
    workbook["Attendance"].insert_rows(8)
    workbook["Items"].delete_rows(1)
    workbook["Items"].insert_cols(2)
    workbook["Items"].title = "ITEMS "
    workbook.create_sheet("My notes")


def call_as_before(workbook: Workbook) -> None:
    """Give the columns of actions their former headings, as in a workbook that went out earlier."""
    former = {"Short title (no names)": "Neutral title", "Action in full": "Full text"}
    for row in workbook["Actions"].iter_rows():
        for cell in row:
            cell.value = former.get(str(cell.value), cell.value)


def of_another(**head: Any) -> bytes:
    return fill_record(write_record(replace(record_form(), **head)), ENTRIES)


def told(content: bytes) -> tuple[str, ...]:
    """Everything that is said of a workbook."""
    with pytest.raises(Problem) as refused:
        check_record(record_form(), read_record(content, "The record of MASE/2027-01"))
    return refused.value.sentence, *refused.value.faults


def taken(content: bytes) -> Record:
    return check_record(record_form(), read_record(content, "The record of MASE/2027-01"))


SAVE_AS = "choose “Save as”, “Excel workbook (.xlsx)”, and send that."
REFUSED: dict[str, tuple[Callable[[], bytes], tuple[str, ...]]] = {
    "last month's": (
        lambda: of_another(reference="MASE/2026-12", date=dt.date(2026, 12, 8)),
        (
            "This is not the record of MASE/2027-01",
            "Meeting, cell B5: found “MASE/2026-12”; allowed: MASE/2027-01",
        ),
    ),
    "another group's": (
        lambda: of_another(group="TFG", group_name="Task and Finish Group", reference="TFG/2027-01"),
        ("This is not the record of MASE/2027-01", "Meeting, cell B4: found “Task and Finish Group”"),
    ),
    "a renamed sheet": (
        lambda: changed(lambda workbook: setattr(workbook["Actions"], "title", "Tasks")),
        ("has no sheet “Actions”; it has", "“Tasks”"),
    ),
    "another workbook": (
        sample_workbook,
        (
            "is another workbook: it has “Seats”, “People”, “Appointments”, “Cover” and “Help”, and no sheet "
            "of a record. Send the workbook that came with our letter.",
        ),
    ),
    "a deleted column": (
        lambda: changed(lambda workbook: workbook["Attendance"].delete_cols(5)),
        ("row 4 of the sheet “Attendance” lacks the column “Status”",),
    ),
    "something typed into an inserted row": (
        lambda: changed(a_row_put_in),
        ("Attendance, cell A7: nothing found; allowed: NPS, CRC,",),
    ),
    "merged cells": (
        lambda: changed(lambda workbook: workbook["Attendance"].merge_cells("E5:E6")),
        ("Attendance, cell E5: the cells E5:E6 are merged. Unmerge them and fill in each separately.",),
    ),
    "a whole sheet merged": (
        lambda: changed(lambda workbook: workbook["Attendance"].merge_cells("A20:CV500")),
        ("the cells A20:CV500 are merged. Unmerge them and send it again.",),
    ),
    "wrong all over": (
        lambda: typed({"Others": {f"B{row}": "KCC" for row in range(5, 305)}}),
        ("correct these first",),
    ),
    "no sheets": (
        lambda: with_parts(filled(), {"xl/workbook.xml": b"<x/>"}),
        ("is damaged: it has no sheets", SAVE_AS),
    ),
    "a formula, a date that is none, an action without one, an owner nobody knows, somebody there twice": (
        lambda: typed(
            {
                "Meeting": {"B9": "=NOW()"},
                "Actions": ACTION | {"H5": "next month", "C6": "Share the list", "E6": "Former Lead"},
                "Others": {"A5": "Named Nurse", "C5": "Guest"},
            }
        ),
        (
            "Meeting, cell B9: a formula. Type the value itself.",
            "Actions, cell H5: found “next month”; allowed: a date such as 12/1/27 or 12 January 2027",
            "Actions, cell H6: nothing found; allowed: a date such as 12/1/27",
            "Actions, cell E6: found “Former Lead”; allowed: one person of the group, or a name with",
            "Others, cell A5: found “Named Nurse”; allowed: each person once",
            "is also in Attendance, cell A13",
        ),
    ),
    "an old workbook, or one with a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
        ("is in the old .xls format, or has a password", SAVE_AS),
    ),
    "macros": (
        lambda: with_parts(filled(), {"xl/vbaProject.bin": b"code"}),
        ("has macros, which are never accepted", SAVE_AS),
    ),
    "fifty megabytes": (
        lambda: filled() + bytes(50_000_000),
        ("has 50.0 MB; at most 2 MB are read. Take out what is not needed",),
    ),
    "a zip bomb": (
        lambda: with_parts(filled(), {"xl/worksheets/sheet9.xml": bytes(50_000_000)}),
        ("has far more in it than we can read. Take out what is not needed",),
    ),
    "an entity bomb": (
        lambda: with_parts(filled(), {"xl/sharedStrings.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
        ("is not written as Office writes its files, and was not read", SAVE_AS),
    ),
    "an entity bomb in a part called otherwise": (
        lambda: with_parts(
            filled(), {"xl/worksheets/sheet1.dat": b'\xef\xbb\xbf<!DOCTYPE x [<!ENTITY a "b">]>'}
        ),
        ("is not written as Office writes its files, and was not read", SAVE_AS),
    ),
}


@pytest.mark.thorough
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_answered_with_sheet_and_cell_and_what_to_do(name: str) -> None:
    make, words = REFUSED[name]
    said = "\n".join(told(make()))
    assert all(word in said for word in words), said


TAKEN: dict[str, Callable[[], bytes]] = {
    "times and dates as the sheet gives them for examples": lambda: typed(
        {"Meeting": {"B9": "10:05am", "B10": "11:50am"}, "Actions": ACTION}
    ),
    "as people write them": lambda: typed(
        {
            "Meeting": {"B9": " 9.30 ", "B10": "12 NOON"},
            "Attendance": {"E6": "  pReSeNt "},
            "Actions": ACTION | {"H5": " Fri 29 January "},
        }
    ),
    "a time that the sheet made a number of": lambda: typed({"Meeting": {"B9": 9.3}}),
    "a time as the sheet keeps it": lambda: typed({"Meeting": {"B9": dt.time(9, 30)}}),
    "rows, a column and a sheet put in, a row taken out, a sheet's name in other capitals": lambda: changed(
        rearrange
    ),
    "headings as they were called before": lambda: changed(call_as_before),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_people_write_in_their_own_way_is_taken(name: str) -> None:
    record = taken(TAKEN[name]())
    assert record.quorum.present == 10
    assert all(action.due == dt.date(2027, 1, 29) for action in record.actions)
