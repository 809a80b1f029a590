"""A workbook that is sent back to be put right: its wrong cells marked, each with what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import copy

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.utils import quote_sheetname
from openpyxl.utils.exceptions import CellCoordinatesException
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from forum.text.problem import Problem
from forum.text.wording import capital, count
from tasks.documents.workbooks import layout
from tasks.documents.workbooks.reading import load_checked
from tasks.limited.runner import LimitExceeded, Runner

TO_PUT_RIGHT = "To put right"  # the sheet that lists every fault, also those that no single cell has
MARKED_FILL = PatternFill("solid", fgColor="FFD966")
INTRO = "Each wrong cell is coloured and has a comment. Correct them, save, and send the workbook back."
_LINK = Font(name="Arial", size=11, color="0B5394", underline="single")
_LONGEST = 2_000  # characters of what is said of one cell
_AUTHOR = "Secretariat"
_NO_FILL = PatternFill(fill_type=None)
_PLACE = re.compile(r"(?P<sheet>.+?), cell (?P<cell>[A-Z]{1,3}[1-9]\d{0,6}): (?P<words>.+)", re.DOTALL)
_CHARACTERS_A_LINE, _LINE, _WIDTH = 38, 17, 300  # of a comment: how it is filled, and its size in pixels


class WorkbookRefused(Problem):
    """A workbook was not taken; ``marked`` is the same workbook (.xlsx) with its wrong cells marked, and
    ``name`` the neutral name under which it goes back."""

    def __init__(self, problem: Problem, mark_faults: bytes, name: str) -> None:
        super().__init__(problem.sentence, problem.faults)
        self.marked, self.name = mark_faults, name


def refusal_with_marks(problem: Problem, content: bytes, name: str, limited: Runner) -> Problem:
    """Say why a workbook was not taken, with the same workbook marked wherever it can be."""
    try:
        back = limited.run(mark_faults_if_possible, content, problem.faults)
    except LimitExceeded:
        back = None
    return WorkbookRefused(problem, back, name) if back else Problem(problem.sentence, problem.faults)


def mark_faults_if_possible(content: bytes, faults: Sequence[str]) -> bytes | None:
    """The workbook with its faults marked; None for one that can be read and not written."""
    try:
        return mark_faults(content, faults)
    except Exception:  # openpyxl raises whatever it meets in what others wrote
        return None


def mark_faults(content: bytes, faults: Sequence[str]) -> bytes:
    """The workbook with a first sheet that lists the faults, each faulty cell coloured and with a comment.

    ``faults`` are sentences; one that begins "Attendance, cell F5: " belongs to that cell. Earlier marks are
    taken off. A formula comes back as text. Raises Problem when the workbook can't be opened.
    """
    workbook = load_checked(content, "The workbook")
    _clean(workbook)
    found = [_PLACE.fullmatch(fault) for fault in faults]
    for one in found:
        if one is not None and one["sheet"] in workbook.sheetnames:
            _mark(workbook[one["sheet"]], one["cell"], one["words"])
    _list(workbook, faults, found)
    return layout.workbook_bytes(workbook)


def _clean(workbook: Workbook) -> None:
    """Take off earlier marks; turn formulas, which would be worked out on opening, into the text they are."""
    if TO_PUT_RIGHT in workbook.sheetnames:
        workbook.remove(workbook[TO_PUT_RIGHT])
    for sheet in workbook.worksheets:
        for cell in [*sheet._cells.values()]:
            if not isinstance(cell, Cell):
                continue  # it is part of a merged one
            if cell.data_type == "f":
                cell.value, cell.data_type, cell.quotePrefix = str(cell.value), "s", True
            if cell.comment is not None and cell.comment.author == _AUTHOR:
                cell.comment = None
                cell.fill = _NO_FILL


def _mark(sheet: Worksheet, at: str, words: str) -> None:
    cell = _visible(sheet, at)
    if cell is None:
        return
    told = [cell.comment.text] if cell.comment is not None else []  # another fault, or what somebody noted
    text = "\n".join([*told, _told(words)])
    lines = sum(1 + len(line) // _CHARACTERS_A_LINE for line in text.splitlines())
    cell.comment = Comment(text, _AUTHOR, height=_LINE * (lines + 1), width=_WIDTH)
    cell.fill = MARKED_FILL
    cell.protection = Protection(locked=False)  # what was given beforehand may be what is wrong by now


def _visible(sheet: Worksheet, at: str) -> Cell | None:
    """The cell at that place; of merged ones the first, which is the one that shows."""
    try:
        cell = sheet[at]
    except (CellCoordinatesException, ValueError):
        return None
    if isinstance(cell, Cell):
        return cell
    merged = next((area for area in sheet.merged_cells.ranges if at in area), None)
    first = sheet.cell(merged.min_row, merged.min_col) if merged is not None else None
    return first if isinstance(first, Cell) else None


def _list(workbook: Workbook, faults: Sequence[str], found: Iterable[re.Match[str] | None]) -> None:
    sheet: Worksheet = workbook.create_sheet(TO_PUT_RIGHT, 0)
    sheet.cell(1, 1, f"{count(len(faults), 'thing')} to put right; nothing is recorded yet")
    sheet.cell(1, 1).font = layout.TITLE
    sheet.row_dimensions[1].height = 26
    sheet.cell(2, 1, INTRO).font = layout.FONT
    for column, heading in enumerate(("Where", "What is wrong, and what to do"), start=1):
        layout.write_heading(sheet, 4, column, heading)
    for row, (fault, one) in enumerate(zip(faults, found, strict=True), start=5):
        where = f"{one['sheet']}, cell {one['cell']}" if one else "The workbook"
        words = _told(one["words"] if one else fault)
        layout.write_cell(sheet, row, 1, where)
        layout.write_cell(sheet, row, 2, words)
        if one is not None and one["sheet"] in workbook.sheetnames:
            place = f"{quote_sheetname(one['sheet'])}!{one['cell']}"
            sheet.cell(row, 1).hyperlink = Hyperlink(ref=f"A{row}", location=place)
            sheet.cell(row, 1).font = _LINK
        sheet.row_dimensions[row].height = 16 * max(1, -(-len(words) // 95)) + 4
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 90
    sheet.sheet_view.showGridLines = False
    layout.print_on_one_page_across(sheet)
    sheet.oddHeader = copy(workbook.worksheets[1].oddHeader)  # the marking is on every page
    sheet.oddFooter = copy(workbook.worksheets[1].oddFooter)
    workbook.active = 0
    for other in workbook.worksheets[1:]:
        other.sheet_view.tabSelected = False


def _told(words: str) -> str:
    """A fault as it may stand in a cell: without what a workbook can't hold, and not without end."""
    return capital(ILLEGAL_CHARACTERS_RE.sub("\ufffd", words))[:_LONGEST]
