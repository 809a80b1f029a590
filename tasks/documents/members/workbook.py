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
from forum.text.addresses import checked_address
from forum.text.cell_values import A_DATE, parse_date
from forum.text.checks import checked_line
from forum.text.names_of_people import checked_name
from forum.text.problem import Problem
from tasks.documents.members.columns import COLUMNS, DATES, DETAILS, HELP, SHEETS
from tasks.documents.workbooks.layout import (
    CHOICES_SHEET,
    HELP_SHEET,
    add_help,
    add_table,
    mark_all,
    new_workbook,
    workbook_bytes,
)
from tasks.documents.workbooks.reading import Cell, Row, is_struck_through, read_table, sheet_of, sheets_but


def write_members(rows: Mapping[str, Iterable[Sequence[Any]]], title: str, marking: str) -> bytes:
    """Write the workbook with these rows on its sheets, each row in the order of ``COLUMNS``."""
    workbook = new_workbook(title)
    for sheet in SHEETS:
        add_table(workbook, sheet, COLUMNS[sheet], rows.get(sheet, ()), spare=20 if sheet != "Seats" else 5)
    add_help(workbook, title, HELP)
    mark_all(workbook, marking, title)
    return workbook_bytes(workbook)


def is_members_workbook(workbook: Workbook) -> bool:
    """Tell whether the workbook has any of our sheets, and is not a list of the unit's own."""
    titles = {sheet.title.strip().lower() for sheet in workbook.worksheets}
    return any(title.lower() in titles for title in ("People", "Appointments"))


def read_members(workbook: Workbook, where: str, today: dt.date) -> tuple[MembersList, list[str]]:
    """Read the workbook, with a sentence for every cell that can't be read.

    ``today`` places a date written without its year. Raises Problem when a sheet or a column is missing.
    """
    tables = _tables(workbook, where)
    read = CellReader(today)
    members = MembersList(
        seats=tuple(_seat(read, row) for row in tables["Seats"]),
        people=tuple(_person(read, row) for row in tables["People"]),
        appointments=tuple(read.faultless(_appointment, tables["Appointments"])),
        covers=tuple(read.faultless(_cover, tables["Cover"])),
        roles=frozenset(Role),
        reading=ListReading(sheets_not_read=sheets_but(workbook, *SHEETS, HELP_SHEET, CHOICES_SHEET)),
    )
    faults_of_list = (
        [] if members.people else ["People: nobody is in the list; it needs at least one person."]
    )
    return members, [*faults_of_list, *_struck_through(workbook), *read.faults]


def _struck_through(workbook: Workbook) -> Iterator[str]:
    """Yield a fault for each row of people and appointments that is struck through: it says no last day."""
    for title in ("People", "Appointments"):
        sheet = sheet_of(workbook, title, "")
        for row in range(2, sheet.max_row + 1):
            if any(is_struck_through(sheet, row, column) for column in range(1, len(COLUMNS[title]) + 1)):
                yield (
                    f"{sheet.title}, row {row}: struck through. Whoever leaves has a last day under To on "
                    "the sheet Appointments; give it there, and take the line off."
                )


def _tables(workbook: Workbook, where: str) -> dict[str, list[Row]]:
    """Return the rows of each sheet. Problem with every sheet and heading that is missing."""
    tables, missing = {}, []
    for title in SHEETS:
        headings = [column.heading for column in COLUMNS[title]]
        try:
            tables[title] = read_table(sheet_of(workbook, title, where), headings, where)
        except Problem as problem:
            missing.append(problem.sentence)
    if missing:
        raise Problem(f"{where} can’t be taken as it is; nothing has been changed.", missing)
    return tables


Entry = TypeVar("Entry")


