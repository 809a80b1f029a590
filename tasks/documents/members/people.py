"""Reading a list of people in whatever shape an office keeps it. What is not clear is a doubt beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice, zip_longest

from forum.members.list_doubts import heads_leavers, is_vacant, says_away, says_left
from forum.members.members_list import MOST_PEOPLE
from forum.members.membership import Role
from forum.text.checks import folded
from forum.text.dates import MONTH, WEEKDAY
from tasks.documents.members.columns import COLUMN, IGNORED, Section, field_named, on_a_line
from tasks.documents.members.list_files import HIDDEN, ListTable
from tasks.documents.members.person_cells import (
    ADDRESS,
    BODY,
    JOB,
    MAY_BE_ROLE,
    PHONE,
    SEATED,
    TITLES,
    Entry,
    Guess,
    WhichRole,
    is_name,
    people_of_cells,
    read_person,
    role_named,
    with_roles,
)
from tasks.documents.members.seating import seated

LOOK_IN_ROWS = 20

_SEVERAL = ("email", "phone", "notes", "role", "job title")  # of which a list may have several columns
NOTHING_SAID: Mapping[str, str] = {}
_NOTHING = ("", "-", "–")
_SURNAME_FIRST = re.compile(r"surname\b.*\b(?:forename|first|given)", re.I)
A_DAY = re.compile(rf"\d|\b{MONTH}", re.I)
A_DATE = re.compile(rf"\b{WEEKDAY}|\b{MONTH}", re.I)
_NO_DAY = re.compile(r"[^\W\d]")
_CHAIRS = (Role.CHAIR, Role.DEPUTY_CHAIR)
_STRUCK, _HIDDEN = "struck through", "in a row that is hidden or filtered out"
_A_MEMBER_TOO = "a member too? Then make them a core member; who supports the group is asked apart"
_NO_PLACE = re.compile(
    r"sheet ?\d*|table ?\d*|members?(?:hip)?|contacts?|people|list|.*\.(?:csv|vcf|txt)", re.I
)


def read_people(
    sheets: Iterable[ListTable], seats: Mapping[str, str], said: Mapping[str, str] = NOTHING_SAID
) -> tuple[Entry, ...]:
    """Return everybody in the sheets, once each.

    ``seats`` are those of the terms, if they are known, by each of their names. ``said`` is what a person
    has said of columns, by ``COLUMN`` and their headings. At most one more than
    ``MOST_PEOPLE`` are read.
    """
    entries: dict[str, list[Entry]] = {}
    of_sheets = chain.from_iterable(_read_sheet(sheet, said) for sheet in sheets)
    for entry in islice(of_sheets, MOST_PEOPLE + 1):
        namesakes = entries.setdefault(folded(entry.name) or entry.place, [])
        known = next((place for place, other in enumerate(namesakes) if _is_same(entry, other)), None)
        if known is None:
            namesakes.append(entry)
        else:
            namesakes[known] = _joined(namesakes[known], entry)
    for namesakes in entries.values():
        address = next((entry.address for entry in namesakes if entry.address), "")
        namesakes[:] = [
            entry.with_more(address=address).doubting(
                "" if address else "no address: where are they written to?"
            )
            for entry in namesakes
        ]
    return tuple(seated([*chain.from_iterable(entries.values())], seats))


def _is_same(one: Entry, other: Entry) -> bool:
    return (
        bool(one.name)
        and folded(one.name) == folded(other.name)
        and one.role is other.role
        and (
            not one.organisation
            or not other.organisation
            or folded(one.organisation) == folded(other.organisation)
        )
    )


def _joined(known: Entry, again: Entry) -> Entry:
    if known.address and again.address and known.address.lower() != again.address.lower():
        return known.doubting(f"also listed with {again.address}: the same person?")
    return known.with_more(
        address=again.address, phone=again.phone, organisation=again.organisation, job_title=again.job_title
    )


def _read_sheet(sheet: ListTable, said: Mapping[str, str]) -> Iterator[Entry]:
    table = table_with_headings(sheet, said)
    return table.entries() if table else _free(sheet)


def table_with_headings(sheet: ListTable, said: Mapping[str, str] = NOTHING_SAID) -> Table | None:
    """Return the table with headings of a sheet, turned where they stand in its first column."""
    looked_at = range(min(len(sheet.rows), LOOK_IN_ROWS))
    top = max(looked_at, key=lambda row: len(_fields(sheet.rows[row])), default=None)
    if top is None:
        return None
    across = _fields([row[0] for row in sheet.rows if row])
    if len(across) > len(_fields(sheet.rows[top])) and len(across) >= 2:
        rows = tuple(zip_longest(*sheet.rows, fillvalue=""))
        marked = frozenset((column, row) for row, column in sheet.marked)
        return table_with_headings(replace(sheet, rows=rows, marked=marked), said)
    fields = _fields(sheet.rows[top])
    has_names = "name" in fields or "surname" in fields
    return Table(sheet, top, said) if len(fields) >= 2 and (has_names or "email" in fields) else None


def columns_not_read(sheets: Iterable[ListTable], said: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the values of each column with words of which nothing is read, by its heading."""
    not_read: dict[str, list[str]] = {}
    for table in filter(None, (table_with_headings(sheet, said) for sheet in sheets)):
        for column in table.unread:
            cells = (row[column].strip() for row in table.rows[table.top + 1 :] if column < len(row))
            words = [*dict.fromkeys(cell for cell in cells if any(map(str.isalpha, cell)))]
            heading = table.rows[table.top][column]
            is_register = not _NO_DAY.search(A_DATE.sub("", heading)) and all(
                len(word) <= 3 for word in words
            )
            if words and not is_register:
                not_read.setdefault(on_a_line(heading), []).extend(words)
    return not_read


