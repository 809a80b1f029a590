"""Finding the table of a unit's own list of members, by its headings in any order and wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from forum.text.problem import Problem
from tasks.documents.workbooks.reading import Cell, heading_key, read_cell


def aliases(text: str) -> tuple[str, ...]:
    """Return the words of a line, which has commas between them."""
    return tuple(text.split(", "))


HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": aliases(
        "name, full name, member, member name, core member, representative, contact name, "
        "contact, name of representative, name of member, lead, nominee"
    ),
    "first name": aliases("first name, forename, given name"),
    "surname": aliases("surname, last name, family name"),
    "seat": aliases(
        "agency, organisation, organization, representing, seat, partner, partner agency, "
        "service, agency / organisation, organisation / agency, body, department, sector"
    ),
    "job title": aliases("job title, title, position, post, post title, designation, job role"),
    "role": aliases(
        "role, role on group, role in group, role on the group, membership, membership type, capacity"
    ),
    "email": aliases("email, e-mail, email address, e-mail address, contact email, send-to address, mail"),
    "phone": aliases("phone, telephone, tel, tel no, mobile, phone number, telephone number, contact number"),
    "pa": aliases("pa, pa contact, pa / secretary, secretary, admin contact"),
    "from": aliases("from, since, start, start date, member from, member since, joined, date joined"),
    "deputy": aliases("deputy, deputy name, named deputy, name of deputy, alternate, substitute"),
    "deputy email": aliases(
        "deputy email, deputy e-mail, deputy email address, deputy's email, email of deputy, email (deputy)"
    ),
    "deputy job title": aliases("deputy job title, deputy title, deputy position, deputy post"),
    "deputy phone": aliases("deputy phone, deputy telephone, deputy tel, deputy mobile"),
}
WHOLE_LIST = (
    "Use these headings: Organisation, Name, Email (and, as you need them, Job title, Role, Phone, "
    "From, Deputy, Deputy email), or start from: mase register template."
)
_FIELDS = {heading_key(heading): field for field, headings in HEADINGS.items() for heading in headings}
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


def find_table(workbook: Workbook, where: str) -> Table:
    """Return the table with the most headings that are known. Raises Problem when none is recognised."""
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
