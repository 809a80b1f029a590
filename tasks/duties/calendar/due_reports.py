"""Queries for the reports to boards with something due on a day; no board in the policy, no query.

Reports to boards with the facts that other subjects give for them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from itertools import takewhile
from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from forum.boards.steps import ReportState, ReportStep, day_planned, day_to_draft, waits_for_record
from forum.calendar.steps import StepKind
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import TIME_TO_ANSWER
from tasks.duties.answers.facts_for_reports import FACTS
from tasks.duties.base.batches import for_the_service
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.boards import send, write
from tasks.duties.boards.report import board_context
from tasks.duties.questions.ask import questions_about
from tasks.register.groups import Groups, groups_by_id
from tasks.register.meetings import A_QUARTER, AS_OF, held_until, is_meeting_open, planned_from, step_if_any
from tasks.register.other_bodies import known_dates, open_reports, report_left, report_steps
from tasks.register.tables import (
    AgendaItemRow,
    BoardAskRow,
    BoardReportRow,
    GroupRow,
    MeetingRow,
    StepRow,
)

Known = Mapping[str, Collection[dt.date]]
"""The dates for which there is a report, by the code of the board."""
Is = Callable[[Office, Session, dt.date, BoardReportRow], bool]


def groups_with_dates(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Groups with a report to plan, or with one under way for a day that its board has no more."""
    with_boards = [group for group in groups_by_id(session, only) if office.policy(group).bodies]
    known = known_dates(session, [group.id for group in with_boards])
    return [group.id for group in with_boards if _has_dates_to_follow(office, as_of, group, known[group.id])]


