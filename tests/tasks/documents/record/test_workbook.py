"""The record workbook as it goes out, and what is said of one that came back broken."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook

from forum.record.checks import check_record
from forum.record.record import RecordForm
from forum.record.sheets import SHEETS
from forum.text.cells import parse_time
from forum.text.problem import Problem
from forum.text.wording import clock_time
from tasks.documents.record import HEADER_ROW, read_record, write_record
from tests.record_form import record_form
from tests.tasks.documents.record.filled_workbooks import changed, faults, filled


def opened(form: RecordForm | None = None) -> Workbook:
    return load_workbook(io.BytesIO(write_record(form or record_form())))


def test_a_workbook_filled_in_and_saved_is_a_record() -> None:
    record = check_record(record_form(), read_record(filled(), "record.xlsx"))
    assert record.quorum.short == "10, 8 needed"
    assert record.items[1].note == "Heard."


def test_it_has_every_sheet_and_a_help() -> None:
    workbook = opened()
    visible = [sheet.title for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    assert visible == [*(sheet.name for sheet in SHEETS), "Corrections", "Help"]


def test_its_hints_give_times_as_the_minutes_write_them() -> None:
    workbook = opened()
    hints = "\n".join(
        rule.prompt or "" for sheet in workbook.worksheets for rule in sheet.data_validations.dataValidation
    )
    examples = re.findall(r"\d{1,2}[.:]\d\d\w*", hints)
    assert examples == ["10:05am", "11:50am", "10:20am", "11:15am"]
    assert [clock_time(parse_time(example) or dt.time()) for example in examples] == examples


def test_only_what_is_to_be_filled_in_is_open() -> None:
    workbook = opened()
    for sheet in SHEETS[1:]:
        written = workbook[sheet.name]
        assert written.protection.sheet
        there = [column for column in sheet.columns if not column.only_with]
        for number, column in enumerate(there, start=1):
            cell = written.cell(HEADER_ROW + 1, number)
            assert cell.protection.locked is column.given, f"{sheet.name}, {column.heading}"
    assert workbook.security.lockStructure


def test_a_status_is_chosen_from_a_list_and_each_seat_has_its_own_deputies() -> None:
    workbook = opened()
    rules = {
        str(rule.sqref): rule.formula1 for rule in workbook["Attendance"].data_validations.dataValidation
    }
    assert rules["E5:E16"] == '"Present,Remote,Deputy,Apologies,Absent,Not expected"'
    assert rules["F5"] == '"Deputy Head of Probation"'
    assert rules["F8"] == '"Detective Inspector"'


def test_the_marking_is_on_every_page_and_the_sign_in_sheet_is_one_page() -> None:
    workbook = opened()
    for name in [*(sheet.name for sheet in SHEETS), "Help"]:
        page = workbook[name]
        assert page.oddHeader
        assert page.oddFooter
        assert page.oddHeader.center.text == page.oddFooter.center.text == "OFFICIAL-SENSITIVE"
        margins = page.page_margins  # in inches; a line of text takes a fifth of one
        assert margins.top - margins.header > 0.2, name
        assert margins.bottom - margins.footer > 0.2, name
    setup = workbook["Attendance"].page_setup
    assert (setup.fitToWidth, setup.fitToHeight) == (1, 1)


def test_a_forum_without_a_marking_has_no_empty_header_that_spreadsheets_complain_of() -> None:
    sheet = load_workbook(io.BytesIO(write_record(replace(record_form(), marking=""))))["Attendance"]
    assert sheet.oddHeader is not None
    assert sheet.oddHeader.center.text is None


def test_a_title_that_looks_like_a_formula_stays_text() -> None:
    form = record_form()
    title = '=HYPERLINK("https://x.example")'
    cell = opened(replace(form, items=(replace(form.items[0], title=title),)))["Items"]["B5"]
    assert (cell.value, cell.data_type) == (title, "s")


def test_a_renamed_sheet_is_named_with_those_that_are_there() -> None:
    (fault,) = faults(changed(lambda workbook: setattr(workbook["Items"], "title", "Agenda")))
    assert "no sheet “Items”" in fault
    assert "“Agenda”" in fault


def test_a_deleted_column_is_named() -> None:
    found = faults(changed(lambda workbook: workbook["Actions"].delete_cols(8)))
    assert len(found) == 1
    assert "“Actions” lacks the column “Due”" in found[0]


def test_a_deleted_line_of_the_first_sheet_is_named() -> None:
    found = faults(changed(lambda workbook: workbook["Meeting"].delete_rows(9)))
    assert "the line “Start” is missing" in found[0]


def test_a_formula_is_refused_together_with_the_other_faults() -> None:
    def change(workbook: Workbook) -> None:
        workbook["Meeting"]["B9"] = "=1/2"
        workbook["Attendance"]["E6"] = "Here"

    found = faults(changed(change))
    assert found[0].startswith("Meeting, cell B9: a formula")
    assert any(fault.startswith("Attendance, cell E6: found “Here”") for fault in found)


def test_an_old_workbook_is_refused_with_what_to_do() -> None:
    with pytest.raises(Problem, match=r"old \.xls format.*Save as"):
        read_record(b"\xd0\xcf\x11\xe0" + bytes(512), "record.xls")


def test_a_workbook_with_macros_is_refused() -> None:
    content = io.BytesIO(filled())
    with zipfile.ZipFile(content, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"macros")
    with pytest.raises(Problem, match="has macros"):
        read_record(content.getvalue(), "record.xlsm")
