"""Reading a unit's own list of members, a row each, recognised by its headings in any order and wording."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Mapping

from openpyxl import Workbook

from forum.members.members_list import MOST_PEOPLE, AppointmentEntry, MembersList, PersonEntry, seat_by_name
from forum.members.membership import Role, Seat
from forum.text.checks import folded
from tasks.documents.members.list_table import Table, aliases, find_table
from tasks.documents.members.workbook import CellReader
from tasks.documents.workbooks.reading import Cell

LONGEST_LIKE = 120  # characters that are compared with the names of seats


ROLES: Mapping[Role, tuple[str, ...]] = {
    Role.CHAIR: aliases("chair, chairman, chairperson, chairwoman"),
    Role.DEPUTY_CHAIR: aliases("deputy chair, vice chair, vice-chair"),
    Role.CORE: aliases("core member, core members, core, member, members, representative"),
    Role.DEPUTY: aliases("deputy, deputies, named deputy, alternate, substitute"),
    Role.CO_OPTED: aliases("co-opted, co-opted member, co-opted members, coopted, coopted member"),
    Role.UNIT: aliases("business unit, unit, minute taker, minute-taker, minutes, administrator, admin"),
    Role.BOARD_SECRETARY: aliases("board secretary"),
}
SEATED = (Role.CORE, Role.DEPUTY)
VACANT = ("vacant", "vacancy", "tbc", "tba", "to be confirmed", "to be appointed", "-", "n/a", "none")
_ROLES = {folded(word): role for role, words in ROLES.items() for word in words}


def read_simple_list(
    workbook: Workbook, where: str, seats: tuple[Seat, ...], today: dt.date
) -> tuple[MembersList, list[str]]:
    """Read people and appointments from the list, with a sentence for every cell that is wrong or unclear.

    Vacant rows and rows that only head a section are understood. Raises Problem when no list is recognised.
    """
    table = find_table(workbook, where)
    return _ListReader(table, seats, today).read()


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