class CellReader:
    """Reads cells and collects every fault; an unreadable cell counts as empty."""

    def __init__(self, today: dt.date) -> None:
        self.faults: list[str] = []
        self.today = today

    def faultless(self, make: Callable[[CellReader, Row], Entry], rows: Iterable[Row]) -> Iterable[Entry]:
        """Yield the entry of each row without faults."""
        for row in rows:
            before = len(self.faults)
            entry = make(self, row)
            if len(self.faults) == before:
                yield entry

    def line(self, cell: Cell, needed: str = "") -> str:
        """Read one line of text; ``needed`` names what is missing when the cell is empty."""
        if isinstance(cell.value, (dt.date, dt.time)):
            self.faults.append(f"{cell.place}: holds a date or time where text is wanted; type it as text.")
            return ""
        if needed and not cell.line:
            self.faults.append(f"{cell.place}: {needed} is missing.")
        return self._checked(lambda: checked_line(cell.line, cell.place), "")

    def name(self, cell: Cell, needed: str = "") -> str:
        """Read a person's name; ``needed`` names what is missing when the cell is empty."""
        before, name = len(self.faults), self.line(cell, needed)
        if len(self.faults) > before:
            return name
        return self._checked(lambda: checked_name(name, cell.place), "")

    def date(self, cell: Cell, needed: str = "") -> dt.date | None:
        """Read a date; ``needed`` names what is missing when the cell is empty."""
        if cell.value == "":
            if needed:
                self.faults.append(f"{cell.place}: {needed} is missing.")
            return None
        date = parse_date(cell.value, self.today)
        if date is None or not 1990 <= date.year <= 2100:
            self.faults.append(f"{cell.place}: “{cell.line}” is not {A_DATE}.")
            return None
        return date

    def choice(self, cell: Cell, choices: Sequence[str], needed: str = "") -> str:
        """Read one of these choices, in any capitals; ``needed`` names what is missing when the cell is
        empty."""
        text = self.line(cell, needed).lower()
        if text and text not in choices:
            self.faults.append(f"{cell.place}: “{cell.line}” is not one of: {', '.join(choices)}.")
        return text if text in choices else ""

    def address(self, cell: Cell) -> str:
        """Read one address, or none."""
        if not cell.text:
            return ""

        def check() -> str:
            try:
                return checked_address(cell.text)
            except Problem as problem:
                raise Problem(f"{cell.place}: {problem.sentence}") from problem

        return self._checked(check, "")

    def addresses(self, cell: Cell) -> tuple[str, ...]:
        """Read several addresses with ; between them."""
        parts = [part for part in cell.text.replace("\n", ";").split(";") if part.strip()]
        addresses = (self.address(Cell(cell.place, part)) for part in parts)
        return tuple(dict.fromkeys(address for address in addresses if address))

    def id(self, cell: Cell) -> UUID | None:
        """Read the id of a row of the register; None for a new row."""

        def check() -> UUID | None:
            try:
                return UUID(cell.line) if cell.line else None
            except ValueError as error:
                raise Problem(f"{cell.place}: not an id of the register; leave it as exported.") from error

        return self._checked(check, None)

    def _checked(self, check: Callable[[], Entry], otherwise: Entry) -> Entry:
        try:
            return check()
        except Problem as problem:
            self.faults.append(problem.sentence)
            return otherwise


def _at(row: Row, **columns: str) -> dict[str, str]:
    return {key: row[heading].place for key, heading in columns.items()}


def _seat(read: CellReader, row: Row) -> SeatEntry:
    name = read.line(row["Name in the terms of reference"], "the name")
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
        present_name=read.line(row["Present name"]) or name,
        short_name=read.line(row["Short name"]) or name,
        first=read.date(row["From"]),
        last=read.date(row["To"]),
        state=read.choice(row["Vacant / abolished"], ("vacant", "abolished")),
        escalation_contact=read.line(row["Escalation contact"]),
    )


def _person(read: CellReader, row: Row) -> PersonEntry:
    return PersonEntry(
        at=_at(row, id="Id", name="Name", send_to="Send-to address"),
        id=read.id(row["Id"]),
        name=read.name(row["Name"], "the name"),
        send_to=read.address(row["Send-to address"]),
        reply_from=read.addresses(row["Addresses they may reply from"]),
        details={
            field: read.date(row[heading]) if heading in DATES else read.line(row[heading])
            for heading, field in DETAILS.items()
        },
    )


def _appointment(read: CellReader, row: Row) -> AppointmentEntry:
    role = read.choice(row["Role"], tuple(role.value for role in Role), "the role")
    papers = read.choice(row["Papers"], tuple(papers.value for papers in PapersFor))
    part_two = read.choice(row["Part 2"], ("yes", "no"))
    return AppointmentEntry(
        at=_at(row, person="Person", seat="Seat", first="From", last="To", deputises_for="Deputises for"),
        person=read.line(row["Person"], "the person"),
        role=Role(role) if role else Role.CO_OPTED,
        seat=read.line(row["Seat"]),
        first=read.date(row["From"]),
        last=read.date(row["To"]),
        deputises_for=read.line(row["Deputises for"]),
        papers=PapersFor(papers) if papers else None,
        part_two=part_two == "yes" if part_two else None,
    )


def _cover(read: CellReader, row: Row) -> CoverEntry:
    return CoverEntry(
        at=_at(row, person="Person", covered_by="Covered by", first="From", last="To"),
        person=read.line(row["Person"], "the person"),
        covered_by=read.line(row["Covered by"], "who covers"),
        first=read.date(row["From"], "the first day") or dt.date.min,
        last=read.date(row["To"], "the last day") or dt.date.max,
    )
