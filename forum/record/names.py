"""Seats and people in a record under the names they have by now: the workbook that comes back keeps what each
of its names stood for when it was written (own rule)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from forum.record import sheets
from forum.record.record import RecordForm, Sheets
from forum.text.cell_reader import Cell, Row, cell_text
from forum.text.checks import folded

SEAT, PERSON = "seat", "person"
_HELD = {
    (sheets.MEETING.name, "Chaired by"): PERSON,
    (sheets.MEETING.name, "Minute-taker"): PERSON,
    (sheets.ATTENDANCE.name, "Seat"): SEAT,
    (sheets.ATTENDANCE.name, "Holder"): PERSON,
    (sheets.ATTENDANCE.name, "Deputy"): PERSON,
    (sheets.ATTENDANCE.name, "Other deputy: name"): PERSON,
    (sheets.OTHERS.name, "Name"): PERSON,
    (sheets.INTERESTS.name, "Person"): PERSON,
    (sheets.ACTIONS.name, "Owner"): PERSON,
    (sheets.ACTIONS.name, "Seat"): SEAT,
}


def names_in(form: RecordForm) -> Iterator[tuple[str, str, UUID]]:
    """The names that a workbook is written with, each with what it is the name of."""
    yield from ((SEAT, seat.short_name, seat.id) for seat in form.seats)
    yield from ((PERSON, person.label, person.id) for person in form.people)


def as_named_now(form: RecordForm, found: Sheets) -> Sheets:
    """The sheets with each seat and person under the name they have now; what else was typed stays."""
    now = {(kind, id): name for kind, name, id in names_in(form)}

    def renamed(sheet: str, heading: str, cell: Cell) -> Cell:
        kind = _HELD.get((sheet, heading), "")
        meant = found.names.get((kind, folded(cell_text(cell))))
        return cell if meant is None else Cell(cell.place, now.get((kind, meant), cell.value))

    def row_now(sheet: str, row: Row) -> Row:
        return {heading: renamed(sheet, heading, cell) for heading, cell in row.items()}

    rows = {sheet: tuple(row_now(sheet, row) for row in rows) for sheet, rows in found.rows.items()}
    return replace(found, rows=rows)
