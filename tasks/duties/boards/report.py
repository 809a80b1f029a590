"""A report within a unit of work: its board, its steps, and the documents made of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from forum.boards.facts import Facts, facts_from_json
from forum.boards.report import Box, sections
from forum.boards.steps import ReportStep
from forum.calendar.steps import Verdict, judge_step
from forum.documents.board_report import BoardReport
from forum.terms.parts.duties import Body
from forum.text.problem import Problem
from tasks.documents.papers.media_types import WORD
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.mail.sending.queue import Enclosure
from tasks.register.boards import add_report_edition, reference_of, report_steps
from tasks.register.database.register import Transaction
from tasks.register.documents import NewDocument, name_of
from tasks.register.meetings import step_value
from tasks.register.tables import BoardReportRow, ReportEditionRow

FOR_THE_UNIT, FOR_THE_CHAIR = "DRAFT for the Business Unit", "DRAFT for the Chair"
NOT_AGREED = "DRAFT, not yet agreed by the Chair"


@dataclass(frozen=True)
class BoardContext:
    """A report with the context of its group, and its board as the policy has it."""

    forum: GroupContext
    report: BoardReportRow
    body: Body

    @property
    def facts(self) -> Facts:
        """The facts of the last version made."""
        return facts_from_json(self.report.facts or {})

    @property
    def written(self) -> Mapping[Box, str]:
        """What the unit wrote, by the box."""
        return {box: self.report.written[box.value] for box in Box if box.value in self.report.written}

    def deadline_of(self, kind: ReportStep) -> dt.date:
        """Return the deadline of a step; today for a step without one."""
        return report_steps(self.forum.tx.session, self.report.id)[kind].deadline or self.forum.on


def board_context(work: UnitOfWork, report_id: UUID) -> BoardContext:
    """Return a report with its group and its board; Problem where the policy has the board no more."""
    report = work.session.get_one(BoardReportRow, report_id)
    forum = group_context(work, report.group_id)
    for body in forum.policy.bodies:
        if body.code == report.body:
            return BoardContext(forum, report, body)
    raise Problem(
        f"The policy of {forum.group.code} has no board {report.body} any more, and a report to it is under "
        "way. Put it back among the bodies until its answer is on record."
    )


def make_edition(board: BoardContext, standing: str, *, is_draft: bool) -> ReportEditionRow:
    """Print the report as it stands, with boxes in a draft for the unit, and keep it as its next version."""
    document = document_of(board, standing, is_draft=is_draft)
    printed = board.forum.documents.print(document)
    new = NewDocument(document.file_name, WORD, printed)
    return add_report_edition(board.forum.tx, board.report, new, board.forum.on)


def document_of(board: BoardContext, standing: str, *, is_draft: bool) -> BoardReport:
    """Return the report as a document."""
    forum, policy, facts = board.forum, board.forum.policy, board.facts
    return BoardReport(
        group=policy.group.in_headings,
        marking=policy.marking,
        reference=reference_of(forum.tx.session, board.report),
        board=board.body.name,
        date=board.report.date,
        first=facts.first,
        last=facts.last,
        purpose=board.body.report,
        sender=f"{forum.chairs_named()}, Chair of the {policy.group.short_name}",
        prepared_by=policy.group.unit_name,
        standing=standing,
        sections=sections(facts, board.written, board.body, is_draft=is_draft),
    )


def enclosed_report(board: BoardContext, edition: ReportEditionRow) -> Enclosure:
    """Return a version of a report as the enclosure of a letter."""
    return Enclosure(edition.sha256, name_of(board.forum.tx.session, edition.sha256))


def finish_report_step(tx: Transaction, report: BoardReportRow, kind: ReportStep, on: dt.date) -> None:
    """Record that a step of a report was done on a day, with its verdict; a frozen step stays as it is."""
    step = report_steps(tx.session, report.id)[kind]
    if step.verdict is not None:
        return
    step.done = on
    step.verdict = judge_step(step_value(step), meeting_date=report.date, as_of=on).verdict
    tx.audit("report step done", report=report.id, step=kind, on=on, verdict=step.verdict)


def set_aside_report_steps(tx: Transaction, report: BoardReportRow) -> None:
    """Close every open step of a report that nobody waits for any more."""
    for step in report_steps(tx.session, report.id).values():
        if step.verdict is None:
            step.verdict = Verdict.NOT_NEEDED
    tx.audit("report steps set aside", report=report.id)
