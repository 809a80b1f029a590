"""A report within a unit of work: its board, its steps, and the documents made of it.

Reports as lists show them: each with its steps, and what each board was told, asked and answered. Reports
planned from the boards' dates in the policy, and following a date that moves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from forum.boards.facts import Facts, facts_from_json
from forum.boards.report import Box, sections
from forum.boards.steps import (
    UNSENT,
    WENT,
    ComingDate,
    ReportState,
    ReportStep,
    ReportTimetable,
    dates_moved,
    day_planned,
    paper_deadline,
    plan_report_steps,
)
from forum.calendar.steps import StepVerdict, judge_step
from forum.calendar.timetable import StepLine
from forum.documents.boards import BoardReport
from forum.questions.kinds import ABOUT_A_REPORT
from forum.terms.parts.duties import Body
from forum.text.problem import Problem
from tasks.documents.papers.take_paper import WORD
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.questions.ask import is_open, questions_about, withdraw
from tasks.mail.sending.queue import Enclosure
from tasks.register.database.register import Transaction
from tasks.register.documents import NewDocument, name_of
from tasks.register.groups import groups_at_work
from tasks.register.meetings import step_value
from tasks.register.other_bodies import (
    add_report_edition,
    all_asks,
    known_dates,
    open_reports,
    reference_of,
    report_steps,
    reports_of,
)
from tasks.register.tables import BoardReportRow, GroupRow, ReportEditionRow, ReportStepRow

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
            step.verdict = StepVerdict.NOT_NEEDED
    tx.audit("report steps set aside", report=report.id)


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
