"""Writing the members' workbook for the unit, and reading it back: Seats, People, Appointments, Cover and
Help."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from openpyxl import Workbook

from forum.members.members_list import (
    AppointmentEntry,
    CoverEntry,
    ListReading,
    MembersList,
    PersonEntry,
    SeatEntry,
)
from forum.members.membership import PapersFor, Role
from forum.text.cells import Cell, CellReader, Row
from forum.text.problem import Problem
from tasks.documents.members.columns import DATES, DETAILS, HELP, SHEETS
from tasks.documents.workbooks.layout import CHOICES_SHEET, HELP_SHEET, write_workbook
from tasks.documents.workbooks.reading import is_struck_through, read_table, sheet_of, sheets_but

_NAMES = tuple(sheet.name for sheet in SHEETS)


def write_members(rows: Mapping[str, Iterable[Sequence[Any]]], title: str, marking: str) -> bytes:
    """Write the workbook with these rows on its sheets, each row in the order of its columns."""
    tables = ((sheet, rows.get(sheet.name, ())) for sheet in SHEETS)
    return write_workbook(title, *tables, marking=marking, help=HELP)


def is_members_workbook(workbook: Workbook) -> bool:
    """Tell whether the workbook has any of our sheets, and is not a list of the unit's own."""
    titles = {sheet.title.strip().lower() for sheet in workbook.worksheets}
    return any(title.lower() in titles for title in ("People", "Appointments"))


def read_members(workbook: Workbook, where: str, today: dt.date) -> tuple[MembersList, list[str]]:
    """Read the workbook, with a sentence for every cell that can't be read.

    ``today`` places a date written without its year. Raises Problem when a sheet or a column is missing.
    """
    tables = _tables(workbook, where)
    read = MembersReader((), today)
    members = MembersList(
        seats=tuple(_seat(read, row) for row in tables["Seats"]),
        people=tuple(_person(read, row) for row in tables["People"]),
        appointments=tuple(read.faultless(_appointment, tables["Appointments"])),
        covers=tuple(read.faultless(_cover, tables["Cover"])),
        roles=frozenset(Role),
        reading=ListReading(sheets_not_read=sheets_but(workbook, *_NAMES, HELP_SHEET, CHOICES_SHEET)),
    )
    faults_of_list = (
        [] if members.people else ["People: nobody is in the list; it needs at least one person."]
    )
    return members, [*faults_of_list, *_struck_through(workbook), *read.faults]


def _struck_through(workbook: Workbook) -> Iterator[str]:
    """Yield a fault for each row of people and appointments that is struck through: it says no last day."""
    _, people, appointments, _ = SHEETS
    for of_people in (people, appointments):
        sheet = sheet_of(workbook, of_people.name, "")
        for row in range(2, sheet.max_row + 1):
            if any(is_struck_through(sheet, row, at) for at, _ in enumerate(of_people.columns, start=1)):
                yield (
                    f"{sheet.title}, row {row}: struck through. Whoever leaves has a last day under To on "
                    "the sheet Appointments; give it there, and take the line off."
                )


def _tables(workbook: Workbook, where: str) -> dict[str, tuple[Row, ...]]:
    """Return the rows of each sheet. Problem with every sheet and heading that is missing."""
    tables, missing = {}, []
    for sheet in SHEETS:
        try:
            tables[sheet.name] = read_table(sheet_of(workbook, sheet.name, where), sheet.headings, where)
        except Problem as problem:
            missing.append(problem.sentence)
    if missing:
        raise Problem(f"{where} can’t be taken as it is; nothing has been changed.", missing)
    return tables


Entry = TypeVar("Entry")


class MembersReader(CellReader):
    """Reads the cells of a list of members; an unreadable cell counts as empty."""

    def faultless(self, make: Callable[[MembersReader, Row], Entry], rows: Iterable[Row]) -> Iterable[Entry]:
        """Yield the entry of each row without faults."""
        for row in rows:
            before = len(self.faults)
            entry = make(self, row)
            if len(self.faults) == before:
                yield entry

    def addresses(self, cell: Cell) -> tuple[str, ...]:
        """Read several addresses with ; between them."""
        parts = [part for part in cell.text.replace("\n", ";").split(";") if part.strip()]
        addresses = (self.address(Cell(cell.place, part)) for part in parts)
        return tuple(dict.fromkeys(address for address in addresses if address))

    def id(self, cell: Cell) -> UUID | None:
        """Read the id of a row of the register; None for a new row."""
        try:
            return UUID(cell.line) if cell.line else None
        except ValueError:
            self.fault(cell, "an id of the register, as it was exported")
            return None


def _at(row: Row, **columns: str) -> dict[str, str]:
    return {key: row[heading].place for key, heading in columns.items()}


def _seat(read: MembersReader, row: Row) -> SeatEntry:
    name = read.words(row["Name in the terms of reference"], "the name")
    return SeatEntry(
        at=_at(
            row,
            id="Id",
            name="Name in the terms of reference",
            present_name="Present name",
            short_name="Short name",
            first="From",
            last="To",
            state="Vacant / abolished",
            escalation_contact="Escalation contact",
        ),
        id=read.id(row["Id"]),
        name=name,
        present_name=read.words(row["Present name"]) or name,
        short_name=read.words(row["Short name"]) or name,
        first=read.date(row["From"]),
        last=read.date(row["To"]),
        state=read.choice(row["Vacant / abolished"], ("vacant", "abolished")),
        escalation_contact=read.words(row["Escalation contact"]),
    )


def _person(read: MembersReader, row: Row) -> PersonEntry:
    return PersonEntry(
        at=_at(row, id="Id", name="Name", send_to="Send-to address"),
        id=read.id(row["Id"]),
        name=read.name(row["Name"], "the name"),
        send_to=read.address(row["Send-to address"]),
        reply_from=read.addresses(row["Addresses they may reply from"]),
        details={
            field: read.date(row[heading]) if heading in DATES else read.words(row[heading])
            for heading, field in DETAILS.items()
        },
    )


def _appointment(read: MembersReader, row: Row) -> AppointmentEntry:
    role = read.choice(row["Role"], Role, needed=True)
    papers = read.choice(row["Papers"], PapersFor)
    return AppointmentEntry(
        at=_at(row, person="Person", seat="Seat", first="From", last="To", deputises_for="Deputises for"),
        person=read.words(row["Person"], "the person"),
        role=Role(role) if role else Role.CO_OPTED,
        seat=read.words(row["Seat"]),
        first=read.date(row["From"]),
        last=read.date(row["To"]),
        deputises_for=read.words(row["Deputises for"]),
        papers=PapersFor(papers) if papers else None,
        part_two=read.yes(row["Part 2"]),
    )


def _cover(read: MembersReader, row: Row) -> CoverEntry:
    return CoverEntry(
        at=_at(row, person="Person", covered_by="Covered by", first="From", last="To"),
        person=read.words(row["Person"], "the person"),
        covered_by=read.words(row["Covered by"], "who covers"),
        first=read.date(row["From"], needed=True) or dt.date.min,
        last=read.date(row["To"], needed=True) or dt.date.max,
    )
