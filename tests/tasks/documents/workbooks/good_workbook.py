"""A workbook without a fault."""

from __future__ import annotations

import datetime as dt

from openpyxl import Workbook

from tasks.documents.workbooks.layout import workbook_bytes


def workbook_of(*rows: list[object]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.worksheets[0].append(row)
    return workbook_bytes(workbook)


GOOD = workbook_of(["Name", "From"], ["Designated Nurse", dt.date(2027, 1, 12)])


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
