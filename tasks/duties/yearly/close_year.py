"""The reports on the board's year that is over, made once: they go with the next attendance table."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

from forum.attendance.standing import board_year_start
from forum.calendar.steps import StepKind
from forum.calendar.working_days import ONE_DAY
from forum.documents.kinds import DocumentKind
from tasks.documents.papers.media_types import EXCEL, WORD
from tasks.duties.base.group_context import forum_of_meeting, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.yearly.attendance_report import attendance_report
from tasks.duties.yearly.compliance import compliance_over
from tasks.duties.yearly.period import Period, year_until
from tasks.register.documents import NewDocument
from tasks.register.meetings import held_before, step_of
from tasks.register.minutes import CIRCULATED, add_edition, yearly_documents
from tasks.register.tables import MeetingRow


def close_year(work: UnitOfWork, meeting_id: UUID) -> None:
    """Make the attendance report and the compliance page of the board's year before, at the first meeting of
    a new one, for the unit and the Chair."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    is_reviewed = step_of(work.session, meeting.id, StepKind.ATTENDANCE_REVIEWED).verdict is not None
    last = board_year_start(forum.policy.attendance, meeting.date) - ONE_DAY
    if is_reviewed or yearly_documents(work.session, meeting.id) or not _is_first_since(work, meeting, last):
        return
    then = group_context(replace(work, as_of=last), forum.group.id)
    for kind, document in _reports(year_until(then, last)).items():
        add_edition(forum.tx, meeting.id, kind, 1, document, state=CIRCULATED, on=forum.on)
    work.audit("yearly reports made", meeting=meeting.id, until=last)


def _is_first_since(work: UnitOfWork, meeting: MeetingRow, last: dt.date) -> bool:
    """Say whether a meeting is the first held since the last day of a year in which there were others."""
    before = next(held_before(work.session, meeting), None)
    return before is not None and before.date <= last


def _reports(period: Period) -> dict[DocumentKind, NewDocument]:
    forum = period.forum
    printer, compliance = forum.documents, compliance_over(period)
    attendance = attendance_report(forum.work, forum.group.id, period.first, period.last)
    page = compliance.page
    cases = page.file_name.replace(".docx", ", cases.xlsx")
    return {
        DocumentKind.ATTENDANCE_REPORT: NewDocument(attendance.file_name, WORD, printer.print(attendance)),
        DocumentKind.COMPLIANCE_PAGE: NewDocument(page.file_name, WORD, printer.print(page)),
        DocumentKind.COMPLIANCE_CASES: NewDocument(cases, EXCEL, compliance.workbook),
    }
