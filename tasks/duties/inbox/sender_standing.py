"""Who says something: how whoever wrote stands to who is asked that very thing."""

from __future__ import annotations

from uuid import UUID

from forum.inbox.file_kinds import FileKind
from forum.inbox.sayings import (
    ActionReported,
    Answered,
    FileSent,
    PackArranged,
    PaperSent,
    Saying,
)
from forum.inbox.who_may_say import Sender, sender_of, sender_to_unit
from tasks.duties.base.group_context import ForumOnDay, forum_on_day
from tasks.duties.inbox.incoming_item import Case
from tasks.duties.questions.who_answers import sender_to
from tasks.register.actions import action_by_reference
from tasks.register.tables import QuestionRow


def sender_of_saying(case: Case, saying: Saying) -> Sender:
    """Who says it, as they stand to the question, to the action, to the unit's own work, or to the letter."""
    match saying:
        case Answered(question=id, by_phone=None) | PaperSent(question=id):
            question = case.session.get_one(QuestionRow, id)
            return sender_to(_forum(case, question.group_id), [question], case.senders, case.on, case.pas_of)
        case Answered(question=id):
            return _of_the_unit(case, _forum(case, case.session.get_one(QuestionRow, id).group_id))
        case ActionReported(reference=reference, by_phone=by_phone):
            action = action_by_reference(case.session, reference)
            forum = _forum(case, action.group_id)
            return _of_the_unit(case, forum) if by_phone else _of_owner(case, forum, action.owner_id)
        case PackArranged() | FileSent(kind=FileKind.RECORD | FileKind.MINUTES | FileKind.PACK):
            return _of_the_unit(case, case.forum)
        case _:
            return Sender(case.who, case.by)


def _of_the_unit(case: Case, forum: ForumOnDay) -> Sender:
    return sender_to_unit(case.senders, forum.membership, case.on, case.pas_of)


def _of_owner(case: Case, forum: ForumOnDay, owner: UUID) -> Sender:
    asked = [] if forum.membership.has_left(owner, case.on) else [owner]
    return sender_of(case.senders, asked, forum.membership, case.on, pas_of=case.pas_of)


def _forum(case: Case, group: UUID) -> ForumOnDay:
    """The group as it is today; the same as the letter's where that is its own."""
    if group == case.forum.group.id:
        return case.forum
    return forum_on_day(case.office, case.tx, group, case.forum.on)
