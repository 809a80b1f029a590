"""A lead's own lines of the plan as a workbook: it goes with what asks them, and comes back with a reply."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from forum.plan.rag import Rating
from forum.plan.update_sheet import HELP, SHEET, cells_to_update, read_updates
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply
from forum.text.problem import Problem
from tasks.documents.papers.media_types import EXCEL
from tasks.documents.workbooks.fault_marks import refusal_with_marks
from tasks.documents.workbooks.layout import write_workbook
from tasks.documents.workbooks.reading import code_in_title, read_sheets
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.base.write_letter import enclose
from tasks.duties.plan.ask_leads import report_line
from tasks.duties.plan.rated import RatedLine, lines_of_lead
from tasks.mail.sending.queue import Enclosure

WORKBOOK = "your plan lines.xlsx"
WHERE = "The workbook of your lines"
FEWEST_LINES = 2  # one line is quicker typed into the reply


def lines_workbook(forum: GroupContext, plan: Iterable[RatedLine], lead: UUID) -> list[Enclosure]:
    """Return the workbook with the lines of a lead on which they are asked; nothing for a single line."""
    asked = lines_of_lead(plan, lead, forum.on)
    if len(asked) < FEWEST_LINES:
        return []
    rows = [cells_to_update(each.line, each.rating) for each in asked]
    table, policy = (SHEET.of_group(forum.group.code), rows), forum.policy
    content = write_workbook(policy.plan.title, table, marking=policy.marking, help=HELP)
    return [enclose(forum, WORKBOOK, content, EXCEL)]


def is_of_lines(work: UnitOfWork, content: bytes) -> bool:
    """Say whether a workbook is one of a lead's lines. Problem for a file that may not be read."""
    return work.office.limited.run(code_in_title, content, SHEET.name) is not None


def take_lines(
    work: UnitOfWork, group_id: UUID, references: Collection[str], content: bytes, channel: Channel
) -> list[tuple[str, Reply, Rating]]:
    """Record what a lead says of their lines, which have these references; return for each what was said, and
    the colour that the plan shows. Problem with every faulty cell; nothing is recorded then."""
    limited = group_context(work, group_id).office.limited
    (rows,), faults = limited.run(read_sheets, content, WHERE, (SHEET.name, SHEET.headings))
    try:
        updates = read_updates(rows, references, WHERE, faults)
    except Problem as problem:
        raise refusal_with_marks(problem, content, WORKBOOK, limited) from problem
    return [
        (reference, reply, report_line(work, group_id, reference, reply, channel=channel))
        for reference, reply in updates
    ]
