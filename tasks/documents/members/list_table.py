"""Finding the table of a unit's own list of members, by its headings in any order and wording."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from forum.text.cell_reader import Cell
from forum.text.problem import Problem
from tasks.documents.workbooks.reading import heading_key, read_cell, sheets_but


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
_NEEDED = {"name": "Name", "email": "Email", "seat": "Organisation"}  # field → its heading in our words
_NAMES = ("name", "first name", "surname")
_OF_DEPUTIES = ("deputy", "alternate", "substitute")
_LOOK_IN_ROWS = 20


@dataclass(frozen=True)
class Table:
    """The place of the list: its sheet, its row of headings, the column of each field and all headings; the
    headings and sheets that are not read."""

    sheet: Worksheet
    top: int
    columns: Mapping[str, int]
    headings: Mapping[int, str]
    not_read: tuple[str, ...]
    sheets_not_read: tuple[str, ...]

    def cell(self, row: int, field: str) -> Cell:
        if field in self.columns:
            return read_cell(self.sheet, row, self.columns[field])
        return Cell(f"{self.sheet.title}, row {row}", "")

    @property
    def in_words(self) -> str:
        """The sheet and the rows below the headings: "“Members”, rows 5 to 19"."""
        return f"“{self.sheet.title}”, rows {self.top + 1} to {self.sheet.max_row}"

    def names(self, row: int) -> list[Cell]:
        """Return the cells of a row that make up the member's name."""
        return [self.cell(row, field) for field in _NAMES if field in self.columns]

    def filled(self, row: int) -> list[int]:
        """Return the columns with a heading that have something in a row."""
        return [column for column in self.headings if read_cell(self.sheet, row, column).value != ""]

    def is_of_deputy(self, column: int) -> bool:
        """Say whether a column is about the deputies, by its heading."""
        return any(word in heading_key(self.headings[column]) for word in _OF_DEPUTIES)


def sheets_with_a_list(workbook: Workbook) -> tuple[str, ...]:
    """Return the titles of the sheets that people see and that have each column that a list needs."""
    return tuple(
        sheet.title
        for sheet in workbook.worksheets
        if sheet.sheet_state == "visible" and not _lacking(_fields(sheet, _best_row(sheet)))
    )


def find_table(workbook: Workbook, where: str, titles: tuple[str, ...]) -> Table:
    """Return the table of one of the sheets with these titles, or of any where there are none: that with the
    most headings that are known.

    Raises Problem when none is recognised, or a heading is not clear.
    """
    sheets = [
        sheet
        for sheet in workbook.worksheets
        if sheet.sheet_state == "visible" and (sheet.title in titles or not titles)
    ]
    sheet = max(sheets, key=lambda sheet: len(_fields(sheet, _best_row(sheet))), default=None)
    if sheet is None or len(_fields(sheet, _best_row(sheet))) < 2:
        raise Problem(f"{where}: no row of headings was recognised. {WHOLE_LIST}")
    return _checked(sheet, _best_row(sheet), where, sheets_but(workbook, sheet.title))


def _best_row(sheet: Worksheet) -> int:
    """Return the row with the most headings that are known, the first of several."""
    rows = range(1, min(sheet.max_row, _LOOK_IN_ROWS) + 1)
    return max(rows, key=lambda row: len(_fields(sheet, row)))


def _lacking(fields: Collection[str]) -> list[str]:
    """Return the fields that a list needs and that are not among these."""
    has_names = "name" in fields or {"first name", "surname"} <= set(fields)
    return [field for field in _NEEDED if not (has_names if field == "name" else field in fields)]


def _fields(sheet: Worksheet, row: int) -> set[str]:
    keys = (heading_key(cell.value) for cell in sheet[row] if cell.value is not None)
    return {_FIELDS[key] for key in keys if key in _FIELDS}


def _checked(sheet: Worksheet, top: int, where: str, others: tuple[str, ...]) -> Table:
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
    if lacking := _lacking(columns):
        candidates = f" Columns not understood: {', '.join(not_read)}." if not_read else ""
        unclear += [
            f"{sheet.title}, row {top}: which column is “{_NEEDED[field]}”? Give it that heading.{candidates}"
            for field in lacking
        ]
    if unclear:
        raise Problem(f"{where} is not clear yet; nothing has been changed.", unclear)
    headings = {cell.column: str(cell.value) for cell in sheet[top] if cell.value is not None and cell.column}
    return Table(sheet, top, columns, headings, tuple(not_read), others)
