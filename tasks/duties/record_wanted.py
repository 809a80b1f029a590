"""Asking for the record of a meeting: the workbook goes out the working day before (own rule)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.letters.record_workbook import RecordWorkbook
from forum.questions import QuestionKind
from forum.steps import StepKind
from tasks.documents.media_types import EXCEL
from tasks.duties.asking import ask
from tasks.duties.forum_on_day import forum_of_meeting
from tasks.duties.office import Office
from tasks.duties.record import prefilled_record, record_name
from tasks.duties.writing import enclose, head, meeting_line, write
from tasks.register.meetings import step_of


def ask_for_record(office: Office, meeting_id: UUID, as_of: dt.date, by: str) -> None:
    """Send the unit the record workbook, which doubles as the sign-in sheet, and ask for it back; another one
    where the meeting has moved to another day since.
    """
    workbook = prefilled_record(office, meeting_id)
    with office.register.transaction(by) as tx:
        forum, meeting = forum_of_meeting(office, tx, meeting_id, as_of)
        unit = forum.unit()
        due = step_of(tx.session, meeting.id, StepKind.RECORD).deadline or meeting.date
        question = ask(
            tx,
            QuestionKind.FILE_RECORD,
            group_id=forum.group.id,
            about=meeting.id,
            of=unit.id,
            on=as_of,
            due=due,
            meeting_id=meeting.id,
        )
        if question.asked is not None:
            return
        question.asked = as_of
        write(
            forum,
            RecordWorkbook(**head(forum, unit, marked=True), meeting=meeting_line(meeting), by=due),
            to=unit,
            about=meeting.id,
            occasion=f"question {question.id}",
            meeting=meeting,
            valid_until=max(due, as_of) + dt.timedelta(days=14),
            enclosures=[enclose(forum, record_name(meeting.reference), workbook, EXCEL)],
            conditions={"appointed": True, "unanswered": [str(question.id)]},
        )
