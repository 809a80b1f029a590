"""Reading a unit's own list of members, a row each, recognised by its headings in any order and wording."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Mapping, Sequence

from openpyxl import Workbook

from forum.members.list_doubts import (
    NO_ANSWERS,
    Doubt,
    ListAnswers,
    heads_leavers,
    is_name_alone,
    is_vacant,
    names_several,
)
from forum.members.members_list import (
    MOST_PEOPLE,
    AppointmentEntry,
    ListReading,
    MembersList,
    PersonEntry,
    seat_by_name,
)
from forum.members.membership import Role, Seat
from forum.text.cell_reader import Cell
from forum.text.checks import folded
from tasks.documents.members.list_table import Table, aliases, find_table, sheets_with_a_list
from tasks.documents.members.row_doubts import RowDoubts
from tasks.documents.members.workbook import MembersReader

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
_ROLES = {folded(word): role for role, words in ROLES.items() for word in words}


def read_simple_list(
    workbook: Workbook, where: str, seats: tuple[Seat, ...], today: dt.date, answers: ListAnswers = NO_ANSWERS
) -> tuple[MembersList, list[str]]:
    """Read people and appointments from the list, with a sentence for every cell that is wrong or unclear.

    Vacant rows and rows that only head a section are understood. Entries in doubt are read by a person's
    ``answers``, and left out until there is one; nobody is read while a sheet is to be chosen. Raises Problem
    when no list is recognised.
    """
    titles = sheets_with_a_list(workbook)
    if len(titles) > 1:
        if answers.sheet not in titles:
            reading = ListReading(sheets_to_choose=titles)
            return MembersList(people=(), appointments=(), roles=frozenset(), reading=reading), []
        titles = (answers.sheet,)
    table = find_table(workbook, where, titles)
    return _ListReader(table, seats, today, answers).read()


class _ListReader:
    def __init__(self, table: Table, seats: tuple[Seat, ...], today: dt.date, answers: ListAnswers) -> None:
        self.table = table
        self.seats = seats
        self.answers = answers
        self.row_doubts = RowDoubts(table, today)
        self.doubts: list[Doubt] = []
        self.left_out: list[str] = []
        self.read_cells = MembersReader((), today)
        self.people: dict[str, PersonEntry] = {}
        self.clashes: list[PersonEntry] = []
        self.appointments: list[AppointmentEntry] = []
        self.section: Role | None = None
        self.leavers = ""
        """The heading of people who have left, while rows stand under it."""
        self.listed = {Role.CORE, *([Role.DEPUTY] if "deputy" in table.columns else [])}
        self.has_roles = "role" in table.columns and self._column_has_roles()

    def read(self) -> tuple[MembersList, list[str]]:
        for row in range(self.table.top + 1, self.table.sheet.max_row + 1):
            if not self._is_heading_or_empty(row):
                self._row(row)
            if len(self.people) > MOST_PEOPLE or len(self.read_cells.faults) > MOST_PEOPLE:
                self._fault(
                    f"{self.table.sheet.title}, row {row}",
                    f"what follows was not read: a list has at most {MOST_PEOPLE} people.",
                )
                break
        members = MembersList(
            people=(*self.people.values(), *self.clashes),
            appointments=tuple(entry for entry in self.appointments if folded(entry.person) in self.people),
            roles=frozenset(self.listed),
            reading=ListReading(
                sheet=self.table.in_words,
                sheets_not_read=self.table.sheets_not_read,
                columns_not_read=self.table.not_read,
                left_out=tuple(self.left_out),
                doubts=tuple(self.doubts),
            ),
        )
        if not self.appointments and not self.read_cells.faults and not self.doubts:
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
        if len(filled) != 1:
            return not filled
        heading = filled[0].line.rstrip(":")
        if folded(heading) in _ROLES:
            self.section, self.leavers = _ROLES[folded(heading)], ""
            return True
        if heads_leavers(heading) and seat_by_name(self.seats, heading) is None:
            self.leavers = heading
            return True
        return False

    def _row(self, row: int) -> None:
        roles = self._roles(row)
        self.listed.update(role for role in roles if role is not None)
        if self._is_left_out(self.row_doubts.about_row(row, self.leavers)):
            return
        cell = self.table.cell
        organisation, seat = self.read_cells.words(cell(row, "seat")), ""
        if not self._is_left_out(self.row_doubts.about_member(row)):
            seat = self._member(row, roles, organisation)
        if not self._is_left_out(self.row_doubts.about_deputy(row)):
            self._deputy(row, seat or organisation, organisation)

    def _is_left_out(self, doubt: Doubt | None) -> bool:
        """Tell whether an entry is left out: by a person's answer to the doubt, and until there is one."""
        if doubt is None:
            return False
        answer = self.answers.yes.get(doubt.place)
        if answer is None:
            self.doubts.append(doubt)
        elif answer:
            self.left_out.append(f"{doubt.place}: {doubt.words}")
        return answer is not False

    def _member(self, row: int, roles: Sequence[Role | None], organisation: str) -> str:
        """Add the member in a row, and return the seat."""
        cell = self.table.cell
        if None in roles:
            self._fault(
                cell(row, "role").place,
                f"“{cell(row, 'role').line}” is not a role. Roles: {', '.join(role.value for role in Role)}.",
            )
        known_roles = [role for role in roles if role is not None]
        seat = self._seat(row, organisation) if any(role in SEATED for role in known_roles) else ""
        faults = len(self.read_cells.faults)
        name = self._name(row)
        if name:
            self._add_person(row, name, "", self._details(row, "", organisation))
            self._appoint(row, name, known_roles, seat)
        elif len(self.read_cells.faults) == faults and not is_vacant(cell(row, "email").line):
            typed = self._name_cell(row)
            fault = (
                f"“{typed.line}” is no name; give the name" if typed.line else "the name is missing; give it"
            )
            self._fault(typed.place, f"{fault}, or empty the address if the place is vacant.")
        return seat

    def _deputy(self, row: int, seat: str, organisation: str) -> None:
        cell = self.table.cell(row, "deputy")
        if deputy := self._person_named(cell):
            self._add_person(row, deputy, "deputy ", self._details(row, "deputy ", organisation))
            self._add_appointment(cell.place, cell.place, deputy, Role.DEPUTY, seat, None)

    def _name_cell(self, row: int) -> Cell:
        return self.table.cell(row, "name" if "name" in self.table.columns else "surname")

    def _name(self, row: int) -> str:
        return " ".join(name for cell in self.table.names(row) if (name := self._person_named(cell)))

    def _person_named(self, cell: Cell) -> str:
        """Return the one person named in a cell, "" when it is vacant or faulty."""
        name = self.read_cells.name(cell)
        if is_vacant(name):
            return ""
        if names_several(cell.text):
            self._fault(cell.place, "several people in one cell; give each a separate row.")
            return ""
        if not is_name_alone(name):
            self._fault(cell.place, "more than a name; give the name of the member alone.")
            return ""
        return name

    def _roles(self, row: int) -> list[Role | None]:
        """Return the roles of a row, None for words that are none."""
        cell = self.table.cell(row, "role")
        if not self.has_roles or not cell.line:
            return [self.section or Role.CORE]
        return [_ROLES.get(folded(part)) for part in _parts(cell.line)]

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
            field: self.read_cells.words(self.table.cell(row, prefix + column))
            for column, field in columns.items()
        }
        details["organisation"] = organisation
        if not prefix and not self.has_roles:
            details["job_title"] = self.read_cells.words(self.table.cell(row, "role")) or details["job_title"]
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

    def _appoint(self, row: int, name: str, roles: Sequence[Role], seat: str) -> None:
        first_cell = self.table.cell(row, "from")
        first = self.read_cells.date(first_cell)
        place, seat_place = self._name_cell(row).place, self.table.cell(row, "seat").place
        for role in roles:
            self._add_appointment(
                place,
                seat_place,
                name,
                role,
                seat if role in SEATED else "",
                first,
                first_place=first_cell.place if first else place,
            )

    def _add_appointment(
        self,
        place: str,
        seat_place: str,
        name: str,
        role: Role,
        seat: str,
        first: dt.date | None,
        *,
        first_place: str = "",
    ) -> None:
        at = {"person": place, "seat": seat_place, "first": first_place or place, "deputises_for": place}
        if seat or role not in SEATED:
            self.appointments.append(AppointmentEntry(at, name, role, seat, first, None))


def _parts(text: str) -> Iterator[str]:
    """Yield the roles written in one cell: "Chair and core member", "Chair / member"."""
    return (part.strip() for part in re.split(r",|/|;|&|\band\b", text) if part.strip())
