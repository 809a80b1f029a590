"""A refused workbook comes back with its wrong cells marked, whatever is wrong with it."""

from __future__ import annotations

import io

from openpyxl import Workbook, load_workbook

from forum.text.problem import Problem
from tasks.documents.record import read_record
from tasks.documents.workbooks.fault_marks import (
    MARKED_FILL,
    TO_PUT_RIGHT,
    WorkbookRefused,
    mark_faults,
    refusal_with_marks,
)
from tasks.limited.runner import DirectRunner
from tests.tasks.documents.record.filled_workbooks import changed, faults

COLOUR = MARKED_FILL.fgColor.rgb
STATUS, HOLDER = "Attendance, cell E6", "Attendance, cell C6"


def comment(workbook: Workbook, sheet: str, cell: str) -> str:
    found = workbook[sheet][cell].comment
    return found.text if found else ""


def sent_back(content: bytes, *told: str) -> Workbook:
    return load_workbook(io.BytesIO(mark_faults(content, told or faults(content))))


def test_each_wrong_cell_is_coloured_and_says_what_to_do_and_the_first_sheet_lists_them() -> None:
    def change(workbook: Workbook) -> None:
        workbook["Attendance"]["E6"] = "Here"
        workbook["Actions"]["C5"] = "Share the training calendar"
        workbook["Actions"]["E5"] = "Designated Nurse"

    workbook = sent_back(changed(change))
    assert workbook["Attendance"]["E6"].fill.fgColor.rgb == COLOUR
    assert comment(workbook, "Attendance", "E6").startswith("Found “Here”; allowed: Present, Remote")
    assert comment(workbook, "Actions", "H5").startswith("Nothing found; allowed: a date such as 12/1/27")
    assert workbook["Attendance"]["E7"].fill.fgColor.rgb != COLOUR
    assert workbook.active is workbook[TO_PUT_RIGHT]
    listed = [[cell.value for cell in row] for row in workbook[TO_PUT_RIGHT].iter_rows(min_row=5)]
    assert [where for where, _ in listed] == ["Attendance, cell E6", "Actions, cell H5"]
    assert workbook[TO_PUT_RIGHT]["A1"].value == "2 things to correct; nothing is recorded yet"
    header = workbook[TO_PUT_RIGHT].oddHeader
    assert header is not None
    assert header.center.text == "OFFICIAL-SENSITIVE"
    assert workbook[TO_PUT_RIGHT]["A5"].hyperlink.location == "'Attendance'!E6"


def test_a_wrong_cell_that_was_given_beforehand_can_be_put_right() -> None:
    workbook = sent_back(changed(lambda _: None), f"{HOLDER}: wrong.")
    assert [workbook["Attendance"][at].protection.locked for at in ("C6", "C7")] == [False, True]


def test_what_is_wrong_with_no_single_cell_is_listed() -> None:
    content = changed(lambda workbook: workbook["Actions"].delete_cols(8))
    sheet = sent_back(content)[TO_PUT_RIGHT]
    assert (sheet["A5"].value, sheet["A5"].hyperlink) == ("The workbook", None)
    assert "lacks the column “Due”" in sheet["B5"].value


def test_marks_are_taken_off_once_the_cell_is_right_and_notes_of_people_stay() -> None:
    first = mark_faults(changed(lambda _: None), [f"{STATUS}: wrong.", f"{HOLDER}: wrong."])
    workbook = sent_back(first, "Attendance, cell E7: wrong.")
    assert [comment(workbook, "Attendance", at) for at in ("E6", "C6", "E7")] == ["", "", "Wrong."]
    assert [workbook["Attendance"][at].fill.fill_type for at in ("E6", "C6")] == [None, None]
    assert workbook.sheetnames.count(TO_PUT_RIGHT) == 1
    assert workbook[TO_PUT_RIGHT].max_row == 5


def test_a_marked_workbook_reads_as_the_one_that_was_sent() -> None:
    content = changed(lambda _: None)
    again = mark_faults(content, [f"{STATUS}: wrong."])
    assert read_record(again, "record.xlsx") == read_record(content, "record.xlsx")
    assert load_workbook(io.BytesIO(again))["Attendance"]["E9"].protection.locked is False


def test_several_faults_of_a_cell_stand_below_each_other() -> None:
    workbook = sent_back(changed(lambda _: None), f"{STATUS}: one.", f"{STATUS}: two.")
    assert comment(workbook, "Attendance", "E6") == "One.\nTwo."


def test_a_formula_comes_back_as_text_that_nothing_works_out() -> None:
    formula = '=HYPERLINK("https://x.example")'
    content = changed(lambda workbook: workbook["Items"].__setitem__("F6", formula))
    cell = sent_back(content)["Items"]["F6"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (formula, "s", True)
    assert cell.comment.text == "A formula. Type the value itself."


def test_of_merged_cells_the_one_that_shows_is_marked() -> None:
    content = changed(lambda workbook: workbook["Attendance"].merge_cells("G9:H9"))
    assert comment(sent_back(content), "Attendance", "G9").startswith("The cells G9:H9 are merged. Unmerge")
    workbook = sent_back(content, "Attendance, cell H9: wrong.")
    assert comment(workbook, "Attendance", "G9") == "Wrong."


def test_faults_that_no_workbook_can_hold_do_not_stop_it() -> None:
    odd = f"{STATUS}: found “\x07{'x' * 40_000}”.", "Nowhere, cell A1: wrong.", "Meeting, cell ZZZ9: far."
    workbook = sent_back(changed(lambda _: None), *odd)
    assert comment(workbook, "Attendance", "E6").startswith("Found “\ufffdxxx")
    assert workbook[TO_PUT_RIGHT].max_row == 7


def test_a_workbook_that_cannot_be_marked_is_refused_with_its_faults_all_the_same() -> None:
    problem = Problem("The record can’t be taken.", [f"{STATUS}: wrong."])
    content = changed(lambda _: None)
    with_marks = refusal_with_marks(problem, content, "record.xlsx", DirectRunner())
    assert isinstance(with_marks, WorkbookRefused)
    for what in (b"", b"PK\x03\x04", content[:-9], content.replace(b"xl/workbook", b"xl/worKbook")):
        without = refusal_with_marks(problem, what, "record.xlsx", DirectRunner())
        assert not isinstance(without, WorkbookRefused)
        assert (without.sentence, without.faults) == (problem.sentence, problem.faults)
