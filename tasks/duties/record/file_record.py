"""The record of a meeting: the workbook made ready for the unit, and filed when it comes back.

The risk register and the challenge log as a meeting left them, kept with its documents. Asking for the
record of a meeting: the workbook goes out the working day before (own rule).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind
from forum.documents.base import DocumentKind, DocumentState
from forum.documents.members import ConfidentialityAgreement
from forum.letters.minutes import RecordWorkbook
from forum.outbox.states import Conditions, Occasion, OccasionKind, Validity
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Word
from forum.record.cells import ChangedCell, changed_cells
from forum.record.checks import check_record
from forum.record.prefill import check_keeps_part_two, with_present_names, without_part_two
from forum.record.record import Record, Sheets
from forum.text.problem import Problem
from forum.text.wording import long_date
from tasks.documents.papers.take_paper import EXCEL, WORD
from tasks.documents.record import read_record, write_record
from tasks.documents.workbooks.fault_marks import refusal_with_marks
from tasks.duties.agenda.agenda import draft_items
from tasks.duties.agenda.carry_forward import put_to_next_meeting
from tasks.duties.base.group_context import GroupContext, forum_of_meeting, group_context
from tasks.duties.base.office import Office, UnitOfWork
from tasks.duties.base.steps import close_preparation, finish_step, open_step
from tasks.duties.base.write_letter import enclose, head, meeting_line, meeting_topic, write
from tasks.duties.challenge import challenge_empty_seats, challenges_between
from tasks.duties.members.agreements import ask_for_agreements
from tasks.duties.minutes.versions import confirm_last_minutes
from tasks.duties.partnerships.write_briefings import follow_decisions
from tasks.duties.plan.rated import file_decisions
from tasks.duties.questions.ask import ask, close_question, open_question, withdraw_preparation
from tasks.duties.record.form import record_form
from tasks.duties.record.letters_after_change import letters_after_change, told_of
from tasks.duties.record.meeting import (
    People,
    clear_meeting,
    drop_actions,
    file_actions,
    file_meeting,
    file_updates,
)
from tasks.duties.record.registers import file_registers
from tasks.duties.risks import risks_as_at
from tasks.mail.sending.queue import Enclosure
from tasks.register.database.register import Transaction
from tasks.register.documents import NewDocument, add_edition, fetch, latest_editions, sha256_of
from tasks.register.meetings import HELD, PLANNED, group_of, step_of
from tasks.register.tables import MeetingDocumentRow, MeetingRow

A_QUARTER = dt.timedelta(days=91)  # of challenges, those answered longer ago are left out


def keep_registers(forum: GroupContext, meeting: MeetingRow) -> None:
    """Keep an edition of what the registers say once the record of a meeting is filed; none of one that is
    empty."""
    documents = {
        DocumentKind.RISK_REGISTER: risks_as_at(forum, meeting.date),
        DocumentKind.CHALLENGE_LOG: challenges_between(forum, meeting.date - A_QUARTER, forum.on),
    }
    for kind, document in documents.items():
        if document is not None:
            new = NewDocument(document.file_name, WORD, forum.documents.print(document))
            add_edition(forum.tx, meeting.id, kind, 1, new, state=DocumentState.FILED, on=forum.on)


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


def ask_for_record(work: UnitOfWork, meeting_id: UUID) -> None:
    """Send the unit the record workbook, which doubles as the sign-in sheet, and ask for it back; another one
    where the meeting has moved to another day since, or the first would have told of part 2 to somebody who
    may not read it any more.
    """
    forum, meeting = forum_of_meeting(work, meeting_id)
    draft_items(forum, meeting)  # a meeting called for tomorrow has none yet, and its record needs them
    minute_taker = forum.membership.unit_for_record(work.as_of)
    part_two = minute_taker is not None and forum.membership.may_read_part_two(minute_taker.id, work.as_of)
    workbook = prefilled_record(work, meeting_id, part_two=part_two)
    unit = minute_taker or forum.unit()
    due = step_of(work.session, meeting.id, StepKind.RECORD).deadline or meeting.date
    question = ask(
        work,
        QuestionKind.FILE_RECORD,
        group_id=forum.group.id,
        about=meeting.id,
        of=unit.id,
        on=work.as_of,
        due=due,
        meeting_id=meeting.id,
    )
    if question.asked is not None:
        return
    question.asked, question.of_id = work.as_of, unit.id
    note = None if part_two else "without part 2"
    has_been = meeting.date < work.as_of
    must_sign = forum.policy.members.must_sign and not has_been
    write(
        forum,
        RecordWorkbook(
            **head(forum, unit, marked=True),
            meeting=meeting_line(meeting),
            by=question.due,
            has_been=has_been,
            part_two=part_two,
            agreement=must_sign,
        ),
        to=unit,
        about=meeting_topic(meeting, Occasion(OccasionKind.QUESTION, about=question.id, note=note)),
        valid=Validity(
            max(due, work.as_of) + dt.timedelta(days=14),
            Conditions(appointed=True, unanswered=(question.id,), part_two=part_two),
        ),
        enclosures=[
            enclose(forum, record_name(meeting.reference), workbook, EXCEL),
            *([_agreement(forum)] if must_sign else []),
        ],
    )


def _agreement(forum: GroupContext) -> Enclosure:
    """Return a confidentiality agreement to print, for whoever walks in."""
    document = ConfidentialityAgreement.of(forum.policy)
    return enclose(forum, document.file_name, forum.documents.print(document), WORD)
