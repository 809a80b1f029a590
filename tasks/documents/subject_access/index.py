"""Writing the index of what is kept on a person, as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tasks.documents.workbooks import layout
from tasks.documents.workbooks.layout import Column

COLUMNS = (
    Column("What", 24, locked=True),
    Column("When", 14, "date", locked=True),
    Column("Which", 26, locked=True),
    Column("What it says", 110, locked=True),
)


def write_index(
    title: str,
    marking: str,
    sheets: Mapping[str, Sequence[Sequence[object]]],
    notes: Sequence[tuple[str, str]],
) -> bytes:
    """Write the workbook (.xlsx): a sheet for each of these titles, and notes for whoever sends it."""
    workbook = layout.new_workbook(title)
    for name, rows in sheets.items():
        layout.mark(layout.add_table(workbook, name, COLUMNS, rows, spare=0), marking, title)
    layout.add_help(workbook, title, notes)
    return layout.workbook_bytes(workbook)
