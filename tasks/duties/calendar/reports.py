"""Reports to boards with the facts that other subjects give for them."""

from __future__ import annotations

from uuid import UUID

from forum.boards.steps import ReportState
from tasks.duties.answers.facts_for_reports import FACTS
from tasks.duties.base.batches import for_the_service
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.boards import send, write
from tasks.duties.boards.report import board_context
from tasks.duties.calendar.due_reports import minutes_agreed_on
from tasks.register.tables import BoardReportRow


def draft_due_report(work: UnitOfWork, report_id: UUID) -> None:
    """Draft a report for the unit; its letter says so where the last minutes are not agreed yet."""
    report = work.session.get_one(BoardReportRow, report_id)
    without = minutes_agreed_on(work.session, report.group_id, work.as_of) is None
    write.draft_report(work, report_id, FACTS, without_minutes=without)


def put_due_report(work: UnitOfWork, report_id: UUID) -> None:
    """Put a report to the Chair."""
    write.put_report(work, report_id, FACTS)


def look_again_at_report(work: UnitOfWork, report_id: UUID) -> None:
    """Look whether an agreed report would still say on its day what the Chair agreed, while there is time."""
    board = board_context(work, report_id)
    if board.report.state is ReportState.AGREED:
        send.look_again(board, FACTS)


@for_the_service  # the body's secretary is put on the register
def send_due_report(work: UnitOfWork, report_id: UUID) -> None:
    """Send an agreed report."""
    send.send_report(work, report_id, FACTS)
