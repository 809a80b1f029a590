"""The sheets of an inspection bundle's workbook: decisions and what followed, steps with their verdicts, the
plan's history, what boards and partnerships were asked and answered, and research."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from forum.calendar.steps import judge_step
from forum.plan.lines import PlanLine
from forum.text.columns import Column, Kind, Table, to_read
from forum.text.wording import capital
from forum.yearly.inspection import BundleFile, Missing
from tasks.duties.yearly.period import Period
from tasks.register.actions import actions_handed_back, actions_taken_at
from tasks.register.boards import all_asks
from tasks.register.decisions import decisions_taken_at
from tasks.register.meetings import step_value, steps_of
from tasks.register.papers import agenda_items
from tasks.register.partnerships import briefings_in
from tasks.register.plan import history_on_record
from tasks.register.research import all_requests
from tasks.register.tables import ActionRow, BoardReportRow, DecisionRow, MeetingRow
from tasks.register.task_groups import task_group_of_child

Row = Sequence[object]


def index_sheets(files: Iterable[BundleFile], missing: Iterable[Missing]) -> tuple[Table, Table]:
    """Return what the index says: the files of the bundle, and what is missing."""
    section, lines = Column("Section", 36), [(file.section, file.name, file.what) for file in files]
    lacking = [(each.section, each.what, each.why) for each in missing]
    return (
        (to_read("Files", section, Column("File", 60), Column("What it is", 60)), lines),
        (to_read("Missing", section, Column("What", 60), Column("Why", 60)), lacking),
    )


def decisions(period: Period, part: int = 1) -> Table:
    """Return the decisions of a part of the meetings, each with what followed of it."""
    columns = (
        Column("Meeting", 14, kind=Kind.DATE),
        Column("Decision", 20),
        Column("Text", 60),
        Column("Seats present", 11, kind=Kind.NUMBER),
        Column("Quorate", 11),
        Column("Referred to", 30),
        Column("What followed", 50),
    )
    rows = [
        (
            meeting.date,
            row.reference,
            row.in_full,
            row.seats_present,
            _yes_no(row.quorate),
            row.refer_to,
            _what_followed(period, meeting, row),
        )
        for meeting, row in _decisions(period, part)
    ]
    return to_read("Decisions", *columns), rows


def _decisions(period: Period, part: int) -> Iterable[tuple[MeetingRow, DecisionRow]]:
    session = period.forum.tx.session
    for meeting in period.held:
        parts = {item.id: item.part for item in agenda_items(session, meeting.id)}
        for row in decisions_taken_at(session, meeting.id):
            if parts.get(row.item_id, 1) == part:
                yield meeting, row


def _what_followed(period: Period, meeting: MeetingRow, row: DecisionRow) -> str:
    """Say what followed of a decision: its ratification, its briefings, the actions of its item."""
    session = period.forum.tx.session
    held = {each.id: each.reference for each in period.held}
    followed = []
    if row.to_ratify:
        at = held.get(row.ratified_at_id) if row.ratified_at_id else None
        followed.append(f"ratified at {at}" if at else "not ratified yet")
    briefed = [
        each.reference
        for each in briefings_in(session, period.forum.group.id)
        if each.decision == row.reference and each.agreed_on and each.agreed_on <= period.last
    ]
    actions = [
        each.reference for each in actions_taken_at(session, meeting.id) if each.item_id == row.item_id
    ]
    followed += [
        f"{word} {', '.join(which)}" for word, which in (("briefing", briefed), ("action", actions)) if which
    ]
    return "; ".join(followed)


def actions(period: Period, part: int = 1) -> Table:
    """Return the actions of a part of the meetings, and those that task groups handed back by then, by their
    short titles."""
    columns = (
        Column("Meeting", 14, kind=Kind.DATE),
        Column("Action", 20),
        Column("Short title", 50),
        Column("Organisation", 40),
        Column("Opened", 14, kind=Kind.DATE),
        Column("Discharged", 14, kind=Kind.DATE),
    )
    rows = [
        (
            meeting.date,
            row.reference,
            row.title,
            _organisation(period, row),
            row.opened_on,
            period.by_then(row.discharged_on, "action: discharged", row.id),
        )
        for meeting, row in [*_taken(period), *_handed_back(period)]
        if row.part == part and row.opened_on <= period.last
    ]
    return to_read("Actions", *columns), rows


def _taken(period: Period) -> Iterable[tuple[MeetingRow, ActionRow]]:
    for meeting in period.held:
        for row in actions_taken_at(period.forum.tx.session, meeting.id):
            yield meeting, row


def _handed_back(period: Period) -> Iterable[tuple[MeetingRow, ActionRow]]:
    """Yield the actions of task groups that had ended by the last day, with the meetings that took them."""
    session = period.forum.tx.session
    for row, meeting in actions_handed_back(session, period.forum.group.id):
        task_group = task_group_of_child(session, meeting.group_id)
        is_later = task_group and period.later.has("task group wound up", task_group.id)
        if period.first <= meeting.date <= period.last and not is_later:
            yield meeting, row


def _organisation(period: Period, row: ActionRow) -> str:
    return period.forum.membership.seat(row.seat_id).present_name if row.seat_id else ""


def steps(period: Period) -> Table:
    """Return the steps of each meeting with their verdicts."""
    columns = (
        Column("Meeting", 16),
        Column("Step", 28),
        Column("Clause", 9),
        Column("Deadline", 14, kind=Kind.DATE),
        Column("Done", 14, kind=Kind.DATE),
        Column("Verdict", 30),
    )
    rows: list[Row] = []
    for meeting in period.meetings:
        for row in steps_of(period.forum.tx.session, meeting.id):
            if row.deadline is None or row.deadline > period.last:
                continue
            done = period.done(row)
            found = judge_step(
                replace(step_value(row), done=done), meeting_date=meeting.date, as_of=period.last
            )
            rows.append((meeting.reference, row.kind, row.clause, row.deadline, done, found.words))
    return to_read("Steps", *columns), rows


def plan_history(period: Period) -> Table:
    """Return what happened to each line of the action plan, the earliest first."""
    columns = (
        Column("Day", 14, kind=Kind.DATE),
        Column("Line", 9),
        Column("Action", 50),
        Column("Due", 14, kind=Kind.DATE),
        Column("First due", 14, kind=Kind.DATE),
        Column("As its lead says", 16),
        Column("As the group says", 16),
        Column("State", 20),
        Column("By decision", 22),
        Column("Evidence", 40),
        Column("What it changed for children", 40),
    )
    session = period.forum.tx.session
    events = history_on_record(session, period.forum.group.id, period.last)
    in_order = sorted(events, key=lambda each: (each.on, each.line.place, each.number))
    rows = [(each.on, *_line(each.line)) for each in in_order if each.on <= period.last]
    return to_read("Plan history", *columns), rows


def _line(line: PlanLine) -> Row:
    return (
        line.reference,
        line.action,
        line.due,
        line.first_due,
        capital(line.said or ""),
        capital(line.agreed_colour or ""),
        capital(line.state),
        line.ended_by or line.due_by or line.agreed_by,
        line.evidence,
        line.impact,
    )


def asks(period: Period) -> Table:
    """Return what each board was asked, and what it answered."""
    columns = (
        Column("Board", 34),
        Column("Board’s meeting", 14, kind=Kind.DATE),
        Column("Asked", 60),
        Column("Answered", 14, kind=Kind.DATE),
        Column("Answer", 60),
    )
    session, rows = period.forum.tx.session, list[Row]()
    for row in all_asks(session, period.forum.group.id):
        report = session.get_one(BoardReportRow, row.report_id)
        if period.first <= row.asked <= period.last:
            answered = period.by_then(row.answered, "board answered", report.id)
            rows.append((report.name, report.date, row.text, answered, row.answer if answered else ""))
    return to_read("Boards", *columns), rows


def briefings(period: Period) -> Table:
    """Return the briefings of partnerships that the Chair agreed, in the words that left."""
    columns = (
        Column("Briefing", 12),
        Column("Partnership", 34),
        Column("Agreed", 14, kind=Kind.DATE),
        Column("For", 16),
        Column("Decided", 60),
        Column("Asked", 50),
        Column("By", 14, kind=Kind.DATE),
    )
    rows = [
        (row.reference, row.partnership, agreed, row.kind, row.decided, row.ask, row.by)
        for row in briefings_in(period.forum.tx.session, period.forum.group.id)
        if (agreed := period.by_then(row.agreed_on, "briefing agreed", row.id)) and agreed >= period.first
    ]
    return to_read("Partnerships", *columns), rows


def research(period: Period) -> Table:
    """Return the requests for research, and what the group did with what was found."""
    columns = (
        Column("Reference", 12),
        Column("Question", 50),
        Column("For the decision", 40),
        Column("Asked", 14, kind=Kind.DATE),
        Column("Delivered", 14, kind=Kind.DATE),
        Column("Used", 14, kind=Kind.DATE),
        Column("What the group did with it", 50),
    )
    rows = []
    for row in all_requests(period.forum.tx.session, period.forum.group.id):
        if period.first <= row.asked_on <= period.last:
            used = period.by_then(row.used_on, "research used", row.id)
            delivered = period.by_then(row.delivered_on, "research delivered", row.id)
            of = (row.reference, row.question, row.decision, row.asked_on)
            rows.append((*of, delivered, used, row.use if used else ""))
    return to_read("Research", *columns), rows


SHEETS = (decisions, actions, steps, plan_history, asks, briefings, research)
"""The sheets of the workbook, a function each; those of part 2 alone are the first two."""


def _yes_no(value: bool) -> str:
    return "Yes" if value else "No"
