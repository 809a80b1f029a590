"""The facts of a report, computed from the register for a board's period, through its indexes on days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from forum.actions.action_log import days_overdue
from forum.attendance.quorum import Ruling
from forum.attendance.standing import FILLED, Mark
from forum.boards.facts import Clock, DecisionTaken, Facts, SeatRepresented, SubjectFacts, facts_from_json
from forum.boards.steps import WENT, ReportStep
from forum.calendar.steps import OWN, StepKind, Verdict, judge_step
from forum.calendar.working_days import ONE_DAY
from forum.members.membership import Role
from tasks.duties.attendance.table import Review
from tasks.duties.base.group_context import GroupContext
from tasks.duties.boards.report import BoardContext
from tasks.duties.coming.quorum_forecast import quorum_from
from tasks.register.actions import action_value, discharged_between, open_actions
from tasks.register.boards import report_step_value, reports_of
from tasks.register.meetings import HELD, attendance_at, meetings_between, planned_from, step_value, steps_of
from tasks.register.tables import (
    AgendaItemRow,
    AppointmentRow,
    AttendanceRow,
    BoardReportRow,
    DecisionRow,
    MeetingRow,
    ReportStepRow,
    SeatRow,
)

FactsOfSubject = Callable[[GroupContext, dt.date, dt.date], SubjectFacts]
"""Gives the facts of another subject for a period, from its first day to its last."""
COMING = 3  # meetings to come that a report names
JUDGED = {Verdict.ON_TIME, Verdict.LATE, Verdict.MISSED}


def facts_of(board: BoardContext, subjects: Iterable[FactsOfSubject] = ()) -> Facts:
    """Return the facts from the day after the board's last report to today."""
    forum, session = board.forum, board.forum.tx.session
    earlier = _last_report(board)
    first = earlier.last_day + ONE_DAY if earlier and earlier.last_day else forum.group.go_live
    last = forum.on
    between = meetings_between(session, forum.group.id, first, last)
    held = [meeting for meeting in between if meeting.state == HELD]
    attendance = attendance_at(session, [meeting.id for meeting in held])
    still_open = [row for row in open_actions(session, forum.group.id) if row.part == 1]
    discharged = discharged_between(session, forum.group.id, first - ONE_DAY, last)
    return Facts(
        first=first,
        last=last,
        meetings=tuple(meeting.date for meeting in held),
        quorate=sum(_is_quorate(forum, meeting, attendance) for meeting in held),
        decisions=tuple(_decisions(forum, held)),
        discharged=sum(row.part == 1 for row in discharged),
        open_actions=len(still_open),
        overdue=sum(days_overdue(action_value(row), last) > 0 for row in still_open),
        seats=tuple(_seats(forum, held, attendance)),
        clocks=tuple(_clocks(forum, between, first, last)),
        coming=tuple(
            meeting.date for meeting in planned_from(session, forum.group.id, last + ONE_DAY)[:COMING]
        ),
        of_subjects=tuple(_beside(earlier, facts(forum, first, last)) for facts in subjects),
    )


def _last_report(board: BoardContext) -> BoardReportRow | None:
    """Return the last report that went to the board; None before the first."""
    reports = reports_of(board.forum.tx.session, board.report.group_id, board.report.body)
    went = [report for report in reports if report.last_day and report.state in WENT]
    return max(went, key=lambda report: report.last_day or dt.date.min, default=None)


def _beside(earlier: BoardReportRow | None, now: SubjectFacts) -> SubjectFacts:
    """Return facts of another subject with how it stood in the board's last report."""
    if earlier is None or not earlier.facts or not now.standings:
        return now
    then = facts_from_json(earlier.facts).under(now.heading)
    return replace(now, standings_before=then[0].standings if then else ())


