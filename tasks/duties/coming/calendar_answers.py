"""Answers to an invitation: accepted, tentative or declined, as the calendar brings them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from forum.attendance.forecast import Answer
from forum.attendance.invitations import answer_counts, meeting_of
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.coming.apologies import note, seats_spoken_for
from tasks.mail.protocol.mailer import InvitationAnswer
from tasks.register.attendance.expected_attendance import has_named_deputy, last_answer
from tasks.register.attendance.invitations import edition_from_json, invitation_to
from tasks.register.meetings import PLANNED
from tasks.register.tables import MeetingRow

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
