"""Importing the action plan from its workbook, previewing the changes, and exporting it (clause 3).

The plan's workbook that came by mail: shown to the unit, and taken or dropped by its answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from forum.agenda import purpose_codes
from forum.letters.members import ChangesOfAKind, MembersCheck
from forum.outbox.states import Conditions, Topic, Validity
from forum.plan.lines import LineEvent, PlanLine
from forum.plan.read_lines import PlanContext, read_plan_lines
from forum.plan.sheet import HELP, SHEET, cells_of, plan_changes
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.documents.papers.take_paper import EXCEL
from tasks.documents.workbooks.fault_marks import refusal_with_marks
from tasks.documents.workbooks.layout import write_workbook
from tasks.documents.workbooks.reading import read_sheets
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.write_letter import enclose, head, write
from tasks.duties.plan.rated import rated_plan
from tasks.duties.questions.ask import propose
from tasks.register.actions import line_rows, standing_decisions, write_line
from tasks.register.documents import fetch
from tasks.register.groups import group_by_code
from tasks.register.tables import PlanLineRow, ProposalRow, QuestionRow

WORKBOOK = "action plan.xlsx"
CHANGED_SINCE = (
    "The plan was changed by somebody else since you looked, so nothing was imported. Look at the changes "
    "again."
)


@dataclass(frozen=True)
class PlanImport:
    """The lines of a workbook that differ from the plan, and the ``changes`` in words."""

    lines: Sequence[PlanLine]
    changes: tuple[str, ...]


def preview_plan(work: UnitOfWork, code: str, content: bytes, where: str) -> tuple[str, ...]:
    """Return the changes in words that an import of this workbook would make; Problem with every faulty
    cell."""
    return _read(_forum(work, code), content, where).changes


def import_plan(
    work: UnitOfWork, code: str, content: bytes, where: str, shown: tuple[str, ...] | None = None
) -> tuple[str, ...]:
    """Take the workbook into the plan. ``shown`` are the changes that the person saw beforehand.

    Raises Problem with every faulty cell, or when the plan has changed since; it then stays as it was.
    """
    return take_plan(_forum(work, code), content, where, shown)


def take_plan(
    forum: GroupContext, content: bytes, where: str, shown: tuple[str, ...] | None
) -> tuple[str, ...]:
    """Do as ``import_plan`` for a group."""
    plan_import = _read(forum, content, where)
    if shown is not None and plan_import.changes != shown:
        raise Problem(CHANGED_SINCE)
    rows = {row.reference: row for row in line_rows(forum.tx.session, forum.group.id)}
    for line in plan_import.lines:
        row = rows.get(line.reference) or PlanLineRow(id=uuid4(), group_id=forum.group.id)
        write_line(forum.tx, row, replace(line, id=row.id), LineEvent.IMPORTED, forum.on)
    return plan_import.changes


def export_plan(work: UnitOfWork, code: str) -> bytes:
    """Return the workbook of a group's plan; without a line for a group that has no plan yet."""
    forum = _forum(work, code)
    rows = [cells_of(each.line, each.rating, forum.membership) for each in rated_plan(forum)]
    table, policy = (SHEET.of_group(forum.group.code), rows), forum.policy
    return write_workbook(policy.plan.title, table, marking=policy.marking, help=HELP)


def _forum(work: UnitOfWork, code: str) -> GroupContext:
    return group_context(work, group_by_code(work.session, code).id)


def _read(forum: GroupContext, content: bytes, where: str) -> PlanImport:
    """Read the workbook against the plan as it is; WorkbookRefused where a cell is wrong."""
    (rows,), faults = forum.office.limited.run(read_sheets, content, where, (SHEET.name, SHEET.headings))
    plan = rated_plan(forum)
    context = PlanContext(
        today=forum.on,
        rules=forum.policy.plan,
        members=forum.membership,
        purposes=purpose_codes(forum.policy.objectives),
        boards=forum.policy.boards,
        lines={each.line.reference: each.line for each in plan},
        silences={each.line.reference: each.silences for each in plan},
        decisions=standing_decisions(forum.tx.session, forum.group.id),
    )
    try:
        lines = read_plan_lines(context, rows, where, faults)
    except Problem as problem:
        raise refusal_with_marks(problem, content, WORKBOOK, forum.office.limited) from problem
    changed = [line for line in lines if line != context.lines.get(line.reference)]
    return PlanImport(changed, plan_changes(context.lines, changed, forum.membership))


THE_WORKBOOK = "The workbook of the action plan"


def propose_plan(work: UnitOfWork, group_id: UUID, content: bytes) -> None:
    """Show the unit the changes of a plan's workbook, and ask whether to apply them.

    The question about an earlier workbook is withdrawn. Problem with every faulty cell, or when nothing would
    change.
    """
    forum = group_context(work, group_id)
    changes = preview_plan(work, forum.group.code, content, THE_WORKBOOK)
    if not changes:
        raise Problem("The workbook changes nothing: the action plan says the same already.")
    workbook = enclose(forum, WORKBOOK, content, EXCEL).sha256
    shown = [[change] for change in changes]
    question = propose(forum, QuestionKind.APPLY_PLAN, ProposalRow(workbook=workbook, shown=shown))
    question.asked = work.on
    unit = forum.unit()
    letter = MembersCheck(
        **head(forum, unit),
        changes=(ChangesOfAKind(kind="lines of the plan", changes=changes),),
        by=question.due,
        workbook="plan workbook",
    )
    until = question.due + dt.timedelta(days=14)
    valid = Validity(until, Conditions(appointed=True, unanswered=(question.id,)))
    write(forum, letter, to=unit, about=Topic(question.about_id), valid=valid)


def apply_or_drop_plan(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Apply the workbook as it was shown, or drop it, by the unit's answer."""
    if reply.word is not Word.APPLY:
        return
    proposal = work.session.get_one(ProposalRow, question.about_id)
    assert proposal.workbook is not None
    shown = tuple(change for (change,) in proposal.shown)
    content = fetch(work.session, proposal.workbook)
    take_plan(group_context(work, proposal.group_id), content, THE_WORKBOOK, shown)
