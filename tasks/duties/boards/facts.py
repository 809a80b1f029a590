"""The facts of a report, from the register: what its board has not heard yet, and how things stand.

Reports to one board that are under way together: what one tells for good, no other tells (clauses 2 and
3).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from uuid import UUID

from sqlalchemy import select

from forum.actions.action_log import days_overdue
from forum.attendance.quorum import Ruling
from forum.attendance.standing import FILLED, Mark
from forum.boards.facts import (
    Account,
    DeadlineMet,
    DecisionReported,
    Facts,
    InReport,
    MeetingNotHeld,
    Reported,
    SeatRepresented,
    SubjectFacts,
    facts_from_json,
    overlap,
)
from forum.boards.steps import FINAL, UNSENT, ReportState, ReportStep
from forum.calendar.meetings import NOT_HELD, held_in_place, in_a_row, months_without
from forum.calendar.steps import OWN, WAIVED, StepKind, StepVerdict, judge_step
from forum.calendar.working_days import ONE_DAY
from forum.members.membership import Role
from forum.plan.lines import with_titles
from forum.questions.kinds import QuestionKind
from forum.text.wording import day_month
from tasks.duties.attendance.table import Review
from tasks.duties.base.group_context import GroupContext
from tasks.duties.boards.report import BoardContext, drop_report
from tasks.duties.coming.seats_to_fill import quorum_from
from tasks.duties.questions.ask import withdraw_question
from tasks.register.actions import action_value, discharged_between, open_actions, plan_of
from tasks.register.meetings import (
    A_QUARTER,
    CANCELLED,
    HELD,
    NO_MEETING,
    ORDINARY,
    PLANNED,
    attendance_at,
    held_until,
    meetings_between,
    planned_from,
    step_value,
    steps_of,
)
from tasks.register.other_bodies import open_reports, report_steps, reports_of
from tasks.register.registers import decisions_between
from tasks.register.tables import (
    AppointmentRow,
    AttendanceRow,
    BoardReportRow,
    MeetingRow,
    ReportStepRow,
    SeatRow,
)

FactsOfSubject = Callable[[GroupContext, Account], SubjectFacts]
"""Gives the facts of another subject for the account of a report."""
COMING = 3  # meetings to come that a report names
JUDGED = {StepVerdict.ON_TIME, StepVerdict.LATE, StepVerdict.MISSED}
WITHOUT_REASON = "meeting cancelled"  # the register's own words, where nobody gave any


def facts_of_report(board: BoardContext, subjects: Iterable[FactsOfSubject] = ()) -> Facts:
    """Return what the board has not heard yet, and how things stand today."""
    forum, session, group = board.forum, board.forum.tx.session, board.forum.group.id
    final = _final_facts(board)
    account = _account(forum, final)
    last_report = max(final, key=lambda facts: facts.last, default=None)
    meetings = meetings_between(session, group, account.since, dt.date.max)
    held, not_held = (
        [row for row in meetings if row.state in states and account.owes(matter, row.reference, row.date)]
        for matter, states in ((InReport.HELD, {HELD}), (InReport.NOT_HELD, NOT_HELD))
    )
    ordinary = [row for row in meetings if row.kind is ORDINARY]
    months = [
        first
        for first in months_without(
            forum.policy.meetings.rule, account.since, account.last, [row.date for row in ordinary]
        )
        if account.owes(InReport.MONTH, _of_month(first), first)
    ]
    in_place = _in_place(forum, ordinary)
    runs = in_a_row(
        (row.date, row.state)
        for row in meetings
        if (row in ordinary and row.date not in in_place) or row.state is HELD
    )
    attendance = attendance_at(session, [meeting.id for meeting in held])
    still_open = [row for row in open_actions(session, group) if row.part == 1]
    discharged = [
        row.reference
        for row in discharged_between(session, group, account.since - ONE_DAY, account.last)
        if row.part == 1 and account.owes(InReport.ACTION, row.reference, row.discharged_on)
    ]
    decisions = dict(_decisions(forum, account))
    last_held = next(held_until(session, group, account.last), None)
    return Facts(
        first=account.first,
        last=account.last,
        meetings=tuple(meeting.date for meeting in held),
        quorate=sum(_is_quorate(forum, meeting, attendance) for meeting in held),
        not_held=tuple(MeetingNotHeld(row.date, _reason(row, in_place)) for row in not_held),
        in_a_row=tuple(tuple(run) for run in runs if any(row.date in run for row in not_held)),
        months=tuple(months),
        unrecorded=tuple(row.date for row in meetings if row.state is PLANNED and row.date <= account.last),
        decisions=tuple(decisions.values()),
        discharged=len(discharged),
        open_actions=len(still_open),
        overdue=sum(days_overdue(action_value(row), account.last) > 0 for row in still_open),
        seats=tuple(_seats(forum, last_held, attendance)),
        as_at=last_held.date if last_held else None,
        clocks=tuple(_clocks(forum, meetings, account)),
        frequency=_frequency(forum, held, [row for row in not_held if row.date not in in_place], months),
        coming=tuple(
            meeting.date for meeting in islice(planned_from(session, group, account.last + ONE_DAY), COMING)
        ),
        of_subjects=tuple(_beside(last_report, facts(forum, account)) for facts in subjects),
        own=(
            *(Reported(InReport.HELD, row.reference) for row in held),
            *(Reported(InReport.NOT_HELD, row.reference) for row in not_held),
            *(Reported(InReport.MONTH, _of_month(first)) for first in months),
            *(Reported(InReport.DECISION, reference) for reference in decisions),
            *(Reported(InReport.ACTION, reference) for reference in discharged),
        ),
    )


def _final_facts(board: BoardContext) -> Sequence[Facts]:
    """Return the facts of the other reports to the board that were agreed, or have left."""
    report = board.report
    return [
        facts_from_json(row.facts)
        for row in reports_of(board.forum.tx.session, report.group_id, report.body)
        if row.id != report.id and row.state in FINAL and row.facts
    ]


def _account(forum: GroupContext, final: Sequence[Facts]) -> Account:
    """Return what a report is to give account of: it begins where the last one ended, and the first where
    the group went live."""
    go_live = forum.group.go_live
    return Account(
        since=min((facts.first for facts in final), default=go_live),
        first=max((facts.last + ONE_DAY for facts in final), default=go_live),
        last=forum.on,
        reported=frozenset(each for facts in final for each in facts.reported),
    )


def _beside(last_report: Facts | None, now: SubjectFacts) -> SubjectFacts:
    """Return facts of another subject with how it stood in the board's last report."""
    if last_report is None or not now.standings:
        return now
    then = last_report.under(now.heading)
    return replace(now, standings_before=then[0].standings if then else ())


