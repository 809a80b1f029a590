"""Marking the wrong cells of a workbook that is sent back to be put right."""

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

TO_PUT_RIGHT = "To correct"  # the sheet that lists every fault, also those of the whole workbook
MARKED_FILL = PatternFill("solid", fgColor="FFD966")
INTRO = "Each wrong cell is coloured and has a comment. Correct them, save, and send the workbook back."
_LINK = Font(name="Arial", size=11, color="0B5394", underline="single")
_LONGEST = 2_000  # characters of the words on one cell
_AUTHOR = "Secretariat"
_NO_FILL = PatternFill(fill_type=None)
_PLACE = re.compile(r"(?P<sheet>.+?), cell (?P<cell>[A-Z]{1,3}[1-9]\d{0,6}): (?P<words>.+)", re.DOTALL)
_CHARACTERS_A_LINE, _LINE, _WIDTH = 38, 17, 300  # of a comment: how it is filled, and its size in pixels


class WorkbookRefused(Problem):
    """A workbook was not taken; ``marked`` is the same workbook (.xlsx) with its wrong cells marked.

    ``name`` is the neutral name under which it goes back.
    """

    def __init__(self, problem: Problem, mark_faults: bytes, name: str) -> None:
        super().__init__(problem.sentence, problem.faults)
        self.marked, self.name = mark_faults, name


def refusal_with_marks(problem: Problem, content: bytes, name: str, limited: Runner) -> Problem:
    """Return the Problem for a refused workbook, with the marked workbook where it can be marked."""
    try:
        back = limited.run(mark_faults_if_possible, content, problem.faults)
    except LimitExceeded:
        back = None
    return WorkbookRefused(problem, back, name) if back else Problem(problem.sentence, problem.faults)


def mark_faults_if_possible(content: bytes, faults: Sequence[str]) -> bytes | None:
    """Mark the faults of a workbook; None for a workbook that can be read and not written."""
    try:
        return mark_faults(content, faults)
    except Exception:  # openpyxl raises errors of any kind for odd files
        return None


def mark_faults(content: bytes, faults: Sequence[str]) -> bytes:
    """Add a first sheet that lists the faults, and colour and comment each faulty cell.

    ``faults`` are sentences; one that begins "Attendance, cell F5: " belongs to that cell. Earlier marks are
    taken off. Formulas come back as text. Raises Problem when the workbook can't be opened.
    """
    workbook = load_checked(content, "The workbook")
    _clean(workbook)
    places = [_PLACE.fullmatch(fault) for fault in faults]
    for place in places:
        if place is not None and place["sheet"] in workbook.sheetnames:
            _mark(workbook[place["sheet"]], place["cell"], place["words"])
    _list(workbook, faults, places)
    return layout.workbook_bytes(workbook)


def _clean(workbook: Workbook) -> None:
    """Take off earlier marks, and turn formulas, which Excel would work out on opening, into text."""
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
    earlier = [cell.comment.text] if cell.comment is not None else []  # another fault, or a person's note
    text = "\n".join([*earlier, _printable(words)])
    lines = sum(1 + len(line) // _CHARACTERS_A_LINE for line in text.splitlines())
    cell.comment = Comment(text, _AUTHOR, height=_LINE * (lines + 1), width=_WIDTH)
    cell.fill = MARKED_FILL
    cell.protection = Protection(locked=False)  # a value given beforehand may be the wrong one by now


def _visible(sheet: Worksheet, at: str) -> Cell | None:
    """Return the cell at that place; for merged cells the first one, which alone shows."""
    try:
        cell = sheet[at]
    except (CellCoordinatesException, ValueError):
        return None
    if isinstance(cell, Cell):
        return cell
    merged = next((area for area in sheet.merged_cells.ranges if at in area), None)
    first = sheet.cell(merged.min_row, merged.min_col) if merged is not None else None
    return first if isinstance(first, Cell) else None


def _list(workbook: Workbook, faults: Sequence[str], places: Iterable[re.Match[str] | None]) -> None:
    sheet: Worksheet = workbook.create_sheet(TO_PUT_RIGHT, 0)
    sheet.cell(1, 1, f"{count(len(faults), 'thing')} to correct; nothing is recorded yet")
    sheet.cell(1, 1).font = layout.TITLE
    sheet.row_dimensions[1].height = 26
    sheet.cell(2, 1, INTRO).font = layout.FONT
    for column, heading in enumerate(("Where", "What is wrong, and what to do"), start=1):
        layout.write_heading(sheet, 4, column, heading)
    for row, (fault, place) in enumerate(zip(faults, places, strict=True), start=5):
        where = f"{place['sheet']}, cell {place['cell']}" if place else "The workbook"
        words = _printable(place["words"] if place else fault)
        layout.write_cell(sheet, row, 1, where)
        layout.write_cell(sheet, row, 2, words)
        if place is not None and place["sheet"] in workbook.sheetnames:
            target = f"{quote_sheetname(place['sheet'])}!{place['cell']}"
            sheet.cell(row, 1).hyperlink = Hyperlink(ref=f"A{row}", location=target)
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


def _printable(words: str) -> str:
    """Return a fault's words without characters that a workbook can't hold, cut off at a length."""
    return capital(ILLEGAL_CHARACTERS_RE.sub("\ufffd", words))[:_LONGEST]
