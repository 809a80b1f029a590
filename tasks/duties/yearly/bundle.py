"""The files of an inspection bundle, as the register had them on a day, and what is missing of them.

The sheets of an inspection bundle's workbook: decisions and what followed, steps with their verdicts, the
plan's history, what boards and partnerships were asked and answered, and research.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from forum.boards.steps import ReportStep
from forum.calendar.steps import StepKind, judge_step
from forum.documents.base import DocumentKind
from forum.minutes import OUT
from forum.plan.lines import PlanLine
from forum.text.columns import Column, Kind, Table, to_read
from forum.text.wording import capital, long_date
from forum.yearly import BundleFile, BundlePart, Missing
from tasks.duties.yearly.period import Period
from tasks.register.actions import actions_handed_back, actions_taken_at, history_on_record
from tasks.register.documents import YEARLY, editions
from tasks.register.meetings import step_if_any, step_value, steps_of
from tasks.register.other_bodies import (
    all_asks,
    briefings_in,
    reference_of,
    report_editions,
    report_steps,
    reports_of,
)
from tasks.register.papers import AGENDA, agenda_items
from tasks.register.registers import decisions_taken_at
from tasks.register.research import all_requests
from tasks.register.tables import ActionRow, BoardReportRow, DecisionRow, MeetingDocumentRow, MeetingRow
from tasks.register.task_groups import task_group_of_child

OF_A_MEETING: Mapping[DocumentKind, BundlePart] = {
    AGENDA: BundlePart.MEETINGS,
    DocumentKind.MINUTES: BundlePart.MEETINGS,
    DocumentKind.ACTION_LOG: BundlePart.MEETINGS,
    DocumentKind.PACK_PLAN: BundlePart.PLAN,
    DocumentKind.ATTENDANCE_TABLE: BundlePart.ATTENDANCE,
    DocumentKind.RISK_REGISTER: BundlePart.RISKS,
    DocumentKind.CHALLENGE_LOG: BundlePart.RISKS,
    **dict.fromkeys(YEARLY, BundlePart.COMPLIANCE),
}
"""The documents of a meeting that a bundle has, each with its section."""
OWED = (AGENDA, DocumentKind.MINUTES, DocumentKind.ACTION_LOG, DocumentKind.ATTENDANCE_TABLE)


@dataclass
class BundleDocuments:
    """The documents of the register that go into a bundle, by their SHA-256, and what is missing."""

    files: dict[BundleFile, str] = field(default_factory=dict)
    missing: list[Missing] = field(default_factory=list)
    from_before: list[Missing] = field(default_factory=list)

    @property
    def not_there(self) -> list[Missing]:
        """All that is missing, with what nobody kept."""
        return sorted([*self.missing, *self.from_before])

    def of_part(self, part: int) -> Iterator[tuple[BundleFile, str]]:
        """Yield the documents of a part."""
        return (found for found in self.files.items() if found[0].part == part)


def found_until(period: Period) -> BundleDocuments:
    """Return the documents that the register had of a period, and what it lacked."""
    found = BundleDocuments()
    for meeting in period.due:
        if meeting in period.held:
            _take_meeting(period, meeting, found)
        else:
            when = f"the meeting of {long_date(meeting.date)} has no record"
            found.missing.append(Missing(BundlePart.MEETINGS, f"record of {meeting.reference}", when))
    for report in reports_of(period.forum.tx.session, period.forum.group.id):
        _take_report(period, report, found)
    found.missing += _not_kept(period)
    return found


def _take_meeting(period: Period, meeting: MeetingRow, found: BundleDocuments) -> None:
    is_from_before = step_if_any(period.forum.tx.session, meeting.id, StepKind.RECORD) is None
    for kind, section in OF_A_MEETING.items():
        latest = _latest(period, meeting, kind)
        for row in latest.values():
            name = f"{meeting.reference.replace('/', '-')} {kind}"
            part = ", part 2" if row.part > 1 else ""
            what = f"{str(kind).capitalize()} of {long_date(meeting.date)}{part}"
            found.files[BundleFile(section, f"{name}{part}", what, row.part)] = row.sha256
        if kind in OWED and not latest and not is_from_before:
            found.missing.append(
                Missing(section, f"{kind} of {meeting.reference}", _why(period, meeting, kind))
            )
    if is_from_before:
        why = "it was held before they were kept here"
        found.from_before.append(Missing(BundlePart.MEETINGS, f"documents of {meeting.reference}", why))


def _latest(period: Period, meeting: MeetingRow, kind: DocumentKind) -> dict[int, MeetingDocumentRow]:
    """Return by part the latest edition that was made by the last day; of minutes one that members have."""
    return {
        row.part: row
        for row in editions(period.forum.tx.session, meeting.id, kind)
        if row.made_on <= period.last and (kind is not DocumentKind.MINUTES or row.state in OUT)
    }


def _why(period: Period, meeting: MeetingRow, kind: DocumentKind) -> str:
    session = period.forum.tx.session
    if kind is AGENDA:
        return "none was drafted" if not agenda_items(session, meeting.id) else "it was never sent out"
    if kind is DocumentKind.ATTENDANCE_TABLE:
        return "attendance has not been reviewed"
    step = step_if_any(session, meeting.id, StepKind.MINUTES_OUT)
    return f"not out, due on {long_date(step.deadline)}" if step and step.deadline else "not out"


def _take_report(period: Period, report: BoardReportRow, found: BundleDocuments) -> None:
    """Take a report as it left, if it was due or left in the period."""
    session = period.forum.tx.session
    steps = report_steps(session, report.id)
    step = steps[ReportStep.SENT]
    sent = period.report_step_done(step)
    day = sent or step.deadline
    if day is None or not period.first <= day <= period.last:
        return
    name, what = reference_of(session, report).replace("/", "-"), f"{report.name}, {long_date(report.date)}"
    if sent is None:
        found.missing.append(Missing(BundlePart.REPORTS, f"report to the {what}", "it has not left"))
        return
    as_it_left = [row for row in report_editions(session, report.id) if row.made_on <= sent]
    found.files[BundleFile(BundlePart.REPORTS, f"{name} report", f"Report to the {what}")] = as_it_left[
        -1
    ].sha256
    answered = steps[ReportStep.ANSWERED]
    if answered.deadline and answered.deadline < period.last and period.report_step_done(answered) is None:
        found.missing.append(Missing(BundlePart.REPORTS, f"answer of the {what}", "the board has not said"))


def _not_kept(period: Period) -> Iterator[Missing]:
    """Yield what the register can't have of a group."""
    if period.forum.office.whole_terms(period.forum.group) is None:
        why = "the policy names no such file, or it is not in the policies’ folder"
        yield Missing(BundlePart.TERMS, "the terms of reference as the board wrote them", why)


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


def actions_of_part(period: Period, part: int = 1) -> Table:
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


def briefings_agreed(period: Period) -> Table:
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


def research_and_its_use(period: Period) -> Table:
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


SHEETS = (decisions, actions_of_part, steps, plan_history, asks, briefings_agreed, research_and_its_use)
"""The sheets of the workbook, a function each; those of part 2 alone are the first two."""


def _yes_no(value: bool) -> str:
    return "Yes" if value else "No"
