"""Writing the workbook of an inspection bundle: tables as the register has them, a sheet each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.documents.workbooks import layout
from tasks.documents.workbooks.layout import Column


@dataclass(frozen=True)
class Sheet:
    """A table under its title."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[object]]


def write_register(title: str, sheets: Sequence[Sheet], marking: str, reference: str) -> bytes:
    """Write the workbook (.xlsx) of these sheets, each page with the marking and the reference."""
    workbook = layout.new_workbook(title)
    for sheet in sheets:
        columns = [replace(column, locked=True) for column in sheet.columns]
        table = layout.add_table(workbook, sheet.title, columns, sheet.rows, spare=0)
        layout.mark(table, marking, reference)
    return layout.workbook_bytes(workbook)
