"""Opening workbooks of strangers safely, and reading their tables with the place of every cell.

``tasks.documents.workbooks.layout`` writes and styles our own workbooks.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from forum.text.cells import Cell, Row
from forum.text.problem import Problem
from tasks.documents.office.file_checks import WORKBOOK, checked_parts
from tasks.documents.workbooks.checks import StruckText, check_workbook, open_workbook

MOST_ROWS = 5_000
MOST_COLUMNS = 200
LOOK_IN_ROWS = 20  # for the headings
FORMER_HEADINGS = {"neutraltitle": "shorttitlenonames", "fulltext": "actioninfull"}
"""Headings as workbooks that went out earlier have them, by what they are called now."""


def load_checked(content: bytes, where: str) -> Workbook:
    """Open a stranger's workbook; messages call the file ``where``.

    The caller reports its ``cell_faults``, with its other faults. Raises Problem for anything but an .xlsx of
    modest size without macros.
    """
    check_workbook(checked_parts(content, where, WORKBOOK), where)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of features that it leaves out; we read values only
            warnings.simplefilter("ignore")
            workbook = open_workbook(content)
    except Exception as error:  # openpyxl raises errors of any kind, from KeyError to zlib.error
        raise Problem(WORKBOOK.damaged(where)) from error
    if not workbook.worksheets:
        raise Problem(f"{where} is damaged: it has no sheets. {WORKBOOK.save_as}")
    return workbook


def sheet_of(workbook: Workbook, title: str, where: str) -> Worksheet:
    """Return the sheet with that title, in any capitals. Raises Problem naming the present sheets."""
    for sheet in workbook.worksheets:
        if sheet.title.strip().lower() == title.lower():
            return sheet
    titles = ", ".join(f"“{sheet.title}”" for sheet in workbook.worksheets)
    raise Problem(
        f"{where} has no sheet “{title}”; it has {titles}. Give it that name again, or start from the "
        "workbook as it was sent."
    )


def sheets_but(workbook: Workbook, *titles: str) -> tuple[str, ...]:
    """Return all other sheets of a workbook in words, the hidden ones with a note."""
    known = {title.lower() for title in titles}
    return tuple(
        f"“{sheet.title}”" + ("" if sheet.sheet_state == "visible" else " (hidden)")
        for sheet in workbook.worksheets
        if sheet.title.strip().lower() not in known
    )


def header_row(sheet: Worksheet, headings: Sequence[str], expected: int) -> int:
    """Return the row of the headings, also when rows were put in above it or taken out."""
    keys = {heading_key(heading) for heading in headings}

    def matches(row: int) -> int:
        return len(keys & {heading_key(cell.value) for cell in sheet[row] if cell.value is not None})

    rows: list[int] = [expected, *range(1, min(sheet.max_row, LOOK_IN_ROWS) + 1)]
    return max(rows, key=matches)


def read_sheets(
    content: bytes, where: str, *sheets: tuple[str, Sequence[str]]
) -> tuple[tuple[tuple[Row, ...], ...], tuple[str, ...]]:
    """Return the rows of the sheets with these titles and headings, and the faults of cells that can't be
    read. A title may have the code of a group after it.

    Problem where a sheet or a heading is missing.
    """
    workbook = load_checked(content, where)
    faults = cell_faults(workbook)
    tables = [
        read_table(_with_code(workbook, title) or sheet_of(workbook, title, where), headings, where)
        for title, headings in sheets
    ]
    return tuple(tables), tuple(faults)


def code_in_title(content: bytes, title: str) -> str | None:
    """Return the code of the group that a workbook has after the title of a sheet, as in "Plan MASE"; empty
    where it has none there, None for a workbook without such a sheet.

    Problem for a file that is no workbook, or none that may be read.
    """
    sheet = _with_code(load_checked(content, "The workbook"), title)
    return None if sheet is None else sheet.title.strip()[len(title) :].strip().upper()


def _with_code(workbook: Workbook, title: str) -> Worksheet | None:
    word = f"{title.lower()} "
    named = (sheet for sheet in workbook.worksheets if f"{sheet.title.strip().lower()} ".startswith(word))
    return next(named, None)


def read_table(sheet: Worksheet, headings: Sequence[str], where: str, header_row: int = 1) -> tuple[Row, ...]:
    """Return the rows below the header row that are not empty, with a cell for each of these headings.

    Columns may be in any order. Raises Problem naming every heading that is missing.
    """
    columns = {heading_key(cell.value): cell.column for cell in sheet[header_row] if cell.value is not None}
    missing = [f"“{heading}”" for heading in headings if heading_key(heading) not in columns]
    if missing:
        raise Problem(
            f"{where}: row {header_row} of the sheet “{sheet.title}” lacks the column "
            f"{', '.join(missing)}. Put the heading back as it is in the template."
        )
    places = {heading: columns[heading_key(heading)] for heading in headings}
    rows = (
        {heading: read_cell(sheet, number, column) for heading, column in places.items()}
        for number in range(header_row + 1, sheet.max_row + 1)
    )
    return tuple(row for row in rows if any(cell.value != "" for cell in row.values()))


def read_cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """Read one cell with its place."""
    place = f"{sheet.title}, cell {get_column_letter(column)}{row}"
    return Cell(place, _plain(sheet.cell(row, column).value))


def is_struck_through(sheet: Worksheet, row: int, column: int) -> bool:
    """Say whether a cell, or a part of its text, is struck through."""
    cell = sheet.cell(row, column)
    if cell.value is None:
        return False
    return isinstance(cell.value, StruckText) or bool(cell.font and cell.font.strike)


def is_hidden(sheet: Worksheet, row: int) -> bool:
    """Say whether a row is hidden, by hand, by a filter or as part of a closed group."""
    dimension = sheet.row_dimensions.get(row)
    return dimension is not None and (bool(dimension.hidden) or dimension.height == 0)


def heading_key(heading: object) -> str:
    """Bring a heading into the form in which it is compared: small letters and digits only, in its words of
    today, "First name(s)" as "First name"."""
    key = re.sub(r"\(s\)|[^a-z0-9]", "", str(heading).lower())
    return FORMER_HEADINGS.get(key, key)


def _plain(value: Any) -> str | dt.date | dt.time | int | float | bool:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.time() if value.date() == dt.date(1899, 12, 30) else value.date()
    if isinstance(value, (dt.date, dt.time, int, float)):
        return value
    return unescape(str(value)).replace("\r\n", "\n").strip()  # Excel writes a line break as _x000D_ and \n


def cell_faults(workbook: Workbook) -> list[str]:
    """Return every formula and error, and the first cell far out, with its place.

    Cells that are empty or far out are dropped from the workbook.
    """
    faults = []
    for sheet in workbook.worksheets:
        far = _drop_empty_and_far_cells(sheet)
        if far:
            faults.append(f"{sheet.title}, cell {far}: too far out; at most {MOST_ROWS:,} rows are read.")
        for _, cell in sorted(sheet._cells.items()):
            place = f"{sheet.title}, cell {cell.coordinate}"
            if cell.data_type == "f":
                faults.append(f"{place}: a formula. Type the value itself.")
            elif cell.data_type == "e":
                faults.append(f"{place}: the error {cell.value}. Type the value itself.")
    return faults


def _drop_empty_and_far_cells(sheet: Worksheet) -> str:
    """Drop cells without a value, and cells far out; return the first of the latter.

    A format set far below would otherwise make millions of rows. The stored cells are openpyxl's private
    attribute, since its public views fill every gap with a new cell.
    """
    far = {at for at in sheet._cells if at[0] > MOST_ROWS or at[1] > MOST_COLUMNS}
    filled_far = [cell for at, cell in sorted(sheet._cells.items()) if at in far and cell.value is not None]
    sheet._cells = {at: cell for at, cell in sheet._cells.items() if cell.value is not None and at not in far}
    return filled_far[0].coordinate if filled_far else ""
