"""Writing the workbook behind the compliance page: a sheet with the page, and one with the cases of each
clause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from forum.documents.yearly.compliance_page import CompliancePage
from forum.yearly.compliance import Case, Clause
from tasks.documents.workbooks import layout
from tasks.documents.workbooks.layout import Column

PAGE = (
    Column("Clause", 9, locked=True),
    Column("What it asks", 48, locked=True),
    Column("This year", 60, locked=True),
    Column("Sheet with the proof", 22, locked=True),
    Column("Outcome", 14, locked=True),
)
CASES = (
    Column("What", 44, locked=True),
    Column("Due", 14, "date", locked=True),
    Column("Done", 14, "date", locked=True),
    Column("Days late", 11, "number", locked=True),
    Column("Met", 13, locked=True),
    Column("Why", 60, locked=True),
)


def write_compliance(page: CompliancePage, clauses: Sequence[Clause]) -> bytes:
    """Write the workbook (.xlsx) of a page and its clauses."""
    workbook = layout.new_workbook(f"{page.group}: {page.title.lower()}")
    rows = [(line.clause, line.asks, line.this_year, line.proof, line.outcome) for line in page.lines]
    sheets = [layout.add_table(workbook, page.title, PAGE, rows, spare=0)]
    for clause in clauses:
        cases = [_row(case, page.last) for case in clause.cases]
        sheets.append(layout.add_table(workbook, clause.sheet, CASES, cases, spare=0))
    for sheet in sheets:
        layout.mark(sheet, page.marking, page.reference)
    return layout.workbook_bytes(workbook)


def _row(case: Case, as_at: dt.date) -> Sequence[object]:
    met = {True: "Yes", False: "No", None: "Not counted"}[case.met]
    return case.what, case.due, case.done, case.days_late(as_at) or None, met, case.why
