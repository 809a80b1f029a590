"""Members' corrections of circulated minutes, stored for the meeting that confirms them (clause 6).

Outcomes of items without a note, as the unit says them in reply to the draft minutes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from textwrap import shorten
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from forum.minutes import Confirmation, MinutesState
from forum.record.registers import CorrectionWanted
from forum.text.checks import checked_text
from forum.text.problem import Problem
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import UnitOfWork
from tasks.duties.minutes.document import minutes_document, parts_of
from tasks.register.database.register import Transaction
from tasks.register.documents import MINUTES, latest_editions
from tasks.register.meetings import meeting_by_reference
from tasks.register.papers import agenda_items
from tasks.register.tables import CorrectionRow, MeetingRow

LONGEST_QUOTED = 160  # characters
LATELY = dt.timedelta(days=365)  # minutes that were deferred for longer confirms nobody
# Built once, since building a statement costs more than running it.
_CORRECTIONS = (
    select(CorrectionRow, MeetingRow)
    .join(MeetingRow, MeetingRow.id == CorrectionRow.meeting_id)
    .where(CorrectionRow.meeting_id.in_(bindparam("meetings", expanding=True)))
    .order_by(MeetingRow.date, CorrectionRow.number)
)
_OF_LATE = select(MeetingRow.id, MeetingRow.group_id, MeetingRow.date, MeetingRow.last_minutes).where(
    MeetingRow.group_id.in_(bindparam("groups", expanding=True)),
    MeetingRow.date.between(bindparam("since"), bindparam("until")),
)


def correction_reference(correction: CorrectionRow, meeting: MeetingRow) -> str:
    """Return the reference of a correction, as MASE/2027-01/C1."""
    return numbered(meeting, correction.number)


def numbered(meeting: MeetingRow, number: int) -> str:
    """Return the reference that the correction of a number has, or will have."""
    return f"{meeting.reference}/C{number}"


def next_number(session: Session, meeting_id: UUID) -> int:
    """Return the number of the next correction to the minutes of a meeting."""
    return 1 + max((row.number for row, _ in corrections_to(session, [meeting_id])), default=0)


def note_correction(work: UnitOfWork, meeting_id: UUID, person: UUID, text: str) -> CorrectionRow:
    """Keep a member's words on the minutes of a meeting. Problem for the same words a second time, as from
    people who are not sure that they arrived."""
    text = checked_text(text, "Corrections")
    on_record = corrections_to(work.session, [meeting_id])
    if any((correction.person_id, correction.text) == (person, text) for correction, _ in on_record):
        raise Problem("The same corrections by the same person are on record already.")
    return keep_correction(work, meeting_id, person, text)


def keep_correction(tx: Transaction, meeting_id: UUID, person: UUID, text: str) -> CorrectionRow:
    """Keep what is to be put right in minutes that are out, in the words of the person who said it."""
    number = next_number(tx.session, meeting_id)
    row = CorrectionRow(meeting_id=meeting_id, person_id=person, number=number, on=tx.on, text=text)
    tx.session.add(row)
    tx.session.flush()
    tx.audit("correction noted", correction=row.id, meeting=meeting_id, person=person)
    return row


def correction_on_a_line(text: str) -> str:
    """Return a correction on a line, shortened: its writer and the record workbook have all of it."""
    return shorten(text, LONGEST_QUOTED, placeholder=" …").strip(" .")


def corrections_to(
    session: Session, meetings: Collection[UUID]
) -> Sequence[tuple[CorrectionRow, MeetingRow]]:
    """The corrections to the minutes of these meetings, in the order in which they came."""
    return [(row, meeting) for row, meeting in session.execute(_CORRECTIONS, {"meetings": [*meetings]})]


def corrections_of_late(
    session: Session, groups: Collection[UUID], on: dt.date
) -> Sequence[tuple[CorrectionRow, MeetingRow]]:
    """The corrections of which no meeting has said what became of them; of those that came before answers
    were kept, the ones to minutes that none has confirmed or amended since."""
    meetings = session.execute(_OF_LATE, {"groups": [*groups], "since": on - LATELY, "until": on}).all()
    settling = [
        meeting
        for meeting in meetings
        if meeting.last_minutes in (Confirmation.CONFIRMED, Confirmation.AMENDED)
    ]

    def is_open(correction: CorrectionRow, minutes: MeetingRow) -> bool:
        return correction.settled_on is None and not any(
            meeting.group_id == minutes.group_id and meeting.date > max(minutes.date, correction.on)
            for meeting in settling
        )

    rows = corrections_to(session, [meeting.id for meeting in meetings])
    return [(correction, minutes) for correction, minutes in rows if is_open(correction, minutes)]


def corrections_before(
    session: Session, meeting: MeetingRow, to_confirm: Collection[UUID]
) -> Sequence[tuple[CorrectionRow, MeetingRow]]:
    """The corrections that a meeting is to answer, or has answered: to the minutes that it is to confirm, and
    to earlier ones that stay open."""
    open_ones = corrections_of_late(session, [meeting.group_id], meeting.date)
    rows = {row[0].id: row for row in (*corrections_to(session, to_confirm), *open_ones)}
    return [
        (row, minutes)
        for row, minutes in rows.values()
        if minutes.date < meeting.date and row.settled_on in (None, meeting.date)
    ]


def answered_at(session: Session, meeting: MeetingRow) -> Sequence[tuple[CorrectionRow, MeetingRow]]:
    """The corrections that a meeting has answered, with the meetings of their minutes."""
    query = select(CorrectionRow, MeetingRow).join(MeetingRow, MeetingRow.id == CorrectionRow.meeting_id)
    of_it = CorrectionRow.settled_on == meeting.date, MeetingRow.group_id == meeting.group_id
    rows = session.execute(query.where(*of_it).order_by(MeetingRow.date, CorrectionRow.number))
    return [(row, minutes) for row, minutes in rows]


def answer_corrections(forum: GroupContext, meeting: MeetingRow, answers: Iterable[CorrectionWanted]) -> None:
    """Keep what a meeting made of corrections; a record that is filed again may say otherwise."""
    tx = forum.tx
    for row, _ in answered_at(tx.session, meeting):
        row.made, row.because, row.settled_on = None, "", None
    for answer in answers:
        row = tx.session.get_one(CorrectionRow, answer.id)
        row.made, row.because, row.settled_on = answer.made, answer.because, meeting.date
        tx.audit("correction answered", correction=row.id, meeting=meeting.id)


def note_outcome(work: UnitOfWork, reference: str, numbers: Sequence[str], outcome: str) -> None:
    """Note an outcome of items of which nothing is recorded, as the record workbook's column Outcome does.

    The draft that comes back with nothing under them has it there then. Raises Problem for an item that is
    none, that has something recorded, or whose minutes the unit is not writing.
    """
    meeting = meeting_by_reference(work.session, reference)
    forum, _ = forum_of_meeting(work, meeting.id)
    in_draft = {
        row.part
        for row in latest_editions(work.session, meeting.id, MINUTES)
        if row.state == MinutesState.DRAFT
    }
    empty = {
        item.number
        for part in parts_of(forum, meeting)
        for item in minutes_document(forum, meeting, part).items
        if item.is_empty
    }
    items = {item.number: item for item in agenda_items(work.session, meeting.id)}
    for number in numbers:
        if number not in items:
            raise Problem(f"{reference} has no item {number}.")
        if items[number].part not in in_draft:
            raise Problem(f"The minutes of {reference} are not with you, so item {number} stays as it is.")

        if number not in empty and items[number].outcome != outcome:
            raise Problem(f"Item {number} of {reference} says something already: change it in the draft.")

        items[number].outcome = outcome
    work.audit("outcomes noted", meeting=meeting.id, items=len(numbers))
