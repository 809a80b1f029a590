"""Asking for the record of a meeting: the workbook goes out the working day before (own rule)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.calendar.steps import StepKind
from forum.documents.members import ConfidentialityAgreement
from forum.letters.minutes import RecordWorkbook
from forum.outbox.conditions import Conditions, Validity
from forum.outbox.occasions import Occasion, OccasionKind
from forum.questions.kinds import QuestionKind
from tasks.documents.papers.media_types import EXCEL, WORD
from tasks.duties.agenda.agenda import draft_items
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.base.write_letter import enclose, head, meeting_line, meeting_topic, write
from tasks.duties.questions.ask import ask
from tasks.duties.record.file_record import prefilled_record, record_name
from tasks.mail.sending.queue import Enclosure
from tasks.register.meetings import step_of


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