def _of_month(first: dt.date) -> str:
    return f"{first:%Y-%m}"


def _in_place(forum: GroupContext, ordinary: Sequence[MeetingRow]) -> Mapping[dt.date, dt.date]:
    """Return the days of the cancelled meetings in whose period another stands, each with its day."""
    rule, others = forum.policy.meetings.rule, [row.date for row in ordinary if row.state not in NOT_HELD]
    days = {row.date: held_in_place(rule, row.date, others) for row in ordinary if row.state is CANCELLED}
    return {cancelled: day for cancelled, day in days.items() if day}


def _reason(meeting: MeetingRow, in_place: Mapping[dt.date, dt.date]) -> str:
    """Return why a meeting was not held, in the words on record, and which stands in its place."""
    reason = meeting.reason.strip(" .")
    if meeting.state is NO_MEETING:
        return "as the Chair ruled" + (f": {reason}" if reason != NO_MEETING else "")
    words = reason if reason != WITHOUT_REASON else "no reason is on record"
    return words + (f"; {day_month(day)} in its place" if (day := in_place.get(meeting.date)) else "")


def _frequency(
    forum: GroupContext,
    held: Sequence[MeetingRow],
    not_held: Sequence[MeetingRow],
    months: Sequence[dt.date],
) -> DeadlineMet | None:
    """Return how many of the ordinary meetings were held (clause 5); one left out as the Chair ruled does
    not count."""
    met = sum(row.kind is ORDINARY for row in held)
    cancelled = sum(row.kind is ORDINARY and row.state is CANCELLED for row in not_held)
    due = met + cancelled + len(months)
    return DeadlineMet("Ordinary meetings", forum.policy.meetings.clause, met, due) if due else None


def _is_quorate(forum: GroupContext, meeting: MeetingRow, attendance: Sequence[AttendanceRow]) -> bool:
    """Say whether a meeting was quorate, by the Chair's ruling or else by the count (clause 4)."""
    if meeting.quorum_ruling is not None:
        return meeting.quorum_ruling is Ruling.QUORATE
    return quorum_from(forum, meeting, [row for row in attendance if row.meeting_id == meeting.id]).quorate


