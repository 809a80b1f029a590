"""Put seats and people of a returned record under their present names (own rule).

A workbook keeps the id behind each of its names, so that somebody renamed meanwhile is still found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from forum.record import registers, sheets
from forum.record.form import RecordForm
from forum.record.record import Sheets
from forum.text.cell_reader import Cell, Row
from forum.text.checks import folded

SEAT, PERSON = "seat", "person"
_KINDS = {"Seats": SEAT, "People": PERSON}  # by the name of a column's list
_MORE = {
    (sheets.MEETING.name, "Minute-taker"): PERSON,
    (sheets.ATTENDANCE.name, "Seat"): SEAT,
    (sheets.ATTENDANCE.name, "Holder"): PERSON,
    (sheets.ATTENDANCE.name, "Deputy"): PERSON,
    (sheets.ATTENDANCE.name, "Other deputy: name"): PERSON,
}


def names_of_form(form: RecordForm) -> Iterator[tuple[str, str, UUID]]:
    """Yield the names in a form's workbook, each as kind (seat or person), name and id."""
    yield from ((SEAT, seat.short_name, seat.id) for seat in form.seats)
    yield from ((PERSON, person.label, person.id) for person in form.people)


def with_present_names(form: RecordForm, sheets_returned: Sheets) -> Sheets:
    """Return the sheets with each seat and person under their present name; all else stays as typed."""
    present_names = {(kind, id): name for kind, name, id in names_of_form(form)}

    held = _MORE | {
        (sheet.name, column.heading): _KINDS[column.choices]
        for sheet in (*sheets.SHEETS, *(ledger.sheet for ledger in registers.LEDGERS))
        for column in sheet.columns
        if isinstance(column.choices, str) and column.choices in _KINDS
    }

    def renamed(sheet: str, heading: str, cell: Cell) -> Cell:
        kind = held.get((sheet, heading), "")
        id = sheets_returned.names.get((kind, folded(cell.line)))
        return cell if id is None else Cell(cell.place, present_names.get((kind, id), cell.value))

    def row_now(sheet: str, row: Row) -> Row:
        return {heading: renamed(sheet, heading, cell) for heading, cell in row.items()}

    rows = {sheet: tuple(row_now(sheet, row) for row in rows) for sheet, rows in sheets_returned.rows.items()}
    return replace(sheets_returned, rows=rows)
