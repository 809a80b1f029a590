"""The actions report of a group over a period, from the action log and its updates (clauses 3 and 6).

The attendance report of a group over a period, from what its records say (clause 4). The reports on the
board's year that is over, made once: they go with the next attendance table.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from uuid import UUID

from forum.actions.history import ActionLife, ActionMove, months_of_actions
from forum.attendance.standing import board_year_start
from forum.calendar.steps import StepKind
from forum.calendar.working_days import ONE_DAY
from forum.documents.actions import ActionsReport
from forum.documents.attendance import AttendanceReport
from forum.documents.base import DocumentKind
from forum.members.membership import Seat
from forum.text.problem import Problem
from forum.text.wording import long_date, years
from forum.yearly import seat_in_period, vacancy_days
from tasks.documents.papers.take_paper import EXCEL, WORD
from tasks.duties.base.group_context import GroupContext, forum_of_meeting, group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.yearly.compliance import compliance_over
from tasks.duties.yearly.period import Period, year_until
from tasks.register.actions import discharged_between, open_actions, updates_of
from tasks.register.attendance import seat_at_meetings
from tasks.register.documents import CIRCULATED, NewDocument, add_edition, yearly_documents
from tasks.register.meetings import attendance_at, held_before, held_between, step_of
from tasks.register.tables import MeetingRow


def actions_report(work: UnitOfWork, group_id: UUID, first: dt.date, last: dt.date) -> ActionsReport:
    """Return the report from ``first`` to ``last``, both days included. Problem when no action was open in
    it."""
    forum = group_context(work, group_id)
    rows = [
        row
        for row in (
            *open_actions(work.session, group_id),
            *discharged_between(work.session, group_id, first - ONE_DAY, dt.date.max),
        )
        if row.part == 1 and row.opened_on <= last
    ]
    if not rows:
        raise Problem(
            f"No action was open from {long_date(first)} to {long_date(last)}; choose another period."
        )
    updates = updates_of(work.session, [row.id for row in rows])
    lives = [
        ActionLife(
            opened_on=row.opened_on,
            due=row.due,
            discharged_on=row.discharged_on,
            moves=tuple(ActionMove(update.on, update.said, update.old_due) for update in updates[row.id]),
        )
        for row in rows
    ]
    return ActionsReport(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=f"{forum.group.code}, {years(first, last)}",
        first=first,
        last=last,
        rows=months_of_actions(lives, first, last),
    )


def attendance_report(work: UnitOfWork, group_id: UUID, first: dt.date, last: dt.date) -> AttendanceReport:
    """Return the report from ``first`` to ``last``, both days included. Problem when nothing in it is on
    record."""
    forum = group_context(work, group_id)
    held = held_between(work.session, group_id, first, last)
    rows = attendance_at(work.session, [meeting.id for meeting in held])
    if not rows:
        raise Problem(
            f"No attendance is on record from {long_date(first)} to {long_date(last)}; choose another period."
        )
    return AttendanceReport(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=f"{forum.group.code}, {years(first, last)}",
        first=first,
        last=last,
        held=len(held),
        rows=tuple(
            seat_in_period(
                seat, seat_at_meetings(seat.id, rows), vacancy_days(forum.membership, seat, first, last)
            )
            for seat in _seats(forum, first, last)
        ),
    )


def _seats(forum: GroupContext, first: dt.date, last: dt.date) -> list[Seat]:
    """The seats that were there on a day of the period, in the order of the terms."""
    seats = forum.membership.seats
    live = (
        seat for seat in seats if seat.created <= last and (seat.abolished is None or seat.abolished > first)
    )
    return sorted(live, key=lambda seat: seat.number)


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
