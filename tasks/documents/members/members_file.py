"""Reading a file with a list of members into values: the members' workbook, or a list of the unit's own.

Reading a unit's own list of members, in any shape, into people and appointments.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from forum.members.list_doubts import (
    NO_ANSWERS,
    Doubt,
    ListAnswers,
    is_name_alone,
    may_be_vacant,
    names_several,
    says_no_end,
)
from forum.members.members_list import (
    MOST_PEOPLE,
    AppointmentEntry,
    ListReading,
    MembersList,
    PersonEntry,
)
from forum.members.membership import Role, Seat
from forum.text.cells import Cell, parse_date
from forum.text.checks import folded
from forum.text.wording import listed
from tasks.documents.members.list_files import LISTS, ListTable, ending_of, sheets_of_file, sheets_of_workbook
from tasks.documents.members.people import read_people, table_with_headings
from tasks.documents.members.person_cells import SEATED, Entry, Guess, MayFillSeat, MayHaveLeft, past_doubted
from tasks.documents.members.workbook import MembersReader, is_members_workbook, read_members
from tasks.documents.workbooks.reading import cell_faults, load_checked

_REMEDY = "Take the row out if they are no member; if they are, give each cell of it what its heading says."
_CHAIR_ALONE = (
    "if they fill their organisation’s seat as well, write “Chair and core member” under Role, else "
    "“Chair only”"
)


def read_simple_list(
    sheets: Sequence[ListTable],
    seats: tuple[Seat, ...],
    today: dt.date,
    answers: ListAnswers = NO_ANSWERS,
    not_read: tuple[str, ...] = (),
) -> tuple[MembersList, list[str]]:
    """Read people and appointments from the tables of a list, with a sentence for all that is wrong.

    Where some have all that a list needs, no others are read; of several a person chooses one, and nobody is
    read before. Entries in doubt are read by a person's ``answers``, and left out until there is one.
    ``not_read`` are the sheets that people don't see.
    """
    whole = [sheet for sheet in sheets if (table := table_with_headings(sheet)) and table.is_whole]
    if len(whole) > 1:
        titles = tuple(sheet.title for sheet in whole)
        if answers.sheet not in titles:
            return MembersList((), (), frozenset(), reading=ListReading(sheets_to_choose=titles)), []
        whole = [sheet for sheet in whole if sheet.title == answers.sheet]
    read = whole or list(sheets)
    others = tuple(f"“{sheet.title}”" for sheet in sheets if sheet not in read)
    return _ListReader(read, seats, today, answers).read((*others, *not_read))


class _ListReader:
    def __init__(
        self, sheets: Sequence[ListTable], seats: tuple[Seat, ...], today: dt.date, answers: ListAnswers
    ) -> None:
        self.sheets, self.seats, self.answers = sheets, seats, answers
        self.cells = MembersReader((), today)
        self.doubts: list[Doubt] = []
        self.left_out: list[str] = []
        self.people: dict[str, PersonEntry] = {}
        self.clashes: list[PersonEntry] = []
        self.appointments: list[AppointmentEntry] = []

    def read(self, not_read: tuple[str, ...]) -> tuple[MembersList, list[str]]:
        names = {
            name: seat.name for seat in self.seats for name in (seat.name, seat.present_name, seat.short_name)
        }
        tables = [table for sheet in self.sheets if (table := table_with_headings(sheet))]
        entries = read_people(self.sheets, names)
        for entry in entries[:MOST_PEOPLE]:
            self._entry(entry)
        if len(entries) > MOST_PEOPLE:
            place = entries[MOST_PEOPLE].place
            self.cells.faults.append(
                f"{place}: what follows was not read: a list has at most {MOST_PEOPLE} people."
            )
        listed_roles = {Role.CORE, *(entry.role for entry in entries if entry.role)}
        if any("deputy" in table.columns for table in tables):
            listed_roles.add(Role.DEPUTY)
        members = MembersList(
            people=(*self.people.values(), *self.clashes),
            appointments=tuple(self.appointments),
            roles=frozenset(listed_roles),
            reading=ListReading(
                sheet=listed(f"“{sheet.title}”" for sheet in self.sheets),
                sheets_not_read=not_read,
                columns_not_read=tuple(heading for table in tables for heading in table.not_read),
                left_out=tuple(self.left_out),
                doubts=tuple(self.doubts),
            ),
        )
        if not self.appointments and not self.cells.faults and not self.doubts:
            where = listed(sheet.title for sheet in self.sheets) or "The file"
            self.cells.faults.append(f"{where}: there is nobody in the list.")
        return members, self.cells.faults

    def _entry(self, entry: Entry) -> None:
        """Take an entry, leave it out by a person's answer, or add its fault or its doubt."""
        entry = past_doubted(entry, self.cells.today)
        if not entry.organisation:  # nothing that could be a seat
            entry = entry.without(MayFillSeat)
        may_have_left = any(isinstance(doubt, MayHaveLeft) for doubt in entry.doubts)
        fault = self._what_prevents(entry)
        if entry.doubts and (may_have_left or not fault):
            answer = self.answers.yes.get(entry.place)
            doubt = Doubt(
                entry.place,
                f"{_in_words(entry)}: {'; '.join(entry.doubts)}",
                _question(entry, may_have_left=may_have_left),
                _REMEDY,
            )
            if answer is not False:
                if answer:
                    self.left_out.append(doubt.sentence)
                else:
                    self.doubts.append(doubt)
                return
        if fault:
            self.cells.faults.append(f"{entry.place}: {fault}" + ("" if fault.endswith("?") else "."))
        else:
            self._add(entry)

    def _what_prevents(self, entry: Entry) -> str:
        """Return what keeps an entry from being taken, "" where nothing does."""
        if names_several(entry.name):
            return f"“{entry.name}”: several people in one cell; give each a separate row"
        if not entry.name:
            return f"the name of {entry.address} is missing; give it, or empty the address if it is vacant"
        if not is_name_alone(entry.name):
            return f"“{entry.name}” is more than a name; give the name of the member alone"
        if not entry.address:
            return f"{entry.name} has no address to write to; give one under “Email”"
        if entry.role in SEATED and not entry.seat and not entry.deputises_for:
            organisation = entry.organisation or entry.job_title
            fault = f"“{organisation}” is none of the seats" if organisation else "no organisation"
            return f"{entry.name}: {fault}. The seats are: {'; '.join(seat.name for seat in self.seats)}"
        unclear = [
            _CHAIR_ALONE if isinstance(doubt, MayFillSeat) else doubt
            for doubt in entry.doubts
            if not isinstance(doubt, Guess)
        ]
        return f"{_in_words(entry)}: {'; '.join(unclear)}" if unclear else ""

    def _add(self, entry: Entry) -> None:
        faults = len(self.cells.faults)
        cell = {
            field: Cell(entry.place, getattr(entry, field))
            for field in ("name", "address", "organisation", "job_title", "phone", "pa", "since", "until")
        }
        details: dict[str, str | dt.date | None] = {
            field: words
            for field in ("job_title", "phone", "pa", "organisation")
            if (words := self.cells.words(cell[field]))
        }
        name, address = self.cells.name(cell["name"]), self.cells.address(cell["address"])
        first, last = self.cells.date(cell["since"]), None
        if not says_no_end(entry.until):
            last = parse_date(entry.until, self.cells.today)
        if len(self.cells.faults) > faults:
            return
        place = entry.place
        person = PersonEntry({"name": place, "send_to": place}, None, name, address, None, details)
        known = self.people.setdefault(folded(name), person)
        if known.send_to != address:
            self.clashes.append(person)
        at = dict.fromkeys(("person", "seat", "last", "deputises_for"), place)
        at["first"] = f"{place}, from" if first else place
        role = entry.role or Role.CORE
        whom = entry.deputises_for if role is Role.DEPUTY and not entry.seat else ""
        if role not in SEATED:
            self.appointments.append(AppointmentEntry(at, name, role, "", first, last))
        if role in SEATED or entry.seat:
            role = Role.DEPUTY if role is Role.DEPUTY else Role.CORE
            self.appointments.append(AppointmentEntry(at, name, role, entry.seat, first, last, whom))