def _fields(row: Iterable[str]) -> set[str]:
    return {field for cell in row if (field := field_named(cell)) and field != IGNORED}


def _own_section(sheet: ListTable) -> Section:
    """The organisation that a sheet's title names; none for "Sheet1" or "Members"."""
    section = Section()
    if not sheet.strict and not _NO_PLACE.fullmatch(sheet.title):
        section.take(sheet.title)
        section.is_title = True
    return section


class Table:
    """A table with headings, read by them."""

    def __init__(self, sheet: ListTable, top: int, said: Mapping[str, str]) -> None:
        self.sheet, self.top, self.said = sheet, top, said
        self.rows = sheet.rows
        self.columns: dict[str, list[int]] = {}
        for column, heading in enumerate(self.rows[top]):
            if name := self._said_of(heading):
                self.columns.setdefault(name, []).insert(0, column)
            elif name := field_named(heading):
                self.columns.setdefault(name, []).append(column)
        self.has_officers = any("treasurer" in cell.lower() for row in self.rows for cell in row)
        words = [row[at] for at in self._read("from") for row in self.rows[top + 1 :] if at < len(row)]
        if any(words) and "seat" not in self.columns and not any(map(A_DAY.search, words)):
            self.columns["seat"] = self.columns.pop("from")  # "From" whom, not since when

    def _said_of(self, heading: str) -> str:
        answer = self.said.get(f"{COLUMN}{on_a_line(heading)}", "").lower()
        return IGNORED if answer == IGNORED else field_named(answer)

    @property
    def is_whole(self) -> bool:
        """Say whether the table has all that a list needs: names, organisations and addresses."""
        names = "name" in self.columns or {"first name", "surname"} <= self.columns.keys()
        return names and {"seat", "email"} <= self.columns.keys()

    @property
    def not_read(self) -> tuple[str, ...]:
        """The headings of which nothing is read, a second one of a kind among them."""
        return tuple(f"“{self.rows[self.top][column]}” ({self.sheet.title})" for column in self.unread)

    @property
    def unread(self) -> tuple[int, ...]:
        """The columns with a heading of which nothing is read."""
        read = {column for name in self.columns for column in self._read(name)}
        return tuple(
            column for column, heading in enumerate(self.rows[self.top]) if heading and column not in read
        )

    def _read(self, name: str) -> Sequence[int]:
        return self.columns.get(name, ())[: None if name in (*_SEVERAL, IGNORED) else 1]

    def cell(self, row: int, name: str) -> str:
        """What a row has of a field; of one that may have several columns, all of them."""
        cells = (self.rows[row][at].strip() for at in self._read(name) if at < len(self.rows[row]))
        return "\n".join(dict.fromkeys(filter(None, cells)))

    def entries(self) -> Iterator[Entry]:
        section, above = _own_section(self.sheet), ""
        for row in range(self.top + 1, len(self.rows)):
            filled = [cell for cell in map(str.strip, self.rows[row]) if cell]
            if len(filled) == 1 and _heads_rows(filled[0]):
                section.take(filled[0])
                above = ""
                continue
            organisation = self.cell(row, "seat")
            merged = not organisation and "seat" in self.columns and above and not section.organisation
            organisation = "" if organisation in _NOTHING else organisation
            for entry in self._of_row(row):
                if entry.role is None and role_named(organisation) in (Role.UNIT, Role.CO_OPTED):
                    entry = replace(entry, role=role_named(organisation))  # "Clerk" under "Representing"
                entry = _of_column(entry, organisation)
                if merged and not entry.organisation and entry.name and entry.role in (None, *SEATED):
                    entry = replace(entry, organisation=above).doubting(
                        Guess(f"of {above}, as the row above?")
                    )
                yield section.put_on(entry)
            above = self.cell(row, "seat") or above

    def _of_row(self, row: int) -> Iterator[Entry]:
        place = f"{self.sheet.title}, row {row + 1}"
        names = self.cell(row, "name") or " ".join(
            filter(None, (self.cell(row, "first name"), self.cell(row, "surname")))
        )
        if "name" in self.columns and _SURNAME_FIRST.search(self.rows[self.top][self.columns["name"][0]]):
            names = re.sub(r"^((?:[^\Wa-z]{2,} )*[^\Wa-z]{2,}) (?=\S*[a-z][^,]*$)", r"\1, ", names)
        members = (
            []
            if is_vacant(names) and not ADDRESS.search(self.cell(row, "email"))
            else list(people_of_cells(place, names, self.cell(row, "email")))
        )
        for entry in members:
            named = entry if entry.name else entry.doubting("what is their name?")
            yield self._marked(row, self._more(row, named), of_deputy=False)
        deputy = self.cell(row, "deputy")
        if not is_vacant(deputy) and not re.fullmatch(r"(?:no|yes|y|n)", deputy, re.I):
            for entry in people_of_cells(f"{place}, deputy", deputy, self.cell(row, "deputy email")):
                deputy_entry = replace(
                    entry.with_more(
                        phone=self.cell(row, "deputy phone"), job_title=self.cell(row, "deputy job title")
                    ),
                    role=Role.DEPUTY,
                    deputises_for=members[0].name if len(members) == 1 else "",
                )
                yield self._marked(row, deputy_entry, of_deputy=True)

    def _marked(self, row: int, entry: Entry, *, of_deputy: bool) -> Entry:
        """Doubt an entry that is hidden, or of which a cell is struck through."""
        for at, column in sorted(self.sheet.marked):
            if at == row and column == HIDDEN:
                return entry.may_have_left(_HIDDEN)
            heading = self.rows[self.top][column] if column < len(self.rows[self.top]) else ""
            if at == row and of_deputy == ("deputy" in heading.lower()):
                return entry.may_have_left(_STRUCK)
        return entry

    def _more(self, row: int, entry: Entry) -> Entry:
        """Add what other columns of a row say of the member in it."""
        typed, notes, jobs = (self.cell(row, name) for name in ("role", "notes", "job title"))
        titles = re.compile(rf"(?:{TITLES})\.?", re.I)  # "Cllr" under "Title" is no job
        job = ", ".join(line for line in jobs.splitlines() if not titles.fullmatch(line))
        phones = self.cell(row, "phone").splitlines() or PHONE.findall(self.cell(row, "email"))
        entry = entry.with_more(
            job_title=job, pa=self.cell(row, "pa"), phone=", ".join(map(str.strip, phones)),
            since=self.cell(row, "from"), until=self.cell(row, "until"),
        )  # fmt: skip
        if typed and not (says_left(typed) or says_away(typed)):
            entry = with_roles(entry, typed) or self._in_parts(entry, typed, takes_job=True)
        elif typed:
            entry = entry.may_have_left(f"“{typed}”")
        if notes:
            entry = self._in_parts(entry, notes)
        if job and (role := role_named(job)):
            if role in _CHAIRS or not self.cell(row, "seat"):
                entry = replace(with_roles(entry, job) or entry, job_title="")
        elif job:
            entry = self._in_parts(entry, job)
            is_body = BODY.search(job) and not JOB.search(job) and not self.cell(row, "seat")
            entry = entry.doubting(WhichRole(job)) if is_body else entry
        if entry.role is Role.UNIT and self.has_officers and "secretary" in (typed, job)[not typed].lower():
            return entry.doubting(_A_MEMBER_TOO)
        return entry

    def _in_parts(self, entry: Entry, words: str, *, takes_job: bool = False) -> Entry:
        """Take the roles that stand among other words, and doubt words that may be one."""
        others, is_open = [], entry.role in (None, Role.CORE)
        for part in filter(None, map(str.strip, re.split(r",|;|\n|\. |[()]", words))):
            if with_role := with_roles(entry, part):
                entry = with_role
            elif re.match(r"(?:to|until|till) .*\d", part):
                entry = entry.doubting(f"“{part}”: of which role is this the last day?")
            elif is_open and (
                (MAY_BE_ROLE.search(part) and not JOB.search(part))
                or Role.UNIT in map(role_named, re.split(r"/|&|\band\b", part))
            ):
                entry = entry.doubting(WhichRole(part))
            else:
                others.append(part)
        if takes_job and others:
            entry = (
                entry.doubting(WhichRole(", ".join(others)))
                if entry.job_title
                else replace(entry, job_title=", ".join(others))
            )
        return entry.may_have_left(f"“{words}”") if says_left(words) or says_away(words) else entry


