"""The scripted minute-taker: fills in the record workbook as a person would, by typing into its cells."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tasks.documents.record.workbook import HEADER_ROW

Typed = Mapping[str, Any]  # a column's heading -> what is typed under it


@dataclass(frozen=True)
class RecordEntries:
    """Entries of the minute-taker, sheet by sheet, by heading: ``{"Status": "Present", "Arrived": "9.55"}``.

    ``meeting`` is by the label in the first column. ``attendance`` is by the seat's short name, ``items`` by
    number, ``updates`` by the action's, ``plan`` by the line's, ``earlier`` by the decision's reference, and
    ``registers`` by sheet and their own: rows already there. The others are new rows, typed from the first
    free one, or beside the reference that they give. Values may be text, numbers, dates or times; None
    clears a cell, and ``cleared`` names by sheet the rows to empty, by what stands in their first column.
    """

    meeting: Typed = field(default_factory=dict)
    attendance: Mapping[str, Typed] = field(default_factory=dict)
    others: Sequence[Typed] = ()
    interests: Sequence[Typed] = ()
    items: Mapping[str, Typed] = field(default_factory=dict)
    earlier: Mapping[str, Typed] = field(default_factory=dict)
    decisions: Sequence[Typed] = ()
    actions: Sequence[Typed] = ()
    updates: Mapping[str, Typed] = field(default_factory=dict)
    plan: Mapping[str, Typed] = field(default_factory=dict)
    registers: Mapping[str, Mapping[str, Typed]] = field(default_factory=dict)
    cleared: Mapping[str, Sequence[str]] = field(default_factory=dict)


def fill_record(content: bytes, entries: RecordEntries) -> bytes:
    """The workbook with the entries typed in, saved. Raises KeyError for a row or heading not in it."""
    return fill_sheets(open_sheets(content), entries)


def fill_sheets(workbook: Workbook, entries: RecordEntries) -> bytes:
    """Do as ``fill_record`` with an open workbook."""
    lines = {row[0].value: row for row in workbook["Meeting"].iter_rows(min_row=HEADER_ROW)}
    for label, value in entries.meeting.items():
        _type_into(lines[label][1], value)
    for name, cells in entries.cleared.items():
        _clear(workbook[name], cells)
    for name, rows in (
        ("Attendance", entries.attendance),
        ("Items", entries.items),
        ("Updates", entries.updates),
        ("Decisions", entries.earlier),
    ):
        _type_beside(workbook[name], rows)
    for name, rows in (
        ("Plan", entries.plan),
        *entries.registers.items(),
    ):
        if rows:  # a group without a plan, or a register, has no such sheet
            _type_beside(workbook[name], rows)
    for name, new_rows in (
        ("Others", entries.others),
        ("Interests", entries.interests),
        ("Decisions", entries.decisions),
        ("Actions", entries.actions),
    ):
        _type_below(workbook[name], new_rows)
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def open_sheets(content: bytes) -> Workbook:
    """Open a workbook once for all that is done with it: it takes long."""
    return load_workbook(io.BytesIO(content))


def rows_typed(sheets: Workbook, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet of an open workbook, each a dictionary by heading; empty cells are None."""
    worksheet = sheets[sheet]
    headings = _headings(worksheet)
    return [
        {heading: row[column - 1].value for heading, column in headings.items()}
        for row in worksheet.iter_rows(min_row=HEADER_ROW + 1)
    ]


def _type_beside(sheet: Worksheet, rows: Mapping[str, Typed]) -> None:
    """Type into existing rows, which the first column names."""
    numbers = {str(row[0].value): row[0].row for row in sheet.iter_rows(min_row=HEADER_ROW + 1)}
    for name, typed in rows.items():
        _type(sheet, numbers[name], typed)


def _clear(sheet: Worksheet, names: Sequence[str]) -> None:
    """Empty the white cells of rows, which the first column names."""
    for row in sheet.iter_rows(min_row=HEADER_ROW + 1):
        if row[0].value in names:
            for cell in row:
                cell.value = cell.value if cell.protection.locked else None


def _type_below(sheet: Worksheet, rows: Sequence[Typed]) -> None:
    """Type new rows into the first free ones: those with no white cell filled in."""
    free = (
        row[0].row
        for row in sheet.iter_rows(min_row=HEADER_ROW + 1)
        if not any(cell.value for cell in row if not cell.protection.locked)
    )
    new = [typed for typed in rows if "Reference" not in typed]
    for number, typed in zip(list(free)[: len(new)], new, strict=True):
        _type(sheet, number, typed)
    _type_beside(sheet, {str(typed["Reference"]): typed for typed in rows if "Reference" in typed})


def _type(sheet: Worksheet, number: int | None, typed: Typed) -> None:
    headings = _headings(sheet)
    assert number is not None
    for heading, value in typed.items():
        _type_into(sheet.cell(number, headings[heading]), value)


def _type_into(cell: Any, value: Any) -> None:
    """Type into one cell; in a cell formatted as text, as most are, a value that begins with = stays text."""
    cell.value = value
    if isinstance(value, str) and cell.number_format == "@":
        cell.data_type = "s"


def _headings(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[HEADER_ROW] if cell.value}
