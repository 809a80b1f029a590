"""Whoever can't come is asked for their deputy, once, until somebody comes for the seat."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from forum.attendance.forecast import Answer
from forum.calendar.steps import StepKind
from forum.letters.meetings import DeputyWanted
from forum.members.membership import Person
from forum.outbox.conditions import Conditions
from forum.outbox.occasions import Occasion, OccasionKind
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Due
from forum.questions.words import Word
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.write_letter import head, meeting_line, meeting_topic, while_planned, write
from tasks.duties.questions.ask import ask, is_open, questions_about
from tasks.register.attendance.expected_attendance import expected_at, named_deputies
from tasks.register.meetings import step_of
from tasks.register.tables import MeetingRow, QuestionRow


def ask_for_deputy(forum: GroupContext, meeting: MeetingRow, seat_id: UUID) -> None:
    """Ask the member of a seat who can't come for a deputy; ask no more once somebody comes for the seat, nor
    where the terms know no deputies."""
    member = _member(forum, meeting, seat_id)
    questions = [
        question
        for question in questions_about(forum.tx.session, seat_id, QuestionKind.NAME_DEPUTY)
        if question.meeting_id == meeting.id
    ]
    if member is None or not _is_deputy_wanted(forum, meeting, seat_id, member.id):
        _withdraw(forum, questions)
        return
    takes_none = not forum.policy.attendance.takes_deputies
    if takes_none or meeting.date <= forum.on or any(_said_nobody(question) for question in questions):
        return
    forecast = step_of(forum.tx.session, meeting.id, StepKind.QUORUM_FORECAST).deadline
    ask(
        forum.tx,
        QuestionKind.NAME_DEPUTY,
        group_id=forum.group.id,
        about=seat_id,
        of=member.id,
        on=forum.on,
        due=forecast or meeting.date,
        meeting_id=meeting.id,
    )


def put_to_absent(forum: GroupContext, question: QuestionRow, due: Due) -> None:
    """Ask the absent member, or the person who covers for them, for a deputy, by one letter that is not
    chased.

    They have until the next working day at least, where that is not after the meeting. The forecast names
    people to ring later.
    """
    if due is not Due.ASK or question.meeting_id is None:
        return
    meeting = forum.tx.session.get_one(MeetingRow, question.meeting_id)
    question.due = min(max(question.due, forum.days.add(forum.on, 1)), meeting.date)
    absent = forum.membership.person(question.of_id)
    reader = forum.membership.acting_for(absent.id, forum.on)
    letter = DeputyWanted(
        **head(forum, reader),
        meeting=meeting_line(meeting),
        seat=forum.membership.seat(question.about_id).short_name,
        deputies=tuple(
            deputy.name
            for deputy in forum.membership.deputies(question.about_id, meeting.date)
            if deputy.id != reader.id
        ),
        by=question.due,
        covered="" if reader.id == absent.id else absent.name,
        or_yourself=reader.id != absent.id and _may_come(forum, meeting, reader),
    )
    if write(
        forum,
        letter,
        to=reader,
        about=meeting_topic(meeting, Occasion(OccasionKind.DAY, forum.on)),
        valid=while_planned(meeting, Conditions(appointed=True, unanswered=(question.id,))),
    ):
        question.asked = forum.on


def _member(forum: GroupContext, meeting: MeetingRow, seat_id: UUID) -> Person | None:
    """Return the holder of the seat, or the person who covers for them on the day of the meeting."""
    member = forum.membership.core_member(seat_id, forum.on)
    return forum.membership.acting_for(member.id, meeting.date) if member else None


def _may_come(forum: GroupContext, meeting: MeetingRow, cover: Person) -> bool:
    """Tell whether somebody belongs to the group on the day of the meeting, and is not there for a seat of
    their own: one person counts once."""
    members, on = forum.membership, meeting.date
    own = [seat for seat in members.seats_on(on) if members.core_member(seat.id, on) == cover]
    return members.is_appointed(cover.id, on) and not own


def _is_deputy_wanted(forum: GroupContext, meeting: MeetingRow, seat_id: UUID, member: UUID) -> bool:
    """Tell whether the member said they can't come, and nobody is named for the seat or has said they
    come."""
    answers = [answer for answer in expected_at(forum.tx.session, meeting) if answer.seat_id == seat_id]
    last = {answer.person_id: answer.answer for answer in answers}
    if seat_id in named_deputies(forum.tx.session, meeting.id) or Answer.ACCEPTED in last.values():
        return False
    return last.get(member) in (Answer.APOLOGIES, Answer.DEPUTY)


def _said_nobody(question: QuestionRow) -> bool:
    return question.answer is Word.NONE


def _withdraw(forum: GroupContext, questions: Sequence[QuestionRow]) -> None:
    for question in questions:
        if is_open(question):
            question.withdrawn = forum.on
            forum.tx.audit("question withdrawn", question=question.id, kind=question.kind)
