"""Writing the workbook of records past their time, reading it back, and writing the certificate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from forum.retention.records import Decision
from forum.retention.sheet import DECISION, HELP, NOT_YET, NUMBER, SAID, SHEET, WHY
from forum.text.cell_reader import Row
from tasks.documents.workbooks import layout
from tasks.documents.workbooks.layout import Column
from tasks.documents.workbooks.reading import cell_faults, is_hidden, load_checked, read_table, sheet_of

PLAIN_FORMATS = ("General", "@")
_RECORD = (
    Column("Kind", 18, locked=True),
    Column("Record", 46, locked=True),
    Column("Closed", 14, "date", locked=True),
    Column("Kept until", 14, "date", locked=True),
    Column("Rows", 8, "number", locked=True),
    Column("Documents", 11, "number", locked=True),
)
_NUMBER = Column(NUMBER, 10, "number", locked=True)
_TO_DECIDE = (
    _NUMBER,
    *_RECORD,
    Column(DECISION, 14, choices=tuple(Decision)),
    Column(WHY, 50, hint="For KEEP the reason, for TRANSFER the archive."),
)
_KEPT = (*_RECORD, Column("What keeps it", 70, locked=True))
_CERTIFIED = (
    _NUMBER,
    *_RECORD,
    Column(DECISION, 14, locked=True),
    Column(WHY, 30, locked=True),
    Column("Outcome", 14, locked=True),
    Column("Digest of its rows", 36, locked=True),
)
_FACTS = (Column("About", 28, locked=True), Column("On record", 80, locked=True))


def write_list(
    title: str, marking: str, to_decide: Iterable[Sequence[object]], kept: Iterable[Sequence[object]]
) -> bytes:
    """Write the workbook (.xlsx) of records to decide on, and of those that may not go yet."""
    workbook = layout.new_workbook(title)
    layout.add_table(workbook, SHEET, _TO_DECIDE, to_decide, spare=0)
    layout.add_table(workbook, NOT_YET, _KEPT, kept, spare=0)
    layout.add_help(workbook, title, HELP)
    layout.mark_all(workbook, marking, title)
    return layout.workbook_bytes(workbook)


def read_list(content: bytes, where: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return the rows that a reviewer decided on, and the faults of cells that can't be read, and of rows and
    decisions that the sheet does not show as they are.

    Problem where there is no such sheet, or a heading is missing.
    """
    workbook = load_checked(content, where)
    sheet = sheet_of(workbook, SHEET, where)
    rows = read_table(sheet, (NUMBER, *SAID, DECISION, WHY), where)
    faults = [*cell_faults(workbook), *_not_as_shown(sheet, rows)]
    return rows, tuple(faults)


def _not_as_shown(sheet: Worksheet, rows: Iterable[Row]) -> Iterator[str]:
    """Yield the faults of rows that are hidden, and of decisions whose format shows another word."""
    for row in rows:
        place = row[DECISION].place
        cell = sheet[place.rpartition(" ")[2]]
        if is_hidden(sheet, cell.row):
            yield f"{place}: its row is hidden. Show all rows, look at its decision, and save the list again."
        elif cell.number_format not in PLAIN_FORMATS:
            yield f"{place}: its format may show another word than it has. Set it to General, and look again."


def write_certificate(
    title: str, marking: str, facts: Iterable[tuple[str, str]], lines: Iterable[Sequence[object]]
) -> bytes:
    """Write the certificate (.xlsx) of a list that was carried out: by whom, and the outcome for each
    record."""
    workbook = layout.new_workbook(title)
    layout.add_table(workbook, "Certificate", _FACTS, facts, spare=0)
    layout.add_table(workbook, "Records", _CERTIFIED, lines, spare=0)
    layout.mark_all(workbook, marking, title)
    return layout.workbook_bytes(workbook)
