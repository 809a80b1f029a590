"""Writing the workbook of the action plan, and reading its rows back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from forum.plan.sheet import COLUMNS, HELP, TITLE
from forum.text.cell_reader import Row
from forum.text.columns import Column
from tasks.documents.workbooks.layout import (
    add_help,
    add_table,
    laid_out,
    mark_all,
    new_workbook,
    workbook_bytes,
)
from tasks.documents.workbooks.reading import load_checked, read_sheet

SPARE = 15  # rows to type new lines in


def write_plan(rows: Iterable[Sequence[object]], code: str, title: str, marking: str) -> bytes:
    """Write the workbook of the plan of the group with that code; each row is in the order of the columns."""
    return write_sheet(COLUMNS, rows, f"{TITLE} {code}", title, HELP, marking, spare=SPARE)


def plan_code(content: bytes, title: str = TITLE) -> str | None:
    """Return the code of the group whose plan a workbook has on the sheet of that title; empty where the
    sheet names none, None for a workbook without one.

    Problem for a file that is no workbook, or none that may be read.
    """
    for sheet in load_checked(content, "The workbook").worksheets:
        name, _, code = sheet.title.strip().partition(" ")
        if name.lower() == title.lower():
            return code.strip().upper()
    return None


def read_plan(content: bytes, where: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return the rows of the plan's sheet, and the faults of cells that can't be read.

    Problem where there is no such sheet, or a heading is missing.
    """
    how = "Start from the workbook of the plan: mase plan export."
    return read_sheet(content, where, TITLE, [column.heading for column in COLUMNS], how)


def write_sheet(
    columns: Sequence[Column],
    rows: Iterable[Sequence[object]],
    sheet: str,
    title: str,
    help: Sequence[tuple[str, str]],
    marking: str,
    *,
    spare: int,
) -> bytes:
    """Write a workbook of one sheet with help; each row is in the order of the columns."""
    workbook = new_workbook(title)
    add_table(workbook, sheet, laid_out(columns), rows, spare=spare)
    add_help(workbook, title, help)
    mark_all(workbook, marking, title)
    return workbook_bytes(workbook)