def reports_to_draft(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Reports that have opened, once the last minutes are agreed or there is no time to wait for them."""
    return _reports(office, session, as_of, only, _is_to_draft, ReportState.PLANNED)


def reports_to_put(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Reports that are back from the unit and due to the Chair."""
    return _reports(office, session, as_of, only, _is_to_put, ReportState.BACK)


def reports_to_look_at_again(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Reports that are agreed and due to their board so soon that what has changed goes to the Chair now."""
    return _reports(office, session, as_of, only, _is_to_look_at, ReportState.AGREED)


def reports_to_send(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Reports that are agreed and due to their board."""
    return _reports(office, session, as_of, only, _is_to_send, ReportState.AGREED)


def reports_to_offer(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Reports that the Chair has not agreed on their deadline, to a board that wants the draft."""
    return _reports(office, session, as_of, only, _is_to_offer, ReportState.WITH_THE_CHAIR)


def reports_gone(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Reports whose letter has left, and whose step of sending is open."""
    return _reports(office, session, as_of, only, _has_gone)


def outcomes_to_ask(office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Reports to boards that have met and have not been asked what they decided."""
    return _reports(office, session, as_of, only, _is_outcome_to_ask, ReportState.SENT, ReportState.RECEIVED)


def asks_to_stand(_office: Office, session: Session, as_of: dt.date, only: Groups) -> list[UUID]:
    """Meetings whose agenda is being drafted, of groups with a board that has met and not answered."""
    return list(session.scalars(_asks_to_stand(only), {"as_of": as_of}))


@lru_cache  # to put it together takes longer than to ask it
def _asks_to_stand(only: Groups) -> Select[UUID]:
    unanswered = exists().where(
        BoardAskRow.group_id == StepRow.group_id,
        BoardAskRow.answered.is_(None),
        BoardReportRow.id == BoardAskRow.report_id,
        BoardReportRow.date < AS_OF,
    )
    drafted = exists().where(AgendaItemRow.meeting_id == StepRow.meeting_id, AgendaItemRow.standing)
    return select(StepRow.meeting_id).where(
        *is_meeting_open(only), StepRow.kind == StepKind.AGENDA_AGREED, unanswered, ~drafted
    )


def minutes_agreed_on(session: Session, group_id: UUID, as_of: dt.date) -> dt.date | None:
    """Return the day on which the minutes of the last meeting held were agreed; None while they are not.

    Where no meeting was held there is nothing to wait for, nor after one entered from the time before the
    go-live."""
    last: MeetingRow | None = next(held_until(session, group_id, as_of), None)
    agreed = step_if_any(session, last.id, StepKind.MINUTES_AGREED) if last else None
    return agreed.done if agreed else dt.date.min


def _reports(
    office: Office, session: Session, as_of: dt.date, only: Groups, is_due: Is, *states: ReportState
) -> list[UUID]:
    """Return the open reports in these states, or in any, for which something is due."""
    return [
        report.id
        for report in open_reports(session, only)
        if (not states or report.state in states) and is_due(office, session, as_of, report)
    ]


def _has_dates_to_follow(office: Office, as_of: dt.date, group: GroupRow, known: Known) -> bool:
    policy, days = office.policy(group), office.days(group)
    dates = {body.code: body.dates for body in policy.bodies}
    to_plan = any(
        date not in known.get(body.code, ())
        and max(day_planned(policy.reports, body, days, date), group.go_live) <= as_of <= date
        for body in policy.bodies
        for date in body.dates
    )
    gone = any(
        date >= as_of and date not in dates.get(code, ()) for code, days in known.items() for date in days
    )
    return to_plan or gone


def _is_to_draft(office: Office, session: Session, as_of: dt.date, report: BoardReportRow) -> bool:
    steps = report_steps(session, report.id)
    if steps[ReportStep.DRAFTED].opens > as_of:
        return False
    group = session.get_one(GroupRow, report.group_id)
    deadline = steps[ReportStep.SENT].deadline or as_of
    agreed = minutes_agreed_on(session, report.group_id, as_of)
    rules, days = office.policy(group).reports, office.days(group)
    if agreed == dt.date.min:
        return True
    return day_to_draft(rules, days, deadline, agreed) <= as_of


def _is_to_put(office: Office, session: Session, as_of: dt.date, report: BoardReportRow) -> bool:
    steps = report_steps(session, report.id)
    if steps[ReportStep.AGREED].opens > as_of:
        return False
    deadline = steps[ReportStep.SENT].deadline or as_of
    planned = planned_from(session, report.group_id, as_of - A_QUARTER)
    records = (
        step_if_any(session, meeting.id, StepKind.RECORD)
        for meeting in takewhile(lambda meeting: meeting.date < deadline, planned)
    )
    days = office.days(session.get_one(GroupRow, report.group_id))
    return not waits_for_record(days, deadline, (step.deadline for step in records if step), as_of)


def _is_to_look_at(office: Office, session: Session, as_of: dt.date, report: BoardReportRow) -> bool:
    deadline = report_steps(session, report.id)[ReportStep.SENT].deadline
    if deadline is None or report.last_day is None:
        return False
    days = office.days(session.get_one(GroupRow, report.group_id))
    return report.last_day < as_of < deadline <= days.add(as_of, TIME_TO_ANSWER)


def _is_to_send(_office: Office, session: Session, as_of: dt.date, report: BoardReportRow) -> bool:
    deadline = report_steps(session, report.id)[ReportStep.SENT].deadline or as_of
    return deadline <= as_of


def _is_to_offer(office: Office, session: Session, as_of: dt.date, report: BoardReportRow) -> bool:
    deadline = report_steps(session, report.id)[ReportStep.SENT].deadline or as_of
    if deadline > as_of:
        return False
    bodies = office.policy(session.get_one(GroupRow, report.group_id)).bodies
    wants = any(body.code == report.body and body.takes_unagreed for body in bodies)
    return wants and not _is_asked(session, report, QuestionKind.RELEASE_UNAGREED_REPORT)


def _has_gone(_office: Office, session: Session, _as_of: dt.date, report: BoardReportRow) -> bool:
    is_unfinished = report_steps(session, report.id)[ReportStep.SENT].verdict is None
    return is_unfinished and report_left(session, report) is not None


def _is_outcome_to_ask(_office: Office, session: Session, as_of: dt.date, report: BoardReportRow) -> bool:
    opens = report_steps(session, report.id)[ReportStep.ANSWERED].opens
    return opens <= as_of and not _is_asked(session, report, QuestionKind.TELL_OUTCOME)


def _is_asked(session: Session, report: BoardReportRow, kind: QuestionKind) -> bool:
    return any(question.withdrawn is None for question in questions_about(session, report.id, kind))


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