def _is_quorate(forum: GroupContext, meeting: MeetingRow, attendance: Sequence[AttendanceRow]) -> bool:
    """Say whether a meeting was quorate, by the Chair's ruling or else by the count (clause 4)."""
    if meeting.quorum_ruling is not None:
        return meeting.quorum_ruling is Ruling.QUORATE
    return quorum_from(forum, meeting, [row for row in attendance if row.meeting_id == meeting.id]).quorate


def _decisions(forum: GroupContext, held: Sequence[MeetingRow]) -> Iterator[DecisionTaken]:
    """Yield the decisions of part 1 that stand. Nothing of part 2 flows into a report by itself (own
    rule)."""
    dates = {meeting.id: meeting.date for meeting in held}
    rows = forum.tx.session.scalars(
        select(DecisionRow)
        .join(AgendaItemRow, AgendaItemRow.id == DecisionRow.item_id)
        .where(DecisionRow.meeting_id.in_(dates), AgendaItemRow.part == 1)
        .order_by(DecisionRow.reference)
    )
    in_order = sorted(rows, key=lambda row: dates[row.meeting_id])
    for row in in_order:
        if not row.to_ratify or row.ratified_at_id is not None:
            yield DecisionTaken(dates[row.meeting_id], row.text)


def _seats(
    forum: GroupContext, held: Sequence[MeetingRow], attendance: Sequence[AttendanceRow]
) -> Iterator[SeatRepresented]:
    """Yield each organisation's attendance at the meetings of the period; persons stay within the group."""
    below = set(Review.of(forum, held[-1]).below()) if held else set()
    members = forum.membership
    for seat in members.seats_on(forum.on):
        marks = [
            row.mark for row in attendance if row.seat_id == seat.id and row.mark is not Mark.NOT_EXPECTED
        ]
        vacant = members.is_vacant(seat.id, forum.on)
        yield SeatRepresented(
            organisation=seat.present_name,
            filled=sum(mark in FILLED for mark in marks),
            expected=len(marks),
            is_below=seat.id in below,
            vacant_since=_vacant_since(forum, seat.id) if vacant else None,
        )


def _vacant_since(forum: GroupContext, seat_id: UUID) -> dt.date:
    """Return the day after the last core member of a seat left; the day the seat was made for none."""
    query = select(AppointmentRow.last).where(
        AppointmentRow.group_id == forum.group.id,
        AppointmentRow.seat_id == seat_id,
        AppointmentRow.role == Role.CORE,
        AppointmentRow.last < forum.on,
    )
    days = [day for day in forum.tx.session.scalars(query) if day]
    return max(days) + ONE_DAY if days else forum.tx.session.get_one(SeatRow, seat_id).created


def _clocks(
    forum: GroupContext, meetings: Sequence[MeetingRow], first: dt.date, last: dt.date
) -> Iterator[Clock]:
    """Yield the deadlines of the terms that fell into the period, and how many were met."""
    session = forum.tx.session
    due: dict[tuple[str, str], list[Verdict]] = {}
    for meeting in meetings:
        for step in map(step_value, steps_of(session, meeting.id)):
            if step.clause != OWN and step.deadline and step.deadline <= last:
                verdict = judge_step(step, meeting_date=meeting.date, as_of=last).verdict
                due.setdefault((str(step.kind), step.clause), []).append(verdict)
    reports = select(ReportStepRow).where(
        ReportStepRow.group_id == forum.group.id,
        ReportStepRow.deadline.between(first, last),
        ReportStepRow.kind == ReportStep.SENT,
    )
    for row in session.scalars(reports):
        verdict = (
            row.verdict
            or judge_step(report_step_value(row), meeting_date=row.deadline or last, as_of=last).verdict
        )
        due.setdefault((str(row.kind), row.clause), []).append(verdict)
    order = [*map(str, StepKind), *map(str, ReportStep)]
    for (name, clause), verdicts in sorted(
        due.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
    ):
        judged = [verdict for verdict in verdicts if verdict in JUDGED]
        if judged:
            yield Clock(name, clause, sum(verdict is Verdict.ON_TIME for verdict in judged), len(judged))
