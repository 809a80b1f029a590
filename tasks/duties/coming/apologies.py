"""Apologies, and deputies named for a meeting.

Answers to an invitation: accepted, tentative or declined, as the calendar brings them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.attendance.forecast import Answer
from forum.attendance.invitations import answer_counts, meeting_of
from forum.members.membership import Role
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.questions.words import Reply, Word
from forum.text.problem import Problem, UnitProblem
from forum.text.wording import long_date
from tasks.duties.base.group_context import GroupContext, forum_of_meeting
from tasks.duties.base.names import person_called
from tasks.duties.base.office import UnitOfWork
from tasks.duties.coming.invitations import sync_with_meeting
from tasks.duties.coming.seats_to_fill import ask_for_deputy
from tasks.duties.questions.ask import close_question, is_open, questions_about
from tasks.mail.protocol.mailer import InvitationAnswer
from tasks.register.attendance import (
    answers_at,
    edition_from_json,
    has_named_deputy,
    invitation_to,
    last_answer,
    named_deputies,
)
from tasks.register.meetings import PLANNED, planned_meeting
from tasks.register.tables import ExpectedRow, MeetingRow, QuestionRow


def note_coming(work: UnitOfWork, reference: str, person: UUID, *, is_proved: bool = True) -> None:
    """Note that somebody said they come; ``is_proved`` is false where nothing proves that they did."""
    _note(work, reference, person, Answer.ACCEPTED, None, is_proved=is_proved)


def note_apology(work: UnitOfWork, reference: str, person: UUID, *, is_proved: bool = True) -> None:
    """Note an apology, and whether anything proves whose it is. The reason is nobody's business and is not
    kept."""
    _note(work, reference, person, Answer.APOLOGIES, None, is_proved=is_proved)


def say_nobody_comes(work: UnitOfWork, reference: str, person: UUID) -> None:
    """Put on record that somebody who can't come has nobody to send: they are not asked for a deputy."""
    forum, meeting = forum_of_meeting(work, planned_meeting(work.session, reference).id)
    for seat_id in seats_spoken_for(forum, meeting, person):
        for question in questions_about(work.session, seat_id, QuestionKind.NAME_DEPUTY):
            if question.meeting_id == meeting.id and is_open(question):
                close_question(forum.tx, question, Word.NONE, by=person, channel=Channel.REPLY, on=forum.on)


def name_deputy(
    work: UnitOfWork, reference: str, person: UUID, deputy: UUID, *, seats: Sequence[UUID] = ()
) -> None:
    """Note that a deputy comes in a member's place, for one of ``seats`` where they are given; the deputy is
    invited."""
    refuse_themselves(person, deputy)
    _note(work, reference, person, Answer.DEPUTY, deputy, seats)


