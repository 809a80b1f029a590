"""The letter that an item answers, as the rules read a reply to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from forum.attendance.invitations import meeting_of
from forum.inbox.answered_letter import AnsweredLetter, AskedQuestion, FileReceived, ReceivedReply
from forum.inbox.reading.reply import read, read_fresh
from forum.inbox.sayings import Reading
from forum.inbox.subjects import own_subject
from forum.inbox.who_may_say import Standing
from forum.letters.actions.after_meeting import AfterMeeting
from forum.letters.actions.digest import ActionDigest
from forum.letters.inbox.recorded import Recorded
from forum.letters.members.induction import Induction
from forum.letters.questions.desk import Desk
from forum.letters.taps import WHOLE, reply_code_in
from forum.questions.kinds import QuestionKind
from tasks.duties.inbox.incoming_item import IncomingItem, questions_of, the_only
from tasks.duties.papers.ask_for_release import is_put_after
from tasks.duties.questions.ask import is_open
from tasks.register.actions import open_actions_of
from tasks.register.groups import groups_at_work
from tasks.register.meetings import next_to_begin
from tasks.register.members import groups_of, membership
from tasks.register.questions import open_questions
from tasks.register.tables import (
    ActionRow,
    AgendaItemRow,
    DispatchRow,
    MeetingRow,
    PaperRow,
    PersonRow,
    ProposalRow,
    QuestionRow,
)


def describe_answered_letter(item: IncomingItem) -> AnsweredLetter:
    """Describe what the letter asked and spoke of; for a message that answers none, only the next meeting."""
    meeting = meeting_spoken_of(item)
    if item.our_letter is None:
        return AnsweredLetter(name=Recorded.NAME, meeting=meeting.date if meeting else None)
    return _whole_letter(item, item.our_letter, meeting).narrowed_to(_asked_about(item, item.our_letter))


def _asked_about(item: IncomingItem, letter: DispatchRow) -> str:
    """Return what the code in the item's subject is about, where it is the letter's."""
    code = reply_code_in(item.mail.subject)
    return code.about if code and code.letter == letter.code else WHOLE


def _whole_letter(item: IncomingItem, letter: DispatchRow, meeting: MeetingRow | None) -> AnsweredLetter:
    actions, sent_on = _actions(item, letter), letter.queued_at.date()
    return AnsweredLetter(
        name=letter.letter,
        questions=tuple(_asked_question(item, question) for question in _questions(item, letter)),
        actions=tuple(row.reference for row in actions),
        reported=tuple(row.reference for row in actions if row.reported_on and row.reported_on < sent_on),
        meeting=meeting.date if meeting else None,
        deputies=_deputies(item, letter),
    )


def meeting_spoken_of(item: IncomingItem) -> MeetingRow | None:
    """Return the meeting that an invitation was to, or that a letter speaks of.

    The letter after a meeting, and a message that answers none, speak of the group's next meeting. None where
    a person who answers no letter has meetings to come in several groups.
    """
    if invited_to := meeting_of(item.mail.event_key):
        return item.session.get(MeetingRow, invited_to)
    if item.our_letter is None and item.confirmed is None and item.person is not None:
        of_person = groups_of(item.session, item.person, item.on)
        return the_only([meeting for group in of_person if (meeting := _next_meeting(item, group))])
    if item.our_letter is None or item.our_letter.letter == AfterMeeting.NAME:
        return _next_meeting(item, item.forum.group.id)
    return item.session.get(MeetingRow, item.our_letter.meeting_id) if item.our_letter.meeting_id else None


def _next_meeting(item: IncomingItem, group: UUID) -> MeetingRow | None:
    return next_to_begin(item.session, group, item.mail.received_at)


def read_reply(item: IncomingItem, letter: AnsweredLetter, text: str | None = None) -> Reading:
    """Read the item, or ``text`` in its place, as a reply to that letter."""
    from_pa = item.standing is Standing.PA
    writer = item.session.get_one(PersonRow, item.by).name if item.by and not from_pa else ""
    received = ReceivedReply(
        on=item.on,
        text=item.mail.text,
        subject=own_subject(item.mail.subject, item.forum.group.code, is_reply=item.our_letter is not None),
        vote=item.mail.vote,
        files=tuple(FileReceived(file.id, file.name) for file in item.mail.files),
        writer=writer,
        from_pa=from_pa,
    )
    if text is not None:
        received = ReceivedReply(on=item.on, text=text, writer=writer, from_pa=from_pa)
    if item.our_letter is None and item.confirmed is None:
        return item.office.limited.run(read_fresh, received)
    return item.office.limited.run(read, letter, received)


def _questions(item: IncomingItem, letter: DispatchRow) -> Sequence[QuestionRow]:
    if letter.letter == Desk.NAME:
        return [
            question
            for group in groups_at_work(item.session)
            if _is_of_unit(item, group.id)
            for question in open_questions(item.session, group.id)
            if not is_put_after(item.forum, question, letter.queued_at)
        ]
    if letter.letter == Induction.NAME:
        offered = select(QuestionRow).where(
            QuestionRow.of_id == letter.person_id, QuestionRow.kind == QuestionKind.TAKE_ON_ACTION
        )
        return item.session.scalars(offered.order_by(QuestionRow.opened, QuestionRow.id)).all()
    return questions_of(item.session, letter)


def _is_of_unit(item: IncomingItem, group_id: UUID) -> bool:
    members = membership(item.session, group_id, item.on)
    return any(members.is_unit(sender, item.on) for sender in item.senders)


def _asked_question(item: IncomingItem, question: QuestionRow) -> AskedQuestion:
    return AskedQuestion(
        id=question.id,
        kind=question.kind,
        reference=_reference(item, question),
        meeting=_date(item, question),
        is_open=is_open(question),
        of=item.session.get_one(PersonRow, question.of_id).name,
    )


def _reference(item: IncomingItem, question: QuestionRow) -> str:
    if action := item.session.get(ActionRow, question.about_id):
        return action.reference
    if paper := item.session.get(PaperRow, question.about_id):
        return item.session.get_one(AgendaItemRow, paper.item_id).number
    proposal = item.session.get(ProposalRow, question.about_id)
    person = item.session.get(PersonRow, (proposal and proposal.person_id) or question.about_id)
    if person is not None:
        return person.name
    return ""


def _date(item: IncomingItem, question: QuestionRow) -> dt.date | None:
    meeting = item.session.get(MeetingRow, question.meeting_id) if question.meeting_id else None
    return meeting.date if meeting else None


def _actions(item: IncomingItem, letter: DispatchRow) -> Sequence[ActionRow]:
    """Return the actions of the letter's reader in the group that are not discharged; of a digest, its
    owner's."""
    owner = letter.subject_id if letter.letter == ActionDigest.NAME else letter.person_id
    return open_actions_of(item.session, letter.group_id, owner)


def _deputies(item: IncomingItem, letter: DispatchRow) -> tuple[str, ...]:
    members = item.forum.membership
    seats = members.seats_of(letter.person_id, item.on)
    names = (person.name for seat in seats for person in members.deputies(seat.id, item.on))
    return tuple(dict.fromkeys(names))
