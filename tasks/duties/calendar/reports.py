"""Reports to boards with the facts that other subjects give for them."""

from __future__ import annotations

from uuid import UUID

from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.boards import write
from tasks.duties.calendar.due_reports import minutes_agreed_on
from tasks.duties.calendar.facts_for_reports import SUBJECTS
from tasks.register.tables import BoardReportRow


def draft_report(work: UnitOfWork, report_id: UUID) -> None:
    """Draft a report for the unit; its letter says so where the last minutes are not agreed yet."""
    report = work.session.get_one(BoardReportRow, report_id)
    without = minutes_agreed_on(work.session, report.group_id, work.as_of) is None
    write.draft_report(work, report_id, SUBJECTS, without_minutes=without)


def put_report(work: UnitOfWork, report_id: UUID) -> None:
    """Put a report to the Chair."""
    write.put_report(work, report_id, SUBJECTS)
