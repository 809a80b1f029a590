"""The rows of a workbook as a test reads them, and its protective marking."""

from __future__ import annotations

from rehearsals.leads import open_sheets, rows_typed


def sheet_rows(content: bytes, sheet: str) -> list[dict[str, object]]:
    """Return the rows of a sheet, each a dictionary by heading; empty cells are None."""
    return rows_typed(open_sheets(content), sheet)


def markings(content: bytes) -> set[str | None]:
    """Return what stands at the head and at the foot of the pages of all sheets that print."""
    sheets = [sheet for sheet in open_sheets(content).worksheets if sheet.sheet_state == "visible"]
    parts = [part for sheet in sheets for part in (sheet.oddHeader, sheet.oddFooter)]
    return {part.center.text if part else None for part in parts}