def _of_column(entry: Entry, organisation: str) -> Entry:
    """Give an entry the organisation of its column; what is beside the name, "(AD Communities)", is a job."""
    beside = entry.organisation
    if not organisation or folded(beside) in ("", folded(organisation)):
        return entry.with_more(organisation=organisation)
    if BODY.search(beside) or entry.job_title:
        return replace(entry, organisation=organisation).doubting(
            f"“{beside}” or “{organisation}”: which is theirs?"
        )
    return replace(entry, organisation=organisation, job_title=beside)


def _heads_rows(text: str) -> bool:
    """Say whether the only filled cell of a row heads those below, and is no person."""
    text = text.rstrip(":")
    return not ADDRESS.search(text) and (
        text.isupper() or bool(role_named(text)) or heads_leavers(text) or not is_name(text)
    )


def _free(sheet: ListTable) -> Iterator[Entry]:
    """Yield the people of a table without headings, or of lines of text, cell by cell."""
    section = _own_section(sheet)
    marked = dict(sheet.marked)
    for number, row in enumerate(sheet.rows):
        filled = [cell for cell in map(str.strip, row) if cell]
        if len(filled) == 1 and (sheet.strict or not ADDRESS.search(filled[0])):
            parts = [
                part.strip()
                for part in re.split(r"\t|\||;| [-–—] |,(?! ?[A-Z][\w’'-]*(?: \(|$| <))", filled[0])
                if part.strip()
            ]
        else:
            parts = filled
        has_address = any(ADDRESS.search(part) for part in parts)
        if not has_address and not (is_name(parts[0]) and len(parts) > sheet.strict if parts else False):
            if len(parts) == 1 and not sheet.strict:
                section.take(parts[0])
            continue
        entry = _free_row(f"{sheet.title}, row {number + 1}", parts)
        if entry.name or entry.address:
            entry = section.put_on(entry)
            words = _HIDDEN if marked.get(number) == HIDDEN else _STRUCK
            yield entry.may_have_left(words) if number in marked else entry


