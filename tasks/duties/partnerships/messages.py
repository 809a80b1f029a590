"""What the contacts of partnerships send: each message is an item for the group (clause 2)."""

from __future__ import annotations

from uuid import UUID

from forum.agenda.purpose import Purpose
from forum.calendar.steps import StepKind
from forum.partnerships.briefings import BriefingKind
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from forum.text.wording import day_month
from tasks.duties.agenda.agenda import propose_item
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.meetings import planned_from, step_of
from tasks.register.partnerships import contacts_who_are
from tasks.register.tables import MeetingRow, PartnershipContactRow, PartnershipMessageRow, QuestionRow

MINUTES_OF_A_MESSAGE = 5


def record_acknowledgement(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Leave RECEIVED on record; put an answer before the group."""
    if reply.word is Word.RECEIVED:
        return
    contacts = contacts_who_are(work.session, question.of_id, work.on)
    of_group = [contact for contact in contacts if contact.group_id == question.group_id]
    if not of_group:
        raise Problem("They are no contact of a partnership any more: register them first, with CONTACT.")
    put_before_group(work, of_group[0], BriefingKind.RESPONSE, answers=question.meeting_id)


def put_before_group(
    work: UnitOfWork,
    contact: PartnershipContactRow,
    kind: BriefingKind,
    *,
    answers: UUID | None = None,
) -> MeetingRow:
    """Put a message on the agenda of the next meeting that is still open to items, and return that meeting.

    The item says only whom it is from: the words stay with the unit, who reads them before anybody does.
    """
    forum = group_context(work, contact.group_id)
    meeting = _next_open(forum)
    answered = work.session.get_one(MeetingRow, answers) if answers else None
    title = (
        f"Answer of {contact.body} to the briefing of {day_month(answered.date)}"
        if answered
        else f"Message from {contact.body}, {kind}"
    )
    item = propose_item(
        work,
        meeting.reference,
        title=title,
        purpose=Purpose.DISCUSSION if kind.asks else Purpose.INFORMATION,
        minutes=MINUTES_OF_A_MESSAGE,
        person=None,
        with_paper=False,
    )
    message = PartnershipMessageRow(
        contact_id=contact.id,
        meeting_id=answers,
        item_id=item,
        on=work.on,
        kind=kind,
    )
    work.session.add(message)
    work.session.flush()
    work.audit("partnership message", message=message.id, item=item)
    return meeting


def _next_open(forum: GroupContext) -> MeetingRow:
    session = forum.tx.session
    for meeting in planned_from(session, forum.group.id, forum.on):
        if step_of(session, meeting.id, StepKind.AGENDA_AGREED).verdict is None:
            return meeting
    raise Problem("No meeting is planned whose agenda is still open: the unit puts it on the next one.")
