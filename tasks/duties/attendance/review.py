"""Attendance: reviewed after each meeting; a table for unit and Chair, a private word (clause 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import takewhile
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.calendar.steps import StepKind
from forum.members.membership import Person
from forum.outbox.states import Occasion, OccasionKind
from tasks.documents.papers.take_paper import WORD
from tasks.duties.attendance.below import (
    ask_again_or_tell_organisation,
    ask_for_private_word,
    for_two_weeks,
    withdraw_outdated,
)
from tasks.duties.attendance.table import Review
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.steps import finish_step
from tasks.duties.base.write_letter import meeting_topic, write
from tasks.mail.sending.queue import Enclosure
from tasks.register.documents import (
    ATTENDANCE_TABLE,
    CIRCULATED,
    FOR_THE_CHAIR,
    REPLACED,
    NewDocument,
    add_edition,
    editions,
    name_of,
    yearly_documents,
)
from tasks.register.meetings import held_until, step_of
from tasks.register.tables import DispatchRow, MeetingDocumentRow, MeetingRow

LATELY = dt.timedelta(days=62)  # the table of an older meeting is no news to the Chair
RIDES_ALONG = dt.timedelta(days=10)  # so long after the meeting it waits for another letter to the Chair


def review_attendance(work: UnitOfWork, meeting_id: UUID) -> None:
    """Make the table, send it to the unit where it has news, and ask the Chair about a private word where one
    is due; once a meeting, whoever else found it due."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    if step_of(work.session, meeting.id, StepKind.ATTENDANCE_REVIEWED).verdict is not None:
        return
    review(forum, meeting)
    finish_step(work, meeting, StepKind.ATTENDANCE_REVIEWED, work.as_of)


def review(forum: GroupContext, meeting: MeetingRow) -> None:
    """Make the next edition of the table, and ask the Chair about each member who is below the minimum."""
    result = Review.of(forum, meeting)
    row = _make_table(forum, result)
    unit, of_year = forum.unit(), _of_the_year(forum, meeting.id)
    if of_year or row.edition > 1 or result.is_news():  # else the table comes with the draft minutes
        write(
            forum,
            result.letter(unit),
            to=unit,
            about=meeting_topic(meeting, Occasion(OccasionKind.DOCUMENT, number=row.edition)),
            valid=for_two_weeks(forum),
            enclosures=[Enclosure(row.sha256, name_of(forum.tx.session, row.sha256)), *of_year],
        )
    again = withdraw_outdated(forum, result)
    for seat in (*result.newly_below(), *again):
        ask_for_private_word(forum, result, seat)
    for seat in result.below():
        ask_again_or_tell_organisation(forum, result, seat)


def _make_table(forum: GroupContext, result: Review) -> MeetingDocumentRow:
    """Make the next edition of a meeting's table, for the Chair."""
    document = result.document()
    return add_edition(
        forum.tx,
        result.meeting.id,
        ATTENDANCE_TABLE,
        1,
        NewDocument(document.file_name, WORD, forum.documents.print(document)),
        state=FOR_THE_CHAIR,
        on=forum.on,
    )


def tables_for_chair(forum: GroupContext) -> list[tuple[MeetingRow, MeetingDocumentRow]]:
    """The attendance tables of late that the Chair has not had, each with its meeting."""
    session, since = forum.tx.session, forum.on - LATELY
    meetings = takewhile(lambda meeting: meeting.date >= since, held_until(session, forum.group.id, forum.on))
    return [
        (meeting, row)
        for meeting in reversed(list(meetings))
        for row in editions(session, meeting.id, ATTENDANCE_TABLE)
        if row.state == FOR_THE_CHAIR
    ]


def give_to_chair(forum: GroupContext, row: MeetingDocumentRow) -> list[Enclosure]:
    """Enclose an attendance table in a letter to the Chair, who has then had it, and what goes with it once a
    year.

    One that was made on an earlier day is made anew: members may have come or left since.
    """
    if row.made_on < forum.on:
        row.state = REPLACED
        meeting = forum.tx.session.get_one(MeetingRow, row.meeting_id)
        row = _make_table(forum, Review.of(forum, meeting))
    row.state = CIRCULATED
    table = Enclosure(row.sha256, name_of(forum.tx.session, row.sha256))
    return [table, *_of_the_year(forum, row.meeting_id)]


def take_from_chair(session: Session, letter: DispatchRow) -> None:
    """Have the attendance tables of a letter to the Chair that never goes enclosed in another."""
    files = [attachment["sha256"] for attachment in letter.attachments]
    of_letter = (
        MeetingDocumentRow.kind == ATTENDANCE_TABLE,
        MeetingDocumentRow.sha256.in_(files),
        MeetingDocumentRow.state == CIRCULATED,  # a table that was replaced may have had the same words
    )
    for row in session.scalars(select(MeetingDocumentRow).where(*of_letter)):
        row.state = FOR_THE_CHAIR


def _of_the_year(forum: GroupContext, meeting_id: UUID) -> list[Enclosure]:
    """Enclose the reports on the board's last year, with the table of its first meeting since."""
    session = forum.tx.session
    rows = yearly_documents(session, meeting_id)
    return [Enclosure(row.sha256, name_of(session, row.sha256)) for row in rows]


def send_to_chair(
    forum: GroupContext, chair: Person, tables: Sequence[tuple[MeetingRow, MeetingDocumentRow]]
) -> None:
    """Send a Chair the attendance tables that no other letter has brought within ten days of their meetings
    (own rule)."""
    for meeting, row in tables:
        if meeting.date + RIDES_ALONG > forum.on:
            continue
        write(
            forum,
            Review.of(forum, meeting).letter(chair),
            to=chair,
            about=meeting_topic(meeting, Occasion(OccasionKind.DOCUMENT, number=row.edition)),
            valid=for_two_weeks(forum),
            enclosures=give_to_chair(forum, row),
        )
