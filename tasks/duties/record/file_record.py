"""The record of a meeting: the workbook made ready for the unit, and filed when it comes back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind
from forum.documents.kinds import DocumentKind, DocumentState
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Word
from forum.record.changes import ChangedCell, changed_cells
from forum.record.checks import check_record
from forum.record.names import with_present_names
from forum.record.part_two import check_keeps_part_two, without_part_two
from forum.record.record import Record, Sheets
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.documents.papers.media_types import EXCEL
from tasks.documents.record.workbook import read_record, write_record
from tasks.documents.workbooks.fault_marks import refusal_with_marks
from tasks.duties.agenda.ratify import put_to_next_meeting
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.office import Office
from tasks.duties.base.steps import close_preparation, finish_step, open_step
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.challenge.log import challenge_empty_seats
from tasks.duties.members.agreements import ask_for_agreements
from tasks.duties.minutes.confirm import confirm_last_minutes
from tasks.duties.partnerships.write_briefings import follow_decisions
from tasks.duties.plan.file_decisions import file_decisions
from tasks.duties.questions.ask import close_question, open_question, withdraw_preparation
from tasks.duties.record.actions import drop_actions, file_actions, file_updates
from tasks.duties.record.form import record_form
from tasks.duties.record.keep_registers import keep_registers
from tasks.duties.record.letters_after_change import letters_after_change, told_of
from tasks.duties.record.meeting import clear_meeting, file_meeting
from tasks.duties.record.people import People
from tasks.duties.record.registers import file_registers
from tasks.register.database.register import Transaction
from tasks.register.documents import NewDocument, fetch, sha256_of
from tasks.register.meetings import HELD, PLANNED, group_of
from tasks.register.minutes import add_edition, latest_editions
from tasks.register.tables import MeetingDocumentRow, MeetingRow

RECORD, FILED = DocumentKind.RECORD, DocumentState.FILED
_OPENED = (StepKind.FOLLOW_UP, StepKind.ATTENDANCE_REVIEWED, StepKind.MINUTES_AGREED)


@dataclass(frozen=True)
class Filed:
    """The result of filing a record.

    ``replaces`` is the day of the filing before this one, None at the first; ``changed`` has the differences
    from it, ``letters`` their effects on letters that have gone or wait; ``edition`` counts the filings.
    """

    meeting: str
    edition: int
    seats_present: int
    seats_needed: int
    quorate: bool
    decisions: tuple[str, ...]  # references
    actions: tuple[str, ...]  # references
    replaces: dt.date | None
    changed: tuple[ChangedCell, ...]
    letters: tuple[str, ...]


def record_name(reference: str) -> str:
    """The neutral file name of a meeting's record."""
    return f"{reference.replace('/', '-')} record.xlsx"


def prefilled_record(work: UnitOfWork, meeting_id: UUID, *, part_two: bool = True) -> bytes:
    """The record workbook of a meeting, with seats, apologies, deputies, items, papers and open actions;
    without ``part_two`` for whoever may not read it.
    """
    meeting = work.session.get_one(MeetingRow, meeting_id)
    form = record_form(work.session, work.office.policy(group_of(work.session, meeting)), meeting)
    return write_record(form if part_two else without_part_two(form))


