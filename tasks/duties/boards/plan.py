"""Reports planned from the boards' dates in the policy, and following a date that moves."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.boards.dates import dates_moved
from forum.boards.steps import UNSENT, ReportState, ReportStep, day_planned, plan_report_steps
from forum.questions.kinds import ABOUT_A_REPORT
from forum.terms.parts.duties import Body
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.boards.report import set_aside_report_steps
from tasks.duties.questions.ask import is_open, questions_about, withdraw
from tasks.register.boards import known_dates, open_reports, report_steps
from tasks.register.tables import BoardReportRow, ReportStepRow


def plan_reports(work: UnitOfWork, group_id: UUID) -> None:
    """Plan the report for each board's meeting once it is to be worked on; one whose board has another date
    now follows it, and one whose board does not meet is dropped."""
    forum = group_context(work, group_id)
    unsent = [
        report for report in open_reports(work.session, frozenset([group_id])) if report.state in UNSENT
    ]
    for report in unsent:
        bodies = [body for body in forum.policy.bodies if body.code == report.body]
        if not bodies:
            drop_report(forum, report)
            continue
        of_body = [other.date for other in unsent if other.body == report.body]
        changes = dates_moved(bodies[0], of_body, forum.on)
        if report.date in changes.moved:
            _move(forum, report, bodies[0], changes.moved[report.date])
        elif report.date in changes.dropped:
            drop_report(forum, report)
    for body, date in board_dates_to_plan(forum):
        _plan(forum, body, date)


def board_dates_to_plan(forum: GroupContext) -> list[tuple[Body, dt.date]]:
    """Return the dates of boards for which a report is to be worked on and is not planned yet."""
    known = known_dates(forum.tx.session, [forum.group.id])[forum.group.id]
    rules, days = forum.policy.reports, forum.days
    return [
        (body, date)
        for body in forum.policy.bodies
        for date in body.dates
        if date not in known.get(body.code, ())
        and day_planned(rules, body, days, date) <= forum.on <= date
        and date >= forum.group.go_live
    ]


def _plan(forum: GroupContext, body: Body, date: dt.date) -> None:
    report = BoardReportRow(
        group_id=forum.group.id, body=body.code, name=body.name, date=date, state=ReportState.PLANNED
    )
    forum.tx.session.add(report)
    forum.tx.session.flush()
    for step in plan_report_steps(forum.policy.reports, body, forum.days, date, forum.on):
        forum.tx.session.add(
            ReportStepRow(
                group_id=forum.group.id,
                report_id=report.id,
                kind=step.kind,
                opens=step.opens,
                deadline=step.deadline,
                clause=step.clause,
                planned_on=step.planned_on,
            )
        )
    forum.tx.session.flush()
    forum.tx.audit("report planned", report=report.id, body=body.code, date=date)


def _move(forum: GroupContext, report: BoardReportRow, body: Body, date: dt.date) -> None:
    """Give a report the new date of its board; what was written stays, and open steps get other dates."""
    report.date = date
    steps = report_steps(forum.tx.session, report.id)
    for step in plan_report_steps(forum.policy.reports, body, forum.days, date, forum.on):
        row = steps[ReportStep(step.kind)]
        if row.verdict is None and step.opens is not None:
            row.opens, row.deadline, row.planned_on = step.opens, step.deadline, step.planned_on
    forum.tx.audit("report moved", report=report.id, date=date)


def drop_report(forum: GroupContext, report: BoardReportRow) -> None:
    """Close a report that does not go: what it would have told is for the next."""
    report.state = ReportState.DROPPED
    set_aside_report_steps(forum.tx, report)
    for kind in sorted(ABOUT_A_REPORT):
        for question in questions_about(forum.tx.session, report.id, kind):
            if is_open(question):
                withdraw(forum.tx, question, forum.on)
    forum.tx.audit("report dropped", report=report.id)
