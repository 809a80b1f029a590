"""Attendance: reviewed after each meeting; a table for unit and Chair, a private word (clause 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from uuid import UUID

from forum.attendance.standing import (
    Standing,
)
from forum.calendar.steps import StepKind
from forum.letters.attendance.notice import AttendanceNotice
from forum.letters.parts import Ask
from forum.members.membership import Person
from forum.outbox.conditions import Validity
from forum.outbox.occasions import Occasion, OccasionKind
from forum.outbox.topic import Topic
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from tasks.documents.papers.media_types import WORD
from tasks.duties.attendance.table import LOW, Review
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.steps import finish_step
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.base.write_letter import head, meeting_topic, write
from tasks.duties.questions.ask_chairs import ask_chairs
from tasks.mail.sending.queue import Enclosure
from tasks.register.documents import NewDocument, name_of
from tasks.register.meetings import held_until, step_of
from tasks.register.minutes import ATTENDANCE_TABLE, CIRCULATED, FOR_THE_CHAIR, add_edition, editions
from tasks.register.questions import open_questions
from tasks.register.tables import MeetingDocumentRow, MeetingRow, PersonRow, QuestionRow

LATELY = dt.timedelta(days=62)  # the table of an older meeting is no news to the Chair


def review_attendance(work: UnitOfWork, meeting_id: UUID) -> None:
    """Make the table, send it to the unit, and ask the Chair about a private word where one is due; once a
    meeting, whoever else found it due."""
    forum, meeting = forum_of_meeting(work, meeting_id)
    if step_of(work.session, meeting.id, StepKind.ATTENDANCE_REVIEWED).verdict is not None:
        return
    review(forum, meeting)
    finish_step(work, meeting, StepKind.ATTENDANCE_REVIEWED, work.as_of)


def review(forum: GroupContext, meeting: MeetingRow) -> None:
    """Make the next edition of the table, and ask the Chair about each member whose standing got worse."""
    result = Review.of(forum, meeting)
    document = result.document()
    row = add_edition(
        forum.tx,
        meeting.id,
        ATTENDANCE_TABLE,
        1,
        NewDocument(document.file_name, WORD, forum.office.documents.print(document)),
        state=FOR_THE_CHAIR,
        on=forum.on,
    )
    unit = forum.unit()
    write(
        forum,
        result.letter(unit),
        to=unit,
        about=meeting_topic(meeting, Occasion(OccasionKind.DOCUMENT, number=row.edition)),
        valid=_for_two_weeks(forum),
        enclosures=[Enclosure(row.sha256, document.file_name)],
    )
    worse = result.worse()
    words = [
        question
        for question in open_questions(forum.tx.session, forum.group.id)
        if question.kind is QuestionKind.SEND_ATTENDANCE_NOTICE
    ]
    low = {seat for seat, finding in result.findings.items() if finding.standing in LOW} - set(worse)
    _withdraw_words(forum, [question for question in words if not _fallen_seats(forum, question) & low])
    for seat in worse:
        _raise(forum, meeting, result, seat)


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


def give_to_chair(forum: GroupContext, row: MeetingDocumentRow) -> Enclosure:
    """Enclose an attendance table in a letter to the Chair, who has then had it."""
    row.state = CIRCULATED
    return Enclosure(row.sha256, name_of(forum.tx.session, row.sha256))


def send_to_chair(
    forum: GroupContext, chair: Person, tables: Sequence[tuple[MeetingRow, MeetingDocumentRow]]
) -> None:
    """Send a Chair the attendance tables that no other letter brings today."""
    for meeting, row in tables:
        write(
            forum,
            Review.of(forum, meeting).letter(chair),
            to=chair,
            about=meeting_topic(meeting, Occasion(OccasionKind.DOCUMENT, number=row.edition)),
            valid=_for_two_weeks(forum),
            enclosures=[give_to_chair(forum, row)],
        )


def send_or_drop_notice(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Send a private notice on the Chair's word, or drop it."""
    if reply.word is not Word.SEND or question.meeting_id is None:
        return
    forum, meeting = forum_of_meeting(work, question.meeting_id)
    review = Review.of(forum, meeting)
    for seat in review.fallen(question.about_id):
        _send_notice(forum, meeting, review, seat)


def attendance_in_words(forum: GroupContext, meeting: MeetingRow, person: UUID) -> str:
    """Say how a member stood after a meeting in each seat that a private word is about; empty for a former
    member."""
    review = Review.of(forum, meeting)
    return " ".join(
        f"{_for_seat(review, seat)}{review.findings[seat].words}" for seat in review.fallen(person)
    )


def _for_seat(review: Review, seat: UUID) -> str:
    """Name the seat where its holder has another one, too."""
    name = review.seat_named(seat)
    return f"{name}: " if name else ""


def _fallen_seats(forum: GroupContext, question: QuestionRow) -> set[UUID]:
    """The seats that a question about a private word is about."""
    if question.meeting_id is None:
        return set()
    _, meeting = forum_of_meeting(forum.work, question.meeting_id)
    return set(Review.of(forum, meeting).fallen(question.about_id))


def _raise(forum: GroupContext, meeting: MeetingRow, review: Review, seat: UUID) -> None:
    """Ask the Chair for the word, or write at once where the policy says so. To a Chair who holds a seat
    nobody writes in the Chair's name: the table, which they and the unit have, says it."""
    holder = review.holders[seat]
    if holder.id in {chair.id for chair in forum.chairs()}:
        return
    if review.rule.notices == "automatic":
        _send_notice(forum, meeting, review, seat)
        return
    ask_chairs(
        forum,
        QuestionKind.SEND_ATTENDANCE_NOTICE,
        about=holder.id,
        due=forum.days.add(forum.on, 10),
        meeting_id=meeting.id,
    )


def _withdraw_words(forum: GroupContext, questions: Iterable[QuestionRow]) -> None:
    """Withdraw questions to the Chair about a member after an earlier meeting: they are no longer true."""
    for question in questions:
        question.withdrawn = forum.on
        forum.tx.audit("question withdrawn", question=question.id, kind=question.kind)


def _send_notice(forum: GroupContext, meeting: MeetingRow, review: Review, seat: UUID) -> None:
    holder, finding, name = review.holders[seat], review.findings[seat], review.seat_named(seat)
    below = finding.standing is Standing.BELOW
    letter = AttendanceNotice(
        **head(forum, holder),
        standing="below" if below else "one absence from it",
        came=finding.own,
        meetings=finding.counted,
        needed=finding.asked_for,
        window=forum.policy.attendance.window,
        deputies_came=finding.deputies,
        deputies_allowed=finding.deputies_allowed,
        chair=forum.chairs_named(),
        clause=finding.clause,
        seat=name,
    )
    occasion = Occasion(OccasionKind.DAY, meeting.date)
    if name:
        occasion = Occasion(OccasionKind.SEAT, meeting.date, about=seat)
    write(forum, letter, to=holder, about=Topic(holder.id, occasion, meeting.id), valid=_for_two_weeks(forum))


def _for_two_weeks(forum: GroupContext) -> Validity:
    return Validity(forum.days.add(forum.on, 10))


def put_notice(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """The Chair's letter names the member, and says how their seats stand."""
    session = forum.tx.session
    person = session.get_one(PersonRow, question.about_id)
    meeting = session.get_one(MeetingRow, question.meeting_id) if question.meeting_id else None
    facts = attendance_in_words(forum, meeting, person.id) if meeting else ""
    return replace(ask, person=person.name, facts=facts), ()