def file_record(
    work: UnitOfWork, meeting_id: UUID, content: bytes, channel: Channel = Channel.COMMAND
) -> Filed:
    """File the record of a meeting from its workbook, or file it again with a trail of what changed.

    Everything is recorded or nothing is: WorkbookRefused then lists every faulty cell, and has the workbook
    with them marked. Another Problem says why it was not even looked at. ``channel`` is how it came back.
    """
    meeting = work.session.get_one(MeetingRow, meeting_id)
    today = work.at.date()
    _check_may_be_filed(meeting, today)
    form = record_form(work.session, work.office.policy(group_of(work.session, meeting)), meeting)
    last = next(iter(latest_editions(work.session, meeting.id, RECORD)), None)
    before = with_present_names(form, _as_filed(work.office, work.session, meeting, last)) if last else None
    letters_before = told_of(work.session, meeting) if last else None
    replaces = last.made_on if last else None
    read = work.office.limited.run(read_record, content, f"The record of {meeting.reference}")
    sheets = with_present_names(form, read)
    if before:
        check_keeps_part_two(form, before, sheets)
    try:
        record = check_record(form, sheets, before)
    except Problem as problem:
        raise refusal_with_marks(
            problem, content, record_name(meeting.reference), work.office.limited
        ) from problem
    forum = group_context(work, meeting.group_id)
    _file(forum, meeting, record, sheets, before)
    changed = changed_cells(before, sheets) if before else ()
    edition = _store(work, meeting, content, last, [change.place for change in changed])
    finish_step(work, meeting, StepKind.RECORD, today)
    for kind in _OPENED:
        open_step(work, meeting, kind, today)
    close_preparation(work, meeting)
    withdraw_preparation(work, meeting, today)
    question = open_question(work.session, meeting.id, QuestionKind.FILE_RECORD)
    if question is not None:
        close_question(work, question, Word.FILED, by=question.of_id, channel=channel, on=today)
    confirm_last_minutes(forum, meeting, record.last_minutes)
    put_to_next_meeting(forum, meeting)
    ask_for_agreements(forum)  # also of deputies who walked in
    letters = (
        letters_after_change(forum, meeting, letters_before) if letters_before is not None and changed else ()
    )
    return Filed(
        meeting=form.reference,
        edition=edition,
        seats_present=record.quorum.present,
        seats_needed=record.quorum.needed,
        quorate=record.quorum.quorate,
        decisions=tuple(decision.reference for decision in record.decisions),
        actions=tuple(action.reference for action in record.actions),
        replaces=replaces,
        changed=changed,
        letters=letters,
    )


def _check_may_be_filed(meeting: MeetingRow, today: dt.date) -> None:
    if meeting.state not in (PLANNED, HELD):
        raise Problem(
            f"{meeting.reference} on {long_date(meeting.date)} is {meeting.state}: nothing to record."
        )
    if meeting.date > today:
        raise Problem(
            f"{meeting.reference} is on {long_date(meeting.date)}; its record can be filed from that day on."
        )


def _as_filed(office: Office, session: Session, meeting: MeetingRow, filed: MeetingDocumentRow) -> Sheets:
    """Read the record as it was filed."""
    content = fetch(session, filed.sha256)
    return office.limited.run(read_record, content, f"The filed record of {meeting.reference}")


def _file(
    forum: GroupContext,
    meeting: MeetingRow,
    record: Record,
    sheets: Sheets,
    before: Sheets | None,
) -> None:
    """Write all of the record."""
    tx = forum.tx
    people = People(tx, meeting.date)
    if before is not None:
        drop_actions(tx, meeting, record)
        clear_meeting(tx, meeting)
    file_meeting(tx, meeting, record, people)
    file_actions(tx, meeting, record, people, sheets, before)
    file_updates(forum, meeting, record)
    tx.session.flush()
    follow_decisions(forum, meeting)
    file_decisions(forum, meeting, record.plan)
    file_registers(forum, meeting, record)
    challenge_empty_seats(forum, meeting)
    keep_registers(forum, meeting)


def _store(
    tx: Transaction, meeting: MeetingRow, content: bytes, last: MeetingDocumentRow | None, changed: list[str]
) -> int:
    """Keep the workbook itself as the next edition of the record; the ``last`` one is not kept twice."""
    if last and last.sha256 == sha256_of(content):
        return last.edition
    row = add_edition(
        tx,
        meeting.id,
        RECORD,
        1,
        NewDocument(record_name(meeting.reference), EXCEL, content),
        state=FILED,
        on=tx.at.date(),
    )
    event = "record filed again" if last else "record filed"
    tx.audit(event, meeting=meeting.id, document=row.id, edition=row.edition, cells=changed)
    return row.edition
