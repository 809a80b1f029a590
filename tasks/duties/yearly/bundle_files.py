"""The files of an inspection bundle, as the register had them on a day, and what is missing of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from forum.boards.steps import ReportStep
from forum.calendar.steps import StepKind
from forum.documents.kinds import DocumentKind
from forum.minutes.states import OUT
from forum.text.wording import long_date
from forum.yearly.inspection import BundleFile, BundlePart, Missing
from tasks.duties.yearly.period import Period
from tasks.register.boards import reference_of, report_editions, report_steps, reports_of
from tasks.register.meetings import step_if_any
from tasks.register.minutes import YEARLY, editions
from tasks.register.papers import AGENDA, agenda_items
from tasks.register.tables import BoardReportRow, MeetingDocumentRow, MeetingRow

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
