"""The rows of a workbook as a test reads them."""

from __future__ import annotations

from rehearsals.minute_taker import open_sheets, rows_of


def sheet_rows(content: bytes, sheet: str) -> list[dict[str, object]]:
    """Return the rows of a sheet, each a dictionary by heading; empty cells are None."""
    return rows_of(open_sheets(content), sheet)