def _question(entry: Entry, *, may_have_left: bool) -> str:
    if may_be_vacant(entry.name):
        return "Take the place as vacant?"
    return f"Leave {entry.name} out?" if may_have_left else "Is this wrong? It is left out then."


def _in_words(entry: Entry) -> str:
    """Return an entry as it was read: "Jo Field, core member, Kent Police, jo@police.example"."""
    role = entry.role.value if entry.role else ""
    return ", ".join(filter(None, (entry.name, role, entry.seat or entry.organisation, entry.address)))


def read_members_file(
    content: bytes, where: str, seats: tuple[Seat, ...], since: dt.date, answers: ListAnswers
) -> tuple[MembersList, list[str], list[str]]:
    """Read the list; return it with the faults of cells that can't be read at all, and those of all others.

    ``answers`` settle what is in doubt in a list of the unit's own.

    Raises Problem for a file that is of no kind of list, or none that may be read.
    """
    if (ending := ending_of(where)) in LISTS and ending != ".xlsx":
        members, faults = read_simple_list(sheets_of_file(content, where), seats, since, answers)
        return members, [], faults
    workbook = load_checked(content, where)
    broken = cell_faults(workbook)
    if is_members_workbook(workbook):
        members, faults = read_members(workbook, where, since)
    else:
        hidden = (sheet.title for sheet in workbook.worksheets if sheet.sheet_state != "visible")
        unseen = tuple(f"“{title}” (hidden)" for title in hidden)
        members, faults = read_simple_list(tuple(sheets_of_workbook(workbook)), seats, since, answers, unseen)
    return members, broken, faults


def seat_ids(content: bytes) -> frozenset[str]:
    """Return the ids of the seats that a members' workbook names. Raises Problem as ``read_members_file``
    does."""
    workbook = load_checked(content, "The members’ workbook")
    if "Seats" not in workbook.sheetnames:
        return frozenset()
    column = workbook["Seats"].iter_rows(max_col=1, values_only=True)
    return frozenset(str(value).strip().lower() for (value,) in column if value)
