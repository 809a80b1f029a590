"""Reading the workbook of records past their time, with the reviewer's decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from openpyxl.worksheet.worksheet import Worksheet

from forum.retention import DECISION, NUMBER, SAID, SHEET, WHY
from forum.text.cells import Row
from tasks.documents.workbooks.reading import cell_faults, is_hidden, load_checked, read_table, sheet_of

PLAIN_FORMATS = ("General", "@")


def read_list(content: bytes, where: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return the rows that a reviewer decided on, and the faults of cells that can't be read, and of rows and
    decisions that the sheet does not show as they are.

    Problem where there is no such sheet, or a heading is missing.
    """
    workbook = load_checked(content, where)
    sheet = sheet_of(workbook, SHEET.name, where)
    rows = read_table(sheet, (NUMBER, *SAID, DECISION, WHY), where)
    faults = [*cell_faults(workbook), *_not_as_shown(sheet, rows)]
    return rows, tuple(faults)


def _not_as_shown(sheet: Worksheet, rows: Iterable[Row]) -> Iterator[str]:
    """Yield the faults of rows that are hidden, and of decisions whose format shows another word."""
    for row in rows:
        place = row[DECISION].place
        cell = sheet[place.rpartition(" ")[2]]
        if is_hidden(sheet, cell.row):
            yield f"{place}: its row is hidden. Show all rows, look at its decision, and save the list again."
        elif cell.number_format not in PLAIN_FORMATS:
            yield f"{place}: its format may show another word than it has. Set it to General, and look again."
