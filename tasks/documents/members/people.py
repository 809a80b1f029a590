"""Reading a list of people in whatever shape an office keeps it. What is not clear is a doubt beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from forum.members.list_doubts import heads_leavers, is_vacant, says_away, says_left
from forum.members.membership import Role
from forum.text.checks import folded
from tasks.documents.members.list_table import HEADINGS, aliases
from tasks.documents.members.person_cells import (
    ADDRESS,
    BODY,
    JOB,
    PHONE,
    TITLES,
    Entry,
    is_name,
    people_in,
    read_person,
    role_named,
)
from tasks.documents.members.seating import seated
from tasks.documents.workbooks.reading import heading_key

LOOK_IN_ROWS, MOST_PEOPLE = 15, 300

_MORE = {
    "name": "members, person, display name, members name, name and title, fn, governor, councillor, "
            "who, names",
    "first name": "first, christian name",
    "surname": "last",
    "seat": "category, company, org, agency represented, partner organisation, organisation "
            "represented, represents, employer, ward, organisation name, agency name",
    "email": "email 1, e-mail 1, email addresses, contact, contact email address, e-mail 1 - value, "
             "emails, contact details, email/phone",
    "phone": "business phone, mobile phone, tel number, telephone no, phone 1 - value, mobile "
             "number, work phone, mobile no, home phone",
    "from": "appointed, date appointed, start of term, appointment date, term start, term of office from",
    "until": "to, until, end, end date, term ends, end of term, date of leaving, left, term of "
             "office to, term end, expires, leaving date",
    "notes": "notes, note, comments, comment, remarks, status, other, additional information",
    "role": "member/deputy, member or deputy, type, member type, role/notes, position on group, role "
            "on board, role on committee, chair/member, office",
}  # fmt: skip
_FIELDS = {
    **{
        heading_key(word): name
        for name, words in HEADINGS.items()
        for word in words
        if word not in ("contact",)
    },
    **{heading_key(word): name for name, words in _MORE.items() for word in aliases(words)},
}
_NO_SECTION = re.compile(
    r"\d|\b(?:list|contacts?|members?|membership|updated|version|confidential|page|distribution"
    r"|sheet\d*|table|directory|details)\b",
    re.I,
)
_NO_PLACE = re.compile(
    r"sheet ?\d*|table ?\d*|members?(?:hip)?|contacts?|people|list|.*\.(?:csv|vcf|txt)", re.I
)


@dataclass(frozen=True)
class Sheet:
    """A table of texts: of a workbook, a Word file, a file of commas, cards. ``marked`` are the rows struck
    through or hidden, from 0."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    marked: tuple[int, ...] = ()
    strict: bool = field(default=False)
    """Whether it comes from running text, of which only lines with an address are people."""


def read_people(sheets: Iterable[Sheet], seats: Sequence[str]) -> tuple[Entry, ...]:
    """Return everybody in the sheets, once each; ``seats`` are those of the terms, if they are known."""
    entries: list[Entry] = []
    for sheet in sheets:
        for entry in _read_sheet(sheet):
            known = next((place for place, other in enumerate(entries) if _is_same(entry, other)), None)
            if known is None:
                entries.append(entry)
            else:
                entries[known] = _joined(entries[known], entry)
    entries = [
        entry.doubting("" if entry.address else "no address: where are they written to?")
        for entry in entries[:MOST_PEOPLE]
    ]
    return tuple(seated(entries, seats))


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


def _read_sheet(sheet: Sheet) -> Iterator[Entry]:
    rows = [tuple(cell.strip() for cell in row) for row in sheet.rows]
    top = max(range(min(len(rows), LOOK_IN_ROWS)), key=lambda row: len(_fields(rows[row])), default=None)
    if top is None:
        return
    across = _fields([row[0] for row in rows if row])
    if len(across) > len(_fields(rows[top])) and len(across) >= 2:
        width = max(map(len, rows))
        turned = tuple(
            tuple(row[column] if column < len(row) else "" for row in rows) for column in range(width)
        )
        yield from _read_sheet(replace(sheet, rows=turned, marked=()))
        return
    fields = _fields(rows[top])
    has_names = "name" in fields or "surname" in fields
    if len(fields) >= 2 and (has_names or "email" in fields):
        yield from _Table(sheet, rows, top).entries()
    else:
        yield from _free(sheet, rows)


def _fields(row: Iterable[str]) -> set[str]:
    return {_FIELDS[key] for cell in row if (key := heading_key(cell)) in _FIELDS}


@dataclass
class _Section:
    """The heading within a list under which rows stand."""

    organisation: str = ""
    role: Role | None = None
    leavers: str = ""

    def take(self, text: str) -> None:
        text = text.rstrip(":").strip()
        role = role_named(text) or role_named(text.removesuffix("s"))
        if role:
            self.role, self.leavers = role, ""
        elif heads_leavers(text):
            self.organisation, self.leavers = "", text
        elif not _NO_SECTION.search(text):
            self.organisation, self.leavers = text, ""

    def put_on(self, entry: Entry) -> Entry:
        entry = entry.with_more(organisation=self.organisation, role=self.role)
        return entry.doubting(f"under “{self.leavers}”: is this person a member now?" if self.leavers else "")


def _own_section(sheet: Sheet) -> _Section:
    """The organisation that a sheet's title names; none for "Sheet1" or "Members"."""
    section = _Section()
    if not sheet.strict and not _NO_PLACE.fullmatch(sheet.title):
        section.take(sheet.title)
    return section


