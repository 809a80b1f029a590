"""The letter that an item answers, as the rules read a reply to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from forum.attendance.invitations import meeting_of
from forum.inbox.asked import Asked, FileReceived, LetterAnswered
from forum.inbox.asked import Received as ReplyReceived
from forum.inbox.reading.reply import read, read_fresh
from forum.inbox.sayings import Reading
from forum.inbox.who_may_say import Standing
from forum.letters.actions.after_meeting import AfterMeeting
from forum.letters.actions.digest import ActionDigest
from forum.letters.inbox.recorded import Recorded
from forum.letters.members.induction import Induction
from forum.letters.questions.desk import Desk
from forum.questions.kinds import QuestionKind
from tasks.duties.inbox.incoming_item import Case, questions_of, the_only
from tasks.duties.papers.ask_for_release import is_put_after
from tasks.duties.questions.ask import is_open
from tasks.register.actions import open_actions_of
from tasks.register.groups import groups
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


def letter_answered(case: Case) -> LetterAnswered:
    """What the letter asked and spoke of; of a message that answers none, the next meeting."""
    meeting = meeting_spoken_of(case)
    if case.sent is None:
        return LetterAnswered(name=Recorded.NAME, meeting=meeting.date if meeting else None)
    actions, written = _actions(case, case.sent), case.sent.queued_at.date()
    return LetterAnswered(
        name=case.sent.letter,
        asked=tuple(_asked(case, question) for question in _questions(case, case.sent)),
        actions=tuple(row.reference for row in actions),
        reported=tuple(row.reference for row in actions if row.reported_on and row.reported_on < written),
        meeting=meeting.date if meeting else None,
        deputies=_deputies(case, case.sent),
    )


def meeting_spoken_of(case: Case) -> MeetingRow | None:
    """The meeting that an invitation was to, or that a letter speaks of: the next one in the letter after a
    meeting. Without either it is the next one of the group; of somebody in several groups with a meeting to
    come nobody can say which."""
    if invited_to := meeting_of(case.item.event_key):
        return case.session.get(MeetingRow, invited_to)
    if case.sent is None and case.confirmed is None and case.person is not None:
        theirs = groups_of(case.session, case.person, case.on)
        return the_only([meeting for group in theirs if (meeting := _next_meeting(case, group))])
    if case.sent is None or case.sent.letter == AfterMeeting.NAME:
        return _next_meeting(case, case.forum.group.id)
    return case.session.get(MeetingRow, case.sent.meeting_id) if case.sent.meeting_id else None


def _next_meeting(case: Case, group: UUID) -> MeetingRow | None:
    return next_to_begin(case.session, group, case.item.received_at)


def read_reply(case: Case, letter: LetterAnswered, text: str | None = None) -> Reading:
    """What the item says as a reply to that letter; what ``text`` says, where it is given."""
    item = case.item
    files = tuple(FileReceived(file.id, file.name) for file in item.files)
    from_pa = case.who is Standing.PA
    received = ReplyReceived(on=case.on, text=item.text, vote=item.vote, files=files, from_pa=from_pa)
    if text is not None:
        received = ReplyReceived(on=case.on, text=text, from_pa=from_pa)
    if case.sent is None and case.confirmed is None:
        return case.office.limited.run(read_fresh, received)
    return case.office.limited.run(read, letter, received)


def _questions(case: Case, sent: DispatchRow) -> Sequence[QuestionRow]:
    if sent.letter == Desk.NAME:
        return [
            question
            for group in groups(case.session)
            if _is_of_unit(case, group.id)
            for question in open_questions(case.session, group.id)
            if not is_put_after(case.forum, question, sent.queued_at)
        ]
    if sent.letter == Induction.NAME:
        offered = select(QuestionRow).where(
            QuestionRow.of_id == sent.person_id, QuestionRow.kind == QuestionKind.TAKE_ON_ACTION
        )
        return case.session.scalars(offered.order_by(QuestionRow.opened, QuestionRow.id)).all()
    return questions_of(case.session, sent)


def _is_of_unit(case: Case, group_id: UUID) -> bool:
    members = membership(case.session, group_id, case.on)
    return any(members.is_unit(sender, case.on) for sender in case.senders)


def _asked(case: Case, question: QuestionRow) -> Asked:
    return Asked(
        question=question.id,
        kind=question.kind,
        reference=_reference(case, question),
        meeting=_date(case, question),
        is_open=is_open(question),
        of=case.session.get_one(PersonRow, question.of_id).name,
    )


def _reference(case: Case, question: QuestionRow) -> str:
    if action := case.session.get(ActionRow, question.about_id):
        return action.reference
    if paper := case.session.get(PaperRow, question.about_id):
        return case.session.get_one(AgendaItemRow, paper.item_id).number
    proposal = case.session.get(ProposalRow, question.about_id)
    person = case.session.get(PersonRow, (proposal and proposal.person_id) or question.about_id)
    if person is not None:
        return person.name
    return ""


def _date(case: Case, question: QuestionRow) -> dt.date | None:
    meeting = case.session.get(MeetingRow, question.meeting_id) if question.meeting_id else None
    return meeting.date if meeting else None


def _actions(case: Case, sent: DispatchRow) -> Sequence[ActionRow]:
    """The actions of the letter's reader in the group that are not discharged; in a digest its owner's."""
    owner = sent.subject_id if sent.letter == ActionDigest.NAME else sent.person_id
    return open_actions_of(case.session, sent.group_id, owner)


def _deputies(case: Case, sent: DispatchRow) -> tuple[str, ...]:
    members = case.forum.membership
    seats = members.seats_of(sent.person_id, case.on)
    found = (person.name for seat in seats for person in members.deputies(seat.id, case.on))
    return tuple(dict.fromkeys(found))
