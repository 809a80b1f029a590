"""Writing a lead's workbook with their lines of the plan, and reading its rows back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from forum.plan.update_sheet import COLUMNS, HELP, SHEET
from forum.text.cell_reader import Row
from tasks.documents.plan.workbook import write_sheet
from tasks.documents.workbooks.reading import read_sheet


def write_lines(rows: Iterable[Sequence[object]], code: str, title: str, marking: str) -> bytes:
    """Write the workbook of a lead's lines in the plan of the group with that code."""
    return write_sheet(COLUMNS, rows, f"{SHEET} {code}", title, HELP, marking, spare=0)


def read_lines(content: bytes, where: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return the rows of a lead's lines, and the faults of cells that can't be read.

    Problem where there is no such sheet, or a heading is missing.
    """
    headings = [column.heading for column in COLUMNS]
    return read_sheet(content, where, SHEET, headings, "Start from the workbook that came with our letter.")
