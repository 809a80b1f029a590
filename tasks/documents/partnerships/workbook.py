"""Writing the contacts of partnerships as a workbook, and reading it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from forum.partnerships.contacts import HEADINGS, SHEET, Contact
from forum.text.cell_reader import Row
from tasks.documents.workbooks.layout import (
    Column,
    add_help,
    add_table,
    mark_all,
    new_workbook,
    workbook_bytes,
)
from tasks.documents.workbooks.reading import read_sheet

SPARE = 20  # rows to type new contacts in
HELP = (
    ("Contacts", "One row a contact. Whoever carries messages for two partnerships has two rows."),
    ("Body", "One partnership of several, such as Ashford; empty where there is one only."),
    ("Last day", "Ends a contact with that day. A row that is left out changes nothing."),
)


def write_contacts(
    contacts: Iterable[Contact], partnerships: Sequence[str], group: str, marking: str
) -> bytes:
    """Write the workbook (.xlsx) of a group's contacts, with the ``partnerships`` to choose from."""
    title = f"{group}: contacts of partnerships"
    widths = (34, 24, 26, 36, 18, 14)
    columns = [
        Column(
            heading,
            width,
            "date" if heading == "Last day" else "text",
            choices=tuple(partnerships) if heading == "Partnership" else (),
        )
        for heading, width in zip(HEADINGS, widths, strict=True)
    ]
    rows = [
        (each.partnership, each.body, each.name, each.address, each.phone, each.last) for each in contacts
    ]
    workbook = new_workbook(title)
    add_table(workbook, SHEET, columns, rows, spare=SPARE)
    add_help(workbook, title, HELP)
    mark_all(workbook, marking, title)
    return workbook_bytes(workbook)


def read_rows(content: bytes, where: str) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return the rows of the sheet of contacts, and the faults of cells that can't be read.

    Problem where there is no such sheet, or a heading is missing.
    """
    return read_sheet(content, where, SHEET, HEADINGS, "Start from the workbook: mase partnership export.")