class _Table:
    """A table with headings, read by them."""

    def __init__(self, sheet: Sheet, rows: Sequence[tuple[str, ...]], top: int) -> None:
        self.sheet, self.rows, self.top = sheet, rows, top
        self.columns: dict[str, list[int]] = {}
        for column, heading in enumerate(rows[top]):
            if name := _FIELDS.get(heading_key(heading)):
                self.columns.setdefault(name, []).append(column)

    def cell(self, row: int, name: str) -> str:
        """The first filled cell of a field in a row."""
        cells = (
            self.rows[row][column] for column in self.columns.get(name, ()) if column < len(self.rows[row])
        )
        return next((cell for cell in cells if cell), "")

    def entries(self) -> Iterator[Entry]:
        section, above = _own_section(self.sheet), ""
        for row in range(self.top + 1, len(self.rows)):
            filled = [cell for cell in self.rows[row] if cell]
            if len(filled) == 1 and _heads_rows(filled[0]):
                section.take(filled[0])
                above = ""
                continue
            organisation = self.cell(row, "seat")
            merged = not organisation and "seat" in self.columns and above and not section.organisation
            for entry in self._of_row(row):
                entry = entry.with_more(organisation=organisation)
                if merged and not entry.organisation and entry.name and entry.role is not Role.UNIT:
                    entry = replace(entry, organisation=above).doubting(f"of {above}, as the row above?")
                yield section.put_on(entry)
            above = organisation or above

    def _of_row(self, row: int) -> Iterator[Entry]:
        place = f"{self.sheet.title}, row {row + 1}"
        names = self.cell(row, "name") or " ".join(
            filter(None, (self.cell(row, "first name"), self.cell(row, "surname")))
        )
        members = (
            []
            if is_vacant(names) and not ADDRESS.search(self.cell(row, "email"))
            else list(people_in(place, names, self.cell(row, "email")))
        )
        for entry in members:
            yield self._more(row, entry)
        deputy = self.cell(row, "deputy")
        if not is_vacant(deputy) and not re.fullmatch(r"(?:no|yes|y|n)", deputy, re.I):
            for entry in people_in(f"{place}, deputy", deputy, self.cell(row, "deputy email")):
                yield replace(
                    entry.with_more(
                        phone=self.cell(row, "deputy phone"), job_title=self.cell(row, "deputy job title")
                    ),
                    role=Role.DEPUTY,
                    deputises_for=members[0].name if len(members) == 1 else "",
                )

    def _job(self, row: int) -> str:
        """The job title in a row; "Cllr" under "Title" is none."""
        cells = (
            self.rows[row][column]
            for column in self.columns.get("job title", ())
            if column < len(self.rows[row])
        )
        return next(
            (cell for cell in cells if cell and not re.fullmatch(rf"(?:{TITLES})\.?", cell, re.I)), ""
        )

    def _more(self, row: int, entry: Entry) -> Entry:
        """Add what other columns of a row say of the member in it."""
        typed, notes = self.cell(row, "role"), self.cell(row, "notes")
        phone = PHONE.search(self.cell(row, "phone")) or PHONE.search(self.cell(row, "email"))
        entry = entry.with_more(
            job_title=self._job(row), phone=phone[0].strip() if phone else "",
            since=self.cell(row, "from"), until=self.cell(row, "until"),
        )  # fmt: skip
        for words in (typed, notes, entry.job_title):
            for part in re.split(r",|;|\n|\. |[()]", words):
                role = role_named(part)
                if role and entry.role and role is not entry.role and Role.CORE not in (role, entry.role):
                    entry = entry.doubting(f"two roles, “{entry.role.value}” and “{role.value}”: which?")
                elif role and (entry.role is None or entry.role is Role.CORE):
                    entry = replace(entry, role=role)
                    entry = (
                        replace(entry, job_title="") if words is entry.job_title and part == words else entry
                    )
                elif (
                    re.search(r"\b(?:chair(?:man|woman|person)?|deputy|deputises|vice)\b", part, re.I)
                    and not role
                    and not JOB.search(part)
                ):
                    entry = entry.doubting(f"“{part.strip()}”: which role is this?")
                elif words is typed and part.strip() and not role:
                    entry = entry.with_more(job_title=part.strip())
            if says_left(words) or says_away(words):
                entry = entry.doubting(f"“{words}”: is this person a member now?")
        if row in self.sheet.marked:
            entry = entry.doubting("struck through or hidden: is this person a member now?")
        return entry


def _heads_rows(text: str) -> bool:
    """Say whether the only filled cell of a row heads those below, and is no person."""
    text = text.rstrip(":")
    return not ADDRESS.search(text) and (
        text.isupper() or bool(role_named(text)) or heads_leavers(text) or not is_name(text)
    )


def _free(sheet: Sheet, rows: Sequence[tuple[str, ...]]) -> Iterator[Entry]:
    """Yield the people of a table without headings, or of lines of text, cell by cell."""
    section = _own_section(sheet)
    for number, row in enumerate(rows):
        filled = [cell for cell in row if cell]
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
            yield entry.doubting(
                "struck through or hidden: is this person a member now?" if number in sheet.marked else ""
            )


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
            entry = entry.doubting(f"“{part}”: is this person a member now?")
        elif not entry.organisation:
            entry = entry.with_more(organisation=part)
            entry = (
                entry
                if BODY.search(part) or part.isupper()
                else entry.doubting(f"“{part}”: their organisation?")
            )
        elif not re.fullmatch(r"[\d/. -]*", part):
            entry = entry.doubting(f"“{part}” is not read")
    return entry if entry.name else entry.doubting("whose address is this?")
