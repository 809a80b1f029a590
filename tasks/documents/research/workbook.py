"""Writing the register of research as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from forum.research.requests import Request
from tasks.documents.workbooks import layout
from tasks.documents.workbooks.layout import Column

COLUMNS = (
    Column("Reference", 12, locked=True),
    Column("Question", 44, locked=True),
    Column("Asked by", 24, locked=True),
    Column("Asked on", 13, "date", locked=True),
    Column("For the decision", 36, locked=True),
    Column("To be taken by", 14, "date", locked=True),
    Column("Kind", 18, locked=True),
    Column("Purpose", 10, locked=True),
    Column("Size", 7, locked=True),
    Column("Check", 18, locked=True),
    Column("Researcher", 24, locked=True),
    Column("Due", 13, "date", locked=True),
    Column("Stage", 13, locked=True),
    Column("Late", 10, locked=True),
    Column("How it stands, or why it was declined", 40, locked=True),
    Column("What the group did with it", 40, locked=True),
)


def write_research(group: str, entries: Sequence[tuple[Request, str, str, str]]) -> bytes:
    """Write the workbook (.xlsx) of a group: each request, who asked, who does it, and how late it is."""
    workbook = layout.new_workbook(f"{group}: register of research")
    layout.add_table(workbook, "Research", COLUMNS, [_row(*entry) for entry in entries], spare=0)
    return layout.workbook_bytes(workbook)


def _row(request: Request, asked_by: str, researcher: str, late: str) -> Sequence[object]:
    return (
        request.reference,
        request.question,
        asked_by,
        request.asked_on,
        request.decision,
        request.by,
        request.kind or "",
        request.purpose,
        request.size or "",
        request.check if request.accepted_on else "",
        researcher,
        request.due,
        request.stage,
        late,
        request.because or request.progress,
        request.use,
    )
