"""The page of a task group as a workbook: it goes to the unit, and comes back filled in (clause 6)."""

from __future__ import annotations

from uuid import UUID

from forum.task_groups.commission import DECISION, HELP, SHEET, TO_READ, PageSent, page_tables, read_page
from forum.text.problem import Problem
from tasks.documents.workbooks.fault_marks import refusal_with_marks
from tasks.documents.workbooks.layout import write_workbook
from tasks.documents.workbooks.reading import code_in_title, read_sheets
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import UnitOfWork
from tasks.duties.task_groups.commission import commission_task_group, propose_page
from tasks.register.tables import TaskGroupRow

WORKBOOK = "task group.xlsx"
WHERE = "The workbook of the task group"


def page_workbook(forum: GroupContext, decision: str = "") -> bytes:
    """Return the workbook to fill in for a task group of a group, by the decision to set one up."""
    answers = {"parent": forum.group.code, DECISION: decision}
    title = f"{forum.policy.group.short_name}: a task and finish group"
    return write_workbook(title, *page_tables(answers), marking=forum.policy.marking, help=HELP)


def is_page_workbook(work: UnitOfWork, content: bytes) -> bool:
    """Say whether a workbook is the page of a task group. Problem for a file that may not be read."""
    return work.office.limited.run(code_in_title, content, SHEET.name) == ""


def preview_page(work: UnitOfWork, content: bytes, where: str) -> PageSent:
    """Return the page that a workbook has; Problem with every faulty cell."""
    (rows, members), faults = work.office.limited.run(read_sheets, content, where, *TO_READ)
    return read_page(rows, members, where, work.on, faults)


def take_page(
    work: UnitOfWork, content: bytes, where: str = WHERE, sender: UUID | None = None
) -> TaskGroupRow:
    """Propose the task group of a workbook, and commission it where the page names the decision.

    Where a ``sender`` is given, they must belong to the Business Unit of the group that commissions. Problem
    with every faulty cell, and the workbook with these marked; nothing is recorded then.
    """
    try:
        page = preview_page(work, content, where)
        row = propose_page(work, page.commission, where, page.places, sender)
    except Problem as problem:
        raise refusal_with_marks(problem, content, WORKBOOK, work.office.limited) from problem
    if page.decision:
        commission_task_group(work, row.code, page.decision)
    return row
