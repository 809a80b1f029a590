"""Writing the register of research as a workbook."""

from __future__ import annotations

from collections.abc import Sequence

from forum.research.requests import Request
from forum.text.columns import Column, Kind
from tasks.documents.workbooks import layout

COLUMNS = (
    Column("Reference", 12, given=True, name="reference"),
    Column("Question", 44, given=True, name="question"),
    Column("Asked by", 24, given=True, name="asked_by"),
    Column("Asked on", 13, given=True, kind=Kind.DATE, name="asked_on"),
    Column("For the decision", 36, given=True, name="decision"),
    Column("To be taken by", 14, given=True, kind=Kind.DATE, name="by"),
    Column("Kind", 18, given=True, name="kind"),
    Column("Purpose", 10, given=True, name="purpose"),
    Column("Size", 7, given=True, name="size"),
    Column("Check", 18, given=True, name="check"),
    Column("Researcher", 24, given=True, name="researcher"),
    Column("Due", 13, given=True, kind=Kind.DATE, name="due"),
    Column("Stage", 13, given=True, name="stage"),
    Column("Late", 10, given=True, name="late"),
    Column("How it stands, or why it was declined", 40, given=True, name="progress"),
    Column("What the group did with it", 40, given=True, name="use"),
)


def write_research(group: str, entries: Sequence[tuple[Request, str, str, str]]) -> bytes:
    """Write the workbook (.xlsx) of a group: each request, who asked, who does it, and how late it is."""
    workbook = layout.new_workbook(f"{group}: register of research")
    rows = [_row(*entry) for entry in entries]
    layout.add_table(workbook, "Research", layout.laid_out(COLUMNS), rows, spare=0)
    return layout.workbook_bytes(workbook)


def _row(request: Request, asked_by: str, researcher: str, late: str) -> Sequence[object]:
    others: dict[str, object] = {
        "asked_by": asked_by,
        "researcher": researcher,
        "late": late,
        "check": request.check if request.accepted_on else "",
        "progress": request.because or request.progress,
    }
    names = [column.name for column in COLUMNS]
    return [others[name] if name in others else getattr(request, name) or "" for name in names]
