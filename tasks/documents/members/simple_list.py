"""Reading a unit's own list of members, a row each, recognised by its headings in any order and wording."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from forum.members.members_list import MOST_PEOPLE, AppointmentEntry, MembersList, PersonEntry, seat_by_name
from forum.members.membership import Role, Seat
from forum.text.checks import folded
from forum.text.problem import Problem
from tasks.documents.members.workbook import CellReader
from tasks.documents.workbooks.reading import Cell, heading_key, read_cell

LONGEST_LIKE = 120  # characters that are compared with the names of seats


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": _words(
        "name, full name, member, member name, core member, representative, contact name, "
        "contact, name of representative, name of member, lead, nominee"
    ),
    "first name": _words("first name, forename, given name"),
    "surname": _words("surname, last name, family name"),
    "seat": _words(
        "agency, organisation, organization, representing, seat, partner, partner agency, "
        "service, agency / organisation, organisation / agency, body, department, sector"
    ),
    "job title": _words("job title, title, position, post, post title, designation, job role"),
    "role": _words(
        "role, role on group, role in group, role on the group, membership, membership type, capacity"
    ),
    "email": _words("email, e-mail, email address, e-mail address, contact email, send-to address, mail"),
    "phone": _words("phone, telephone, tel, tel no, mobile, phone number, telephone number, contact number"),
    "pa": _words("pa, pa contact, pa / secretary, secretary, admin contact"),
    "from": _words("from, since, start, start date, member from, member since, joined, date joined"),
    "deputy": _words("deputy, deputy name, named deputy, name of deputy, alternate, substitute"),
    "deputy email": _words(
        "deputy email, deputy e-mail, deputy email address, deputy's email, email of deputy, email (deputy)"
    ),
    "deputy job title": _words("deputy job title, deputy title, deputy position, deputy post"),
    "deputy phone": _words("deputy phone, deputy telephone, deputy tel, deputy mobile"),
}
ROLES: Mapping[Role, tuple[str, ...]] = {
    Role.CHAIR: _words("chair, chairman, chairperson, chairwoman"),
    Role.DEPUTY_CHAIR: _words("deputy chair, vice chair, vice-chair"),
    Role.CORE: _words("core member, core members, core, member, members, representative"),
    Role.DEPUTY: _words("deputy, deputies, named deputy, alternate, substitute"),
    Role.CO_OPTED: _words("co-opted, co-opted member, co-opted members, coopted, coopted member"),
    Role.UNIT: _words("business unit, unit, minute taker, minute-taker, minutes, administrator, admin"),
    Role.BOARD_SECRETARY: _words("board secretary"),
}
SEATED = (Role.CORE, Role.DEPUTY)
VACANT = ("vacant", "vacancy", "tbc", "tba", "to be confirmed", "to be appointed", "-", "n/a", "none")
WHOLE_LIST = (
    "Use these headings: Organisation, Name, Email (and, as you need them, Job title, Role, Phone, "
    "From, Deputy, Deputy email), or start from: mase register template."
)
_FIELDS = {heading_key(alias): field for field, aliases in HEADINGS.items() for alias in aliases}
_ROLES = {folded(word): role for role, words in ROLES.items() for word in words}
_LOOK_IN_ROWS = 20


@dataclass(frozen=True)
class Table:
    """The place of the list: its sheet, its row of headings, and the column of each field."""

    sheet: Worksheet
    top: int
    columns: Mapping[str, int]
    not_read: tuple[str, ...]

    def cell(self, row: int, field: str) -> Cell:
        if field in self.columns:
            return read_cell(self.sheet, row, self.columns[field])
        return Cell(f"{self.sheet.title}, row {row}", "")


def read_simple_list(
    workbook: Workbook, where: str, seats: tuple[Seat, ...], today: dt.date
) -> tuple[MembersList, list[str]]:
    """Read people and appointments from the list, with a sentence for every cell that is wrong or unclear.

    Vacant rows and rows that only head a section are understood. Raises Problem when no list is recognised.
    """
    table = _find_table(workbook, where)
    return _ListReader(table, seats, today).read()


def _find_table(workbook: Workbook, where: str) -> Table:
    tops = [
        (len(_fields(sheet, row)), sheet, row)
        for sheet in workbook.worksheets
        if sheet.sheet_state == "visible"
        for row in range(1, min(sheet.max_row, _LOOK_IN_ROWS) + 1)
    ]
    most = max((score for score, _, _ in tops), default=0)
    if most < 2:
        raise Problem(f"{where}: no row of headings was recognised. {WHOLE_LIST}")
    _, sheet, top = next(row for row in tops if row[0] == most)
    return _checked(sheet, top, where)


def _fields(sheet: Worksheet, row: int) -> set[str]:
    keys = (heading_key(cell.value) for cell in sheet[row] if cell.value is not None)
    return {_FIELDS[key] for key in keys if key in _FIELDS}


def _checked(sheet: Worksheet, top: int, where: str) -> Table:
    columns: dict[str, int] = {}
    unclear: list[str] = []
    not_read: list[str] = []
    for cell in sheet[top]:
        if cell.value is None or cell.column is None:
            continue
        field = _FIELDS.get(heading_key(cell.value))
        if field is None:
            not_read.append(f"“{cell.value}” ({sheet.title}, cell {cell.coordinate})")
        elif field in columns:
            first = read_cell(sheet, top, columns[field]).place
            unclear.append(
                f"{sheet.title}, cell {cell.coordinate}: “{cell.value}” and the heading in {first} both look "
                f"like the {field}. Rename the one that is not."
            )
        else:
            columns[field] = cell.column
    has_names = "name" in columns or {"first name", "surname"} <= columns.keys()
    lacking = [
        field
        for field, there in (("name", has_names), ("email", "email" in columns), ("seat", "seat" in columns))
        if not there
    ]
    if lacking:
        candidates = f" Columns not understood: {', '.join(not_read)}." if not_read else ""
        words = {"name": "Name", "email": "Email", "seat": "Organisation"}
        unclear += [
            f"{sheet.title}, row {top}: which column is “{words[field]}”? Give it that heading.{candidates}"
            for field in lacking
        ]
    if unclear:
        raise Problem(f"{where} is not clear yet; nothing has been changed.", unclear)
    return Table(sheet, top, columns, tuple(not_read))


class _ListReader:
    def __init__(self, table: Table, seats: tuple[Seat, ...], today: dt.date) -> None:
        self.table = table
        self.seats = seats
        self.read_cells = CellReader(today)
        self.people: dict[str, PersonEntry] = {}
        self.clashes: list[PersonEntry] = []
        self.appointments: list[AppointmentEntry] = []
        self.section: Role | None = None
        self.has_roles = "role" in table.columns and self._column_has_roles()

    def read(self) -> tuple[MembersList, list[str]]:
        for row in range(self.table.top + 1, self.table.sheet.max_row + 1):
            if not self._is_heading_or_empty(row):
                self._member(row)
            if len(self.people) > MOST_PEOPLE or len(self.read_cells.faults) > MOST_PEOPLE:
                self._fault(
                    f"{self.table.sheet.title}, row {row}",
                    f"what follows was not read: a list has at most {MOST_PEOPLE} people.",
                )
                break
        listed = {appointment.role for appointment in self.appointments}
        also = {Role.DEPUTY} if "deputy" in self.table.columns else set()
        members = MembersList(
            people=(*self.people.values(), *self.clashes),
            appointments=tuple(entry for entry in self.appointments if folded(entry.person) in self.people),
            roles=frozenset({Role.CORE, *listed, *also}),
            not_read=self.table.not_read,
        )
        if not self.appointments and not self.read_cells.faults:
            self._fault(f"{self.table.sheet.title}, row {self.table.top + 1}", "there is nobody in the list.")
        return members, self.read_cells.faults

    def _fault(self, place: str, words: str) -> None:
        self.read_cells.faults.append(f"{place}: {words}")

    def _column_has_roles(self) -> bool:
        """Tell whether the column "Role" has roles in the group rather than job titles, by its cells."""
        rows = range(self.table.top + 1, self.table.sheet.max_row + 1)
        texts = [text for row in rows if (text := self.table.cell(row, "role").line)]
        known = [text for text in texts if any(folded(part) in _ROLES for part in _parts(text))]
        return "job title" in self.table.columns or 2 * len(known) > len(texts)

    def _is_heading_or_empty(self, row: int) -> bool:
        filled = [cell for field in self.table.columns if (cell := self.table.cell(row, field)).value != ""]
        if len(filled) == 1 and folded(filled[0].line.rstrip(":")) in _ROLES:
            self.section = _ROLES[folded(filled[0].line.rstrip(":"))]
            return True
        return not filled

    def _member(self, row: int) -> None:
        cell = self.table.cell
        organisation = self.read_cells.line(cell(row, "seat"))
        roles = self._roles(row)
        seat = self._seat(row, organisation) if any(role in SEATED for role in roles) else ""
        faults = len(self.read_cells.faults)
        name = self._name(row)
        if name:
            self._add_person(row, name, "", self._details(row, "", organisation))
            self._appoint(row, name, roles, seat)
        elif len(self.read_cells.faults) == faults and folded(cell(row, "email").line) not in ("", *VACANT):
            typed = self._name_cell(row)
            fault = (
                f"“{typed.line}” is no name; give the name" if typed.line else "the name is missing; give it"
            )
            self._fault(typed.place, f"{fault}, or empty the address if the place is vacant.")
        if deputy := self._person_named(cell(row, "deputy")):
            place = cell(row, "deputy").place
            self._add_person(row, deputy, "deputy ", self._details(row, "deputy ", organisation))
            self._add_appointment(place, place, deputy, Role.DEPUTY, seat or organisation, None)

    def _name_cell(self, row: int) -> Cell:
        return self.table.cell(row, "name" if "name" in self.table.columns else "surname")

    def _name(self, row: int) -> str:
        if "name" in self.table.columns:
            return self._person_named(self.table.cell(row, "name"))
        parts = (self.read_cells.name(self.table.cell(row, field)) for field in ("first name", "surname"))
        name = " ".join(part for part in parts if part)
        return "" if folded(name) in VACANT else name

    def _person_named(self, cell: Cell) -> str:
        """Return the one person named in a cell, "" when vacant."""
        name = self.read_cells.name(cell)
        if folded(name) in VACANT:
            return ""
        if re.search(r"[;\n]| / ", cell.text):
            self._fault(cell.place, "several people in one cell; give each a row of their own.")
        return name

    def _roles(self, row: int) -> list[Role]:
        cell = self.table.cell(row, "role")
        if not self.has_roles or not cell.line:
            return [self.section or Role.CORE]
        roles = [_ROLES.get(folded(part)) for part in _parts(cell.line)]
        if None in roles:
            self._fault(
                cell.place, f"“{cell.line}” is not a role. Roles: {', '.join(role.value for role in Role)}."
            )
        return [role for role in roles if role is not None]

    def _seat(self, row: int, organisation: str) -> str:
        cell = self.table.cell(row, "seat")
        seat = seat_by_name(self.seats, organisation)
        if seat is not None:
            return seat.name
        names = {
            folded(name): seat.name
            for seat in self.seats
            for name in (seat.name, seat.present_name, seat.short_name)
        }
        near = difflib.get_close_matches(folded(organisation)[:LONGEST_LIKE], names, n=1, cutoff=0.5)
        hint = f" Did you mean “{names[near[0]]}”?" if near else ""
        fault = f"“{organisation}” is none of the seats" if organisation else "the organisation is missing"
        self._fault(cell.place, f"{fault}.{hint} They are: {'; '.join(seat.name for seat in self.seats)}.")
        return ""

    def _details(self, row: int, prefix: str, organisation: str) -> dict[str, str | dt.date | None]:
        """Return a person's details in a row, without those whose cells are empty."""
        columns = {"job title": "job_title", "phone": "phone", "pa": "pa"}
        details = {
            field: self.read_cells.line(self.table.cell(row, prefix + column))
            for column, field in columns.items()
        }
        details["organisation"] = organisation
        if not prefix and not self.has_roles:
            details["job_title"] = self.read_cells.line(self.table.cell(row, "role")) or details["job_title"]
        return {field: words for field, words in details.items() if words}

    def _add_person(
        self, row: int, name: str, prefix: str, details: Mapping[str, str | dt.date | None]
    ) -> None:
        cell = self.table.cell(row, prefix + "email")
        name_cell = self.table.cell(row, "deputy") if prefix else self._name_cell(row)
        email = self.read_cells.address(cell)
        if not cell.text and folded(name) not in self.people:
            self._fault(
                cell.place,
                f"{name} has no address to write to; give one under “{(prefix + 'email').capitalize()}”.",
            )
            return
        entry = PersonEntry(
            {"name": name_cell.place, "send_to": cell.place}, None, name, email, None, details
        )
        known = self.people.setdefault(folded(name), entry)
        if email and known.send_to != email:
            self.clashes.append(entry)

    def _appoint(self, row: int, name: str, roles: list[Role], seat: str) -> None:
        first = self.read_cells.date(self.table.cell(row, "from"))
        for role in roles:
            place, seat_place = self._name_cell(row).place, self.table.cell(row, "seat").place
            self._add_appointment(place, seat_place, name, role, seat if role in SEATED else "", first)

    def _add_appointment(
        self, place: str, seat_place: str, name: str, role: Role, seat: str, first: dt.date | None
    ) -> None:
        at = {"person": place, "seat": seat_place, "first": place, "deputises_for": place}
        if seat or role not in SEATED:
            self.appointments.append(AppointmentEntry(at, name, role, seat, first, None))


def _parts(text: str) -> Iterator[str]:
    """Yield the roles written in one cell: "Chair and core member", "Chair / member"."""
    return (part.strip() for part in re.split(r",|/|;|&|\band\b", text) if part.strip())
