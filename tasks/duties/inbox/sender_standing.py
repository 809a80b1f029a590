"""The standing of an item's writer to the person whose question a saying answers."""

from __future__ import annotations

from uuid import UUID

from forum.inbox.file_kinds import FileKind
from forum.inbox.orders import ORDERS, Order
from forum.inbox.sayings import (
    ActionReported,
    Answered,
    FileSent,
    LineReported,
    Ordered,
    PackArranged,
    PaperSent,
    Saying,
)
from forum.inbox.who_may_say import Sender, sender_of, sender_to_unit
from forum.letters.concerns import ConcernNotice
from forum.plan.lines import is_line_reference
from forum.text.problem import Problem
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.orders.groups import group_of_order
from tasks.duties.questions.who_answers import sender_to
from tasks.register.actions import action_by_reference
from tasks.register.concerns.open_concerns import concern_by_reference
from tasks.register.plan import line_by_reference
from tasks.register.tables import QuestionRow


def sender_of_saying(item: IncomingItem, saying: Saying) -> Sender:
    """Say how the writer stands to whoever is asked the question, owns the action, does the unit's work or
    had the letter."""
    match saying:
        case Answered(question=id, by_phone=None) | PaperSent(question=id):
            question = item.session.get_one(QuestionRow, id)
            return sender_to(
                _forum(item, question.group_id),
                [question],
                item.senders,
                item.on,
                item.pas_of,
            )
        case Answered(question=id):
            return _of_the_unit(item, _forum(item, item.session.get_one(QuestionRow, id).group_id))
        case ActionReported(reference=reference, by_phone=by_phone):
            action = action_by_reference(item.session, reference)
            forum = _forum(item, action.group_id)
            return _of_the_unit(item, forum) if by_phone else _of_owner(item, forum, action.owner_id)
        case LineReported(reference=reference) if not is_line_reference(reference):
            return _of_owner(item, item.forum, item.forum.chair().id)
        case LineReported(reference=reference):
            line = line_by_reference(item.session, item.forum.group.id, reference)
            return _of_owner(item, item.forum, line.lead_id)
        case Ordered(order=Order.SETTLED) if _answers_notice_of(item, saying.about):
            return Sender(item.standing, item.by)
        case Ordered(order=order) if ORDERS[order].by_chair:
            members = group_of_order(item, saying).membership
            chairs = [chair.id for chair in members.chairs(item.on)]
            return sender_of(item.senders, chairs, members, item.on, pas_of=item.pas_of)
        case Ordered():
            return _of_the_unit(item, group_of_order(item, saying))
        case PackArranged() | FileSent(kind=FileKind.RECORD | FileKind.MINUTES | FileKind.PACK):
            return _of_the_unit(item, item.forum)
        case _:
            return Sender(item.standing, item.by)


def _answers_notice_of(item: IncomingItem, reference: str) -> bool:
    """Say whether an item answers the notice of a concern, and that was of its group: the lead for
    safeguarding may settle it as well as the unit."""
    letter = item.our_letter
    if letter is None or letter.letter != ConcernNotice.NAME:
        return False
    try:
        return concern_by_reference(item.session, reference).group_id == letter.group_id
    except Problem:  # the handler of the order says what is wrong with it
        return True


def _of_the_unit(item: IncomingItem, forum: GroupContext) -> Sender:
    return sender_to_unit(item.senders, forum.membership, item.on, item.pas_of)


def _of_owner(item: IncomingItem, forum: GroupContext, owner: UUID) -> Sender:
    people = [] if forum.membership.has_left(owner, item.on) else [owner]
    return sender_of(item.senders, people, forum.membership, item.on, pas_of=item.pas_of)


def _forum(item: IncomingItem, group: UUID) -> GroupContext:
    """Return the group as it stands today; the letter's own where it is the same."""
    if group == item.forum.group.id:
        return item.forum
    return group_context(item.forum.work, group)