def name_deputy_in_answer(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """The deputy who was named comes in the member's place; with NONE, nobody does."""
    if reply.word is Word.NONE or question.meeting_id is None:
        return
    forum, meeting = forum_of_meeting(work, question.meeting_id)
    deputy = person_called(work.session, forum.group.id, reply.text.strip(), forum.on)
    refuse_themselves(question.of_id, deputy)
    note(forum, meeting, question.of_id, Answer.DEPUTY, deputy, seats=[question.about_id])


def refuse_themselves(person: UUID, deputy: UUID) -> None:
    """Problem for somebody named as their own deputy."""
    if deputy == person:
        raise Problem("Nobody deputises for themselves; name somebody else, or note that they come.")


def _note(
    work: UnitOfWork,
    reference: str,
    person: UUID,
    answer: Answer,
    deputy: UUID | None,
    seats: Sequence[UUID] = (),
    *,
    is_proved: bool = True,
) -> None:
    meeting = planned_meeting(work.session, reference)
    forum, _ = forum_of_meeting(work, meeting.id)
    forum.refuse_stranger(person)
    if not forum.membership.has_a_place(person, forum.on):
        raise UnitProblem(f"That person has no place in {reference}, so that nobody waits for their answer.")
    note(forum, meeting, person, answer, deputy, seats=seats, is_proved=is_proved)


def note(
    forum: GroupContext,
    meeting: MeetingRow,
    person: UUID,
    answer: Answer,
    deputy: UUID | None = None,
    *,
    seats: Sequence[UUID] = (),
    is_proved: bool = True,
) -> None:
    """Put on record what somebody who belongs to the group said of their coming, and what follows from it.

    It is said of ``seats``; without them of all that the person speaks for, but a deputy comes for one. A
    deputy is named by whoever covers for the person on the day of the meeting; where they are meant
    themselves, they come.
    """
    tx = forum.tx
    spoken_for = seats or seats_spoken_for(forum, meeting, person)
    if not spoken_for and answer is Answer.DEPUTY:
        raise Problem("Only a core member can name a deputy; this person holds no seat.")
    if deputy is not None and not forum.membership.is_appointed(deputy, meeting.date):
        raise UnitProblem(
            f"The deputy does not belong to the group {forum.group.code} on {long_date(meeting.date)}. "
            "Appoint them first: mase member appoint"
        )
    if answer is Answer.DEPUTY:
        spoken_for = [_seat_of_deputy(forum, meeting, spoken_for, deputy)]
        person = forum.membership.acting_for(person, meeting.date).id
        if deputy == person:
            answer, deputy = Answer.ACCEPTED, None
    for row in answers_at(tx.session, meeting.id):
        is_said_again = row.seat_id is None or not spoken_for or row.seat_id in spoken_for
        if (row.person_id, row.said_on) == (person, tx.at.date()) and is_said_again:
            tx.session.delete(row)
    tx.session.flush()
    last = max((row.number for row in answers_at(tx.session, meeting.id)), default=0)
    tx.session.add_all(
        ExpectedRow(
            meeting_id=meeting.id,
            number=number,
            person_id=person,
            seat_id=seat_id,
            answer=answer,
            deputy_id=deputy,
            said_on=tx.at.date(),
            for_date=meeting.date,
            is_unproved=None if is_proved else True,
        )
        for number, seat_id in enumerate(spoken_for or (None,), start=last + 1)
    )
    tx.audit(f"noted: {answer}", meeting=meeting.id, person=person)
    tx.session.flush()
    for seat_id in spoken_for:
        ask_for_deputy(forum, meeting, seat_id)
    sync_with_meeting(forum, meeting)


def seats_spoken_for(forum: GroupContext, meeting: MeetingRow, person: UUID) -> Sequence[UUID]:
    """The seats a person speaks for: all their own, else the one they are named for, else the first they may
    fill at the meeting."""
    appointments = forum.membership.appointments_on(person, forum.on)
    if own := [
        appointment.seat_id
        for appointment in appointments
        if appointment.role is Role.CORE and appointment.seat_id
    ]:
        return own
    deputies = named_deputies(forum.tx.session, meeting.id)
    seats = [seat for seat, deputy in deputies.items() if deputy == person]
    seats += [seat.id for seat in forum.membership.seats_of(person, meeting.date)]
    return seats[:1]


def _seat_of_deputy(
    forum: GroupContext, meeting: MeetingRow, seats: Sequence[UUID], deputy: UUID | None
) -> UUID:
    """The seat that a deputy is to fill: one of which they are a deputy, else one that has none named yet."""
    deputies = named_deputies(forum.tx.session, meeting.id)

    def unlikeliness(seat: UUID) -> tuple[bool, bool]:
        theirs = {person.id for person in forum.membership.deputies(seat, meeting.date)}
        return deputy not in theirs, seat in deputies

    return min(seats, key=unlikeliness)


MEANS: Mapping[InvitationAnswer, Answer] = {
    InvitationAnswer.ACCEPTED: Answer.ACCEPTED,
    InvitationAnswer.TENTATIVE: Answer.TENTATIVE,
    InvitationAnswer.DECLINED: Answer.APOLOGIES,
}


def invitation_answered(
    work: UnitOfWork,
    event_key: str,
    person: UUID,
    coming: InvitationAnswer,
    at: dt.datetime,
    *,
    is_proved: bool = True,
) -> bool:
    """Note for ``person``, whose invitation it was, how they answered, and when; the last answer counts.

    ``event_key`` is that of the calendar item, ``group/meeting/event``; ``by`` the actor of the audit trail.
    True when it is on record. False when nothing is to be noted: the meeting is over or cancelled, the key
    is none of ours, they answered before the calendar told of the time it is at now, the person no longer
    belongs to the group, or they had said so already. Who has named a deputy and then declines has said so.
    Problem never.
    """
    meeting_id, answer = meeting_of(event_key), MEANS[coming]
    today = work.at.date()
    meeting = work.session.get(MeetingRow, meeting_id) if meeting_id else None
    if meeting is None or meeting.state != PLANNED or meeting.date < today:
        return False
    if not _is_as_invited(work.session, meeting, at):
        return False
    forum, _ = forum_of_meeting(work, meeting.id)
    if not forum.membership.is_appointed(person, meeting.date):
        return False
    if last_answer(work.session, meeting, person) is answer:
        return False
    seats = seats_spoken_for(forum, meeting, person)
    if answer is Answer.APOLOGIES and seats:
        seats = [seat for seat in seats if not has_named_deputy(work.session, meeting.id, person, seat)]
        if not seats:
            return False
    note(forum, meeting, person, answer, seats=seats, is_proved=is_proved)
    return True


def _is_as_invited(session: Session, meeting: MeetingRow, at: dt.datetime) -> bool:
    row = invitation_to(session, meeting.id)
    editions = [edition_from_json(edition) for edition in (row.told, row.telling)] if row else []
    return answer_counts(dt.datetime.combine(meeting.date, meeting.start), editions, at)
