"""The group whose unit an order is for, and the meetings and partnerships that one may mean."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from forum.inbox.orders import ABOUT_TASK_GROUPS, Order
from forum.inbox.sayings import Ordered
from forum.text.checks import folded
from forum.text.problem import Problem
from tasks.duties.answers.reword import group_of_words
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.coming.invitations import invitation_by_id
from tasks.duties.inbox.answered_letter import meeting_spoken_of
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.partnerships.contacts import has_partnership
from tasks.register.groups import group_by_code, groups_at_work
from tasks.register.mailbox import waiting_item_by_id
from tasks.register.meetings import meeting_by_reference, next_meeting
from tasks.register.members.membership import membership
from tasks.register.outbox import dispatch_by_id
from tasks.register.registers import challenge_by_reference, concern_by_reference
from tasks.register.tables import GroupRow, MeetingRow
from tasks.register.task_groups import task_group_by_code


def group_of_order(item: IncomingItem, saying: Ordered) -> GroupContext:
    """Return the group whose unit alone may give an order: that of the meeting, the letter or the mail; the
    letter's own for an order that is about none, or about what nobody knows."""
    try:
        group = _group(item, saying)
    except Problem:  # the handler says what is wrong with it
        return item.forum
    return item.forum if group == item.forum.group.id else group_context(item.forum.work, group)


def _group(item: IncomingItem, saying: Ordered) -> UUID:
    match saying.order:
        case Order.ITEM | Order.DROP | Order.ORDER | Order.MOVE | Order.CANCEL | Order.SKIP | Order.JOINING:
            return meeting_by_reference(item.forum.tx.session, saying.about).group_id
        case order if order in ABOUT_TASK_GROUPS:
            return task_group_by_code(item.forum.tx.session, saying.about).group_id
        case Order.TASK_GROUP:
            return meeting_by_reference(item.forum.tx.session, saying.text.rpartition("/")[0]).group_id
        case Order.REWORD:
            return group_of_words(item.forum.tx.session, saying.about)
        case Order.CHALLENGE:
            return challenge_by_reference(item.forum.tx.session, saying.about).group_id
        case Order.SETTLED:
            return concern_by_reference(item.forum.tx.session, saying.about).group_id
        case Order.CONTACT:
            return group_with_partnership(item, saying)
        case Order.COMING | Order.APOLOGIES | Order.DEPUTY:
            return meeting_of_call(item, saying).group_id
        case Order.OUTCOME:
            return meeting_of_outcome(item, saying).group_id
        case Order.CO_OPT | Order.CALL | Order.DECIDE if saying.about:
            return group_by_code(item.forum.tx.session, saying.about).id
        case Order.GUEST | Order.GUEST_ENDS:
            return meeting_by_reference(item.forum.tx.session, saying.meeting).group_id
        case Order.ASIDE | Order.THEIRS:
            return waiting_item_by_id(item.forum.tx.session, saying.about).group_id
        case Order.RELEASE_LETTER if invitation := invitation_by_id(item.forum.office, saying.about):
            return invitation.group_id
        case Order.RELEASE_LETTER | Order.CANCEL_LETTER | Order.ARRIVED | Order.NOT_ARRIVED:
            return dispatch_by_id(item.forum.tx.session, saying.about).group_id
        case _:
            return item.forum.group.id


def groups_of_unit(item: IncomingItem) -> Sequence[GroupRow]:
    """Return the groups at work of whose unit the writer is, with the mailbox of the group that the item
    concerns."""
    return [
        group
        for group in groups_at_work(item.forum.tx.session)
        if item.forum.office.mailbox_of(group) == item.forum.office.mailbox_of(item.forum.group)
        and any(
            membership(item.forum.tx.session, group.id, item.on).is_unit(sender, item.on)
            for sender in item.senders
        )
    ]


def meeting_of_call(item: IncomingItem, saying: Ordered) -> MeetingRow:
    """Return the meeting that a call was about: the one that is named, or the next one of the only group of
    the unit's that has a person of that name."""
    if saying.meeting:
        return meeting_by_reference(item.forum.tx.session, saying.meeting)
    groups = [
        group.id
        for group in groups_of_unit(item)
        if any(
            folded(person.name) == folded(saying.about)
            for person in membership(item.forum.tx.session, group.id, item.on).people
        )
    ]
    meetings = [
        meeting for group in groups if (meeting := next_meeting(item.forum.tx.session, group, item.on))
    ]
    if len(meetings) == 1:
        return meetings[0]
    if not groups:
        raise Problem(f"“{saying.about}” is nobody in your groups; write the name as our letter has it.")
    raise Problem(
        "It is not plain for which meeting that is: write its reference after the name, such as "
        f"{saying.about} for MASE/2027-02."
    )


def meeting_of_outcome(item: IncomingItem, saying: Ordered) -> MeetingRow:
    """Return the meeting that is named, or that the letter with the draft minutes is about."""
    if saying.about:
        return meeting_by_reference(item.forum.tx.session, saying.about)
    if meeting := meeting_spoken_of(item):
        return meeting
    raise Problem("It is not plain of which meeting: begin with its reference, MASE/2027-01: 7 NOTED.")


def group_with_partnership(item: IncomingItem, saying: Ordered) -> UUID:
    """Return the only group of the unit's that has the partnership, or the letter's own."""
    groups = [group_context(item.forum.work, group.id) for group in groups_of_unit(item)]
    having = [group.group.id for group in groups if has_partnership(group, saying.about)]
    return item.forum.group.id if item.forum.group.id in having or not having else having[0]
