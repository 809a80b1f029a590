"""Reports as lists show them: each with its steps, and what each board was told, asked and answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from forum.boards.steps import WENT, paper_deadline
from forum.boards.timetable import ComingDate, ReportTimetable
from forum.calendar.steps import judge_step
from forum.calendar.timetable import StepLine
from tasks.duties.base.office import Office
from tasks.register.boards import all_asks, open_reports, report_steps, reports_of
from tasks.register.groups import groups_at_work
from tasks.register.meetings import step_value
from tasks.register.tables import BoardReportRow, GroupRow


@dataclass(frozen=True)
class LedgerLine:
    """An ask of a board, or where a report had none that it was told: ``answer`` is empty until it
    answers."""

    group: str
    board: str
    date: dt.date
    asked: str
    answer: str
    answered: dt.date | None


def report_timetable(office: Office, group: str | None = None) -> tuple[ReportTimetable, ...]:
    """Return the reports that wait for something, by group and date. Problem for an unknown group."""
    today = office.clock.now().date()
    with office.register.reading() as session:
        return tuple(
            line for row in groups_at_work(session, group) for line in reports_under_way(session, row, today)
        )


def reports_under_way(session: Session, group: GroupRow, today: dt.date) -> Iterator[ReportTimetable]:
    """Yield the reports of a group that wait for something, by date."""
    for report in open_reports(session, frozenset([group.id])):
        values = [step_value(row) for row in report_steps(session, report.id).values()]
        yield ReportTimetable(
            group.code,
            report.body,
            report.date,
            report.state,
            tuple(StepLine(step, judge_step(step, meeting_date=report.date, as_of=today)) for step in values),
        )


def coming_dates(office: Office, group: str | None = None) -> tuple[ComingDate, ...]:
    """Return the boards' meetings to come for which there is no report yet, by date."""
    today = office.clock.now().date()
    with office.register.reading() as session:
        dates = [
            ComingDate(row.code, body.code, date, paper_deadline(body, office.days(row), date))
            for row in groups_at_work(session, group)
            for body in office.policy(row).bodies
            for date in body.dates
            if date >= today
            and date not in {report.date for report in reports_of(session, row.id, body.code)}
        ]
    return tuple(sorted(dates, key=lambda line: (line.group, line.date, line.board)))


def ledger(office: Office, group: str | None = None) -> tuple[LedgerLine, ...]:
    """Return what each board was told, asked and answered, the earliest first."""
    with office.register.reading() as session:
        return tuple(line for row in groups_at_work(session, group) for line in _ledger_of(session, row))


def _ledger_of(session: Session, group: GroupRow) -> Iterator[LedgerLine]:
    asks: dict[object, list[LedgerLine]] = {}
    reports = {report.id: report for report in reports_of(session, group.id)}
    for ask in all_asks(session, group.id):
        line = _line(group, reports[ask.report_id], ask.text, ask.answer, ask.answered)
        asks.setdefault(ask.report_id, []).append(line)
    for report in reports.values():
        if report.state in WENT:
            yield from asks.get(report.id, [_line(group, report, "nothing", report.answer, None)])


def _line(
    group: GroupRow, report: BoardReportRow, asked: str, answer: str, answered: dt.date | None
) -> LedgerLine:
    return LedgerLine(group.code, report.body, report.date, asked, answer, answered)
