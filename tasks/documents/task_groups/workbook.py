"""Writing the page of a task and finish group as a workbook, and reading it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from forum.task_groups.page_sheet import ANSWER, ASK, HELP, HOW, MEMBER_COLUMNS, MEMBERS, ROWS, SHEET
from forum.text.cell_reader import Row
from tasks.documents.workbooks import layout
from tasks.documents.workbooks.layout import Column
from tasks.documents.workbooks.reading import cell_faults, load_checked, read_table, sheet_of

SPARE = 20  # rows to type members in
_ASKED = (Column(ASK, 26, locked=True), Column(ANSWER, 70), Column(HOW, 60, locked=True))
_CHOICES = {"Deputy": ("Yes", "No")}
_WIDTHS = {"Email": 48, "Deputy": 10}


def write_page(
    answers: Mapping[str, object], title: str, marking: str, members: Iterable[Sequence[object]] = ()
) -> bytes:
    """Write the workbook (.xlsx) of a page, with the ``answers`` that are known, by their settings, and the
    members that are known."""
    workbook = layout.new_workbook(title)
    rows = [(row.ask, answers.get(row.setting), row.how) for row in ROWS]
    layout.add_table(workbook, SHEET, _ASKED, rows, spare=0)
    columns = [
        Column(heading, _WIDTHS.get(heading, 34), choices=_CHOICES.get(heading, ()))
        for heading in MEMBER_COLUMNS
    ]
    layout.add_table(workbook, MEMBERS, columns, members, spare=SPARE)
    layout.add_help(workbook, title, HELP)
    layout.mark_all(workbook, marking, title)
    return layout.workbook_bytes(workbook)


def is_page(content: bytes) -> bool:
    """Say whether a workbook is the page of a task group. Problem for a file that may not be read."""
    return any(sheet.title.strip() == SHEET for sheet in load_checked(content, "The workbook").worksheets)


def read_rows(content: bytes, where: str) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[str, ...]]:
    """Return the rows of the page and of its members, and the faults of cells that can't be read.

    Problem where a sheet or a heading is missing.
    """
    workbook = load_checked(content, where)
    faults = cell_faults(workbook)
    asked, members = (
        read_table(sheet_of(workbook, sheet, where), headings, where)
        for sheet, headings in ((SHEET, (ASK, ANSWER)), (MEMBERS, tuple(MEMBER_COLUMNS)))
    )
    return asked, members, tuple(faults)
