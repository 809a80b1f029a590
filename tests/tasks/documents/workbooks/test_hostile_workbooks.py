"""Workbooks that ask for far more than they hold, and odd cells: refused in words, and never a crash."""

from __future__ import annotations

import io
import time

import pytest
from openpyxl import load_workbook

from forum.text.problem import Problem
from tasks.documents.workbooks.fault_marks import TO_PUT_RIGHT, mark_faults
from tasks.documents.workbooks.reading import cell_faults, load_checked
from tests.tasks.documents.office.office_parts import replaced, with_parts
from tests.tasks.documents.workbooks.good_workbook import GOOD
from tests.tasks.documents.workbooks.hostile_workbooks import (
    BOOK,
    MERGED_ALL_OVER,
    ODD_CELLS,
    REFUSED,
    ROWS,
    SHEET,
    WHOLE,
    sheet,
    with_sheet,
)

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", MERGED_ALL_OVER)
def test_cells_merged_all_over_are_refused_however_it_is_written(name: str, encoding: str) -> None:
    with pytest.raises(Problem, match=r"^members.xlsx: the cells .+ are merged\. Unmerge them and send it"):
        load_checked(with_sheet(MERGED_ALL_OVER[name], encoding), "members.xlsx")


@pytest.mark.parametrize("name", REFUSED)
def test_a_workbook_that_asks_for_far_more_than_it_holds_is_refused_saying_what(name: str) -> None:
    make, reason = REFUSED[name]
    content = make()
    before = time.process_time()
    with pytest.raises(Problem) as refused:
        load_checked(content, "members.xlsx")
    assert reason in refused.value.sentence
    assert refused.value.sentence.startswith("members.xlsx")
    assert time.process_time() - before < 2


TAKEN = {
    "a link over a few cells": sheet('<hyperlinks><hyperlink ref="A1:B9" location="x"/></hyperlinks>'),
    "whole columns with choices": sheet(
        '<dataValidations count="1"><dataValidation sqref="A1:A1048576"/></dataValidations>'
    ),
    "widths of all columns": sheet(before='<cols><col min="1" max="16384" width="9"/></cols>'),
    "a dimension of the whole sheet": sheet(before=f'<dimension ref="{WHOLE}"/>'),
    "a picture": sheet('<drawing r:id="rId9" xmlns:r="x"/>'),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_only_looks_large_is_taken(name: str) -> None:
    workbook = load_checked(with_sheet(TAKEN[name]), "members.xlsx")
    assert workbook.worksheets[0]["A1"].value == "Name"


DAMAGED = {  # what openpyxl does not open
    "a date that is none",
    "no number",
    "a number of 5,000 digits",
    "yes or no as a word",
    "a text by a number that is none",
    "an unknown format",
    "a place that is none",
}
AROUND = {
    "as it is": ("", ""),
    "no views": ("<sheetViews/>", ""),
    "merged": ("", '<mergeCells><mergeCell ref="B2:C3"/></mergeCells>'),
    "linked": ("", '<hyperlinks><hyperlink ref="B2:C3" location="x"/></hyperlinks>'),
}


def test_a_link_that_says_nothing_of_its_cells_is_refused_in_words() -> None:
    content = with_sheet(sheet('<hyperlinks><hyperlink location="x"/></hyperlinks>'))
    with pytest.raises(Problem, match=r"^members\.xlsx is damaged, or not a workbook"):
        load_checked(content, "members.xlsx")


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("name", ODD_CELLS)
def test_a_workbook_with_an_odd_cell_is_marked_or_refused_in_words(name: str, around: str) -> None:
    before, after = AROUND[around]
    rows = f'{ROWS}<row r="2">{ODD_CELLS[name]}</row>'
    content = with_sheet(sheet(after, rows, before))
    if name in DAMAGED:
        with pytest.raises(Problem, match=r"^members\.xlsx is damaged, or not a workbook\. Open it in Excel"):
            load_checked(content, "members.xlsx")
        return
    faults = cell_faults(load_checked(content, "members.xlsx"))
    again = mark_faults(content, [*faults, "Sheet, cell B2: wrong."])
    workbook = load_workbook(io.BytesIO(again))
    assert workbook[TO_PUT_RIGHT].max_row == 5 + len(faults)
    assert workbook["Sheet"]["B2"].comment is not None
    assert cell_faults(load_checked(again, "members.xlsx")) is not None


def test_days_counted_from_1904_are_marked_as_well() -> None:
    book = replaced(GOOD, BOOK, b"<workbookPr", b'<workbookPr date1904="1"')
    content = with_parts(
        book, {SHEET: sheet(rows=f'{ROWS}<row r="2"><c r="B2" s="1"><v>-1</v></c></row>').encode()}
    )
    assert (
        load_workbook(io.BytesIO(mark_faults(content, ["Sheet, cell B2: wrong."])))[TO_PUT_RIGHT].max_row == 5
    )