def _free_row(place: str, parts: Sequence[str]) -> Entry:
    entry = Entry(place)
    for part in parts:
        bare = " ".join(ADDRESS.sub(" ", part).replace("<", " ").replace(">", " ").split()).strip(" ,;")
        if (address := ADDRESS.search(part)) and not bare:
            if entry.address and entry.address.lower() != address[0].lower():
                entry = entry.doubting("several addresses: which is theirs?")
            entry = entry.with_more(address=address[0].removeprefix("mailto:"))
        elif PHONE.fullmatch(part):
            entry = entry.with_more(phone=part)
        elif role := role_named(part):
            entry = entry.with_more(role=role)
        elif address and role_named(bare):
            entry = entry.with_more(address=address[0].removeprefix("mailto:"), role=role_named(bare))
        elif not entry.name and (is_name(bare) or (address and not BODY.search(bare))):
            person = read_person(place, part)
            entry = replace(person, doubts=(*entry.doubts, *person.doubts)).with_more(
                organisation=entry.organisation,
                role=entry.role,
                address=entry.address,
                phone=entry.phone,
                job_title=entry.job_title,
            )
        elif JOB.search(part) and not entry.job_title:
            entry = entry.with_more(job_title=part)
        elif says_left(part) or says_away(part):
            entry = entry.may_have_left(f"“{part}”")
        elif not entry.organisation:
            entry = entry.with_more(organisation=part)
            entry = (
                entry
                if BODY.search(part) or part.isupper()
                else entry.doubting(Guess(f"“{part}”: their organisation?"))
            )
        elif not re.fullmatch(r"[\d/. -]*", part):
            entry = entry.doubting(f"“{part}” is not read")
    return entry if entry.name else entry.doubting("whose address is this?")