def _decisions(forum: GroupContext, account: Account) -> Iterator[tuple[str, DecisionReported]]:
    """Yield the decisions of part 1 that stand and are new to the board, by reference: one that was taken
    without a quorum once it is ratified. Nothing of part 2 flows into a report by itself (own rule)."""
    session, group = forum.tx.session, forum.group.id
    titles = {line.reference: line.action for line in plan_of(session, group)}
    taken = decisions_between(session, group, account.since, account.last)
    for row, _, meeting in sorted(taken, key=lambda each: (each[2].date, each[0].reference)):
        stands = not row.to_ratify or row.ratified_at_id is not None
        if stands and account.owes(InReport.DECISION, row.reference, meeting.date):
            ratified = session.get(MeetingRow, row.ratified_at_id) if row.ratified_at_id else None
            text = with_titles(row.text, titles)
            yield row.reference, DecisionReported(meeting.date, text, ratified.date if ratified else None)


def _seats(
    forum: GroupContext, last_held: MeetingRow | None, attendance: Sequence[AttendanceRow]
) -> Iterator[SeatRepresented]:
    """Yield each organisation's attendance at the meetings of the report, and where its member is below the
    standard as at the last meeting held; persons stay within the group."""
    review = Review.of(forum, last_held) if last_held else None
    below = {seat: review.findings[seat].words for seat in review.below()} if review else {}
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
            why=below.get(seat.id, ""),
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


def _clocks(forum: GroupContext, meetings: Sequence[MeetingRow], account: Account) -> Iterator[DeadlineMet]:
    """Yield the deadlines of the terms that have passed since the last report was made, and how many were
    met. A step that was not needed, or whose meeting was not held, counts nowhere (own rule)."""
    session, first, last = forum.tx.session, account.first - ONE_DAY, account.last - ONE_DAY
    due: dict[tuple[str, str], list[StepVerdict]] = {}
    for meeting in meetings:
        if meeting.state not in NOT_HELD and first - A_QUARTER <= meeting.date <= last + A_QUARTER:
            for row in steps_of(session, meeting.id):
                if row.clause != OWN and row.deadline and first <= row.deadline <= last:
                    judged = judge_step(step_value(row), meeting_date=meeting.date, as_of=account.last)
                    verdict, clause = row.verdict or judged.verdict, row.clause.removesuffix(WAIVED)
                    if verdict is StepVerdict.ON_TIME and clause != row.clause:
                        verdict = StepVerdict.LATE  # the Chair waived the notice, and not the clause
                    due.setdefault((str(row.kind), clause), []).append(verdict)
    reports = select(ReportStepRow).where(
        ReportStepRow.group_id == forum.group.id,
        ReportStepRow.deadline.between(first, last),
        ReportStepRow.kind == ReportStep.SENT,
    )
    for step in session.scalars(reports):
        judged = judge_step(step_value(step), meeting_date=account.last, as_of=account.last)
        due.setdefault((str(step.kind), step.clause), []).append(step.verdict or judged.verdict)
    order = [*map(str, StepKind), *map(str, ReportStep)]
    for (name, clause), verdicts in sorted(
        due.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
    ):
        judged_ones = [verdict for verdict in verdicts if verdict in JUDGED]
        if judged_ones:
            met = sum(verdict is StepVerdict.ON_TIME for verdict in judged_ones)
            yield DeadlineMet(name, clause, met, len(judged_ones))


def let_others_give_way(board: BoardContext) -> None:
    """Have the other reports to a board give way to one that is agreed, or leaves as a draft: one with the
    Chair that tells the same is put anew without it, and one whose board has met is dropped. That its day
    was missed stays on record."""
    forum, reported = board.forum, board.facts.reported
    for other in open_reports(forum.tx.session, frozenset([forum.group.id])):
        if other.body != board.report.body or other.state not in UNSENT - {ReportState.AGREED}:
            continue
        if other.date < min(board.report.date, forum.on):
            _overtake(forum, other)
        elif other.facts and overlap(reported, facts_from_json(other.facts).reported):
            _put_anew(forum, other)


def _overtake(forum: GroupContext, report: BoardReportRow) -> None:
    for row in report_steps(forum.tx.session, report.id).values():
        judged = judge_step(step_value(row), meeting_date=report.date, as_of=forum.on).verdict
        if row.verdict is None and judged is StepVerdict.MISSED:
            row.verdict = judged
    drop_report(forum, report)


def _put_anew(forum: GroupContext, report: BoardReportRow) -> None:
    """Take a report back from the Chair: it is put the next morning, with its facts as they are then."""
    if report.state is ReportState.WITH_THE_CHAIR:
        for kind in (QuestionKind.AGREE_REPORT, QuestionKind.RELEASE_UNAGREED_REPORT):
            withdraw_question(forum.tx, report.id, kind, forum.on)
        report.state = ReportState.BACK
        forum.tx.audit("report to be put anew", report=report.id)
