"""Orders about meetings, their agendas and their minutes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from forum.agenda import Purpose
from forum.inbox.orders import Order
from forum.inbox.sayings import Ordered
from forum.inbox.who_may_say import Standing
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Channel
from forum.text.problem import Problem
from tasks.duties.agenda.agenda import drop_item, propose_item, reorder_items
from tasks.duties.answers.put_questions import put_urgent
from tasks.duties.answers.record_answer import note_chair_away
from tasks.duties.base.group_context import group_context
from tasks.duties.base.names import person_called
from tasks.duties.guests import end_invitation, guest_in, invite_guest
from tasks.duties.inbox.carry_out.outcomes import OrderHandler, Result
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.orders.groups import group_of_order, meeting_of_outcome
from tasks.duties.meetings.between_meetings import UrgentItem, by_members, put_by_mail
from tasks.duties.meetings.hold_instead import hold_instead, is_to_hold_instead
from tasks.duties.meetings.plan_move_cancel import (
    call_meeting,
    cancel_meeting,
    move_meeting,
    rule_no_meeting,
    set_joining,
)
from tasks.duties.meetings.tell_of_gap import days_in_words
from tasks.duties.minutes.corrections import note_outcome
from tasks.duties.questions.ask import open_question
from tasks.register.meetings import meeting_by_reference

MINUTES_OF_A_CALL = 30
MINUTES_OF_AN_ITEM = 10  # where the unit does not say


def _propose(item: IncomingItem, saying: Ordered) -> None:
    if saying.item is None:
        raise Problem("It is not plain what the item is.")
    propose_item(
        item.work,
        saying.about,
        title=saying.item.title,
        purpose=saying.item.purpose or Purpose.DISCUSSION,
        minutes=saying.item.minutes or MINUTES_OF_AN_ITEM,
        person=item.by if saying.item.with_paper else None,
        with_paper=saying.item.with_paper,
        part=saying.part,
    )


def _move(item: IncomingItem, saying: Ordered) -> None:
    if saying.on is None:
        raise Problem("It is not plain to which day.")
    if is_to_hold_instead(item.work, saying.about):
        by_chair = item.standing is not Standing.UNIT
        hold_instead(item.work, saying.about, saying.on, start=saying.at, by_chair=by_chair)
        put_urgent(group_of_order(item, saying))
    else:
        move_meeting(item.work, saying.about, saying.on, start=saying.at, reason=saying.text)


def _cancel(item: IncomingItem, saying: Ordered) -> Result | None:
    """Cancel a meeting, and put to the Chair at once when it is held instead, which the unit hears too; where
    the terms leave it to the Chair, the unit does so on the Chair's word alone."""
    forum = group_context(item.work, group_of_order(item, saying).group.id)
    if forum.policy.meetings.cancels == "chair" and item.standing is Standing.UNIT and saying.on is None:
        raise Problem(
            "That a meeting is cancelled is for the Chair to say: ring them, then reply CANCEL "
            f"{saying.about} by Chair, phone, 21 January: and why."
        )
    cancel_meeting(item.work, saying.about, reason=saying.text)
    put_urgent(forum)
    meeting = meeting_by_reference(item.forum.tx.session, saying.about)
    is_asked = open_question(item.forum.tx.session, meeting.id, QuestionKind.CHOOSE_DAY) is not None
    return (
        Result(more=(days_in_words(forum, meeting),)) if is_asked and item.standing is Standing.UNIT else None
    )


def _note_away(item: IncomingItem, saying: Ordered) -> None:
    forum = item.forum
    chairs = forum.membership.chairs(item.on)
    absent = next((chair.id for chair in chairs if chair.id == item.by), None) if not saying.about else None
    if saying.about:
        absent = person_called(item.forum.tx.session, forum.group.id, saying.about, item.on)
    if absent not in {chair.id for chair in chairs} or saying.since is None or saying.on is None:
        raise Problem(
            "That is for the Chair, such as AWAY Jo Field until 20 February. For anybody else, enter who "
            "acts for them on the sheet Cover of the members’ workbook."
        )
    note_chair_away(group_context(item.work, forum.group.id), absent, saying.since, saying.on)


def _call(item: IncomingItem, saying: Ordered) -> None:
    """Call a meeting for one item; where the unit does and notice is short, the Chair is asked at once."""
    if saying.on is None or saying.item is None:
        raise Problem("It is not plain for which day, or what it is about.")
    forum, by_chair = group_of_order(item, saying), item.standing is not Standing.UNIT
    called = by_members(forum, saying.text, saying.on)
    if forum.policy.meetings.calls == "chair" and not (by_chair or called):
        raise Problem("That a meeting is called is for the Chair to say: ask them to write us this line.")
    business = UrgentItem(
        saying.item.title,
        called or saying.text,
        saying.item.purpose or Purpose.DECISION,
        saying.item.minutes or MINUTES_OF_A_CALL,
    )
    call_meeting(
        item.work,
        forum.group.code,
        saying.on,
        start=saying.at,
        business=business,
        by_chair=by_chair,
        by_members=bool(called),
    )
    put_urgent(group_context(item.work, forum.group.id))


def _decide(item: IncomingItem, saying: Ordered) -> None:
    """Put a decision to the members by mail: the Chair's to ask for, or as the Chair said by phone, unless
    the terms have it otherwise."""
    forum = group_context(item.work, group_of_order(item, saying).group.id)
    rule = forum.policy.meetings.decides_by_mail
    if rule == "nobody":
        raise Problem("The terms have nothing decided by mail: CALL a meeting for it.")
    is_asked = rule == "unit" or item.standing is not Standing.UNIT or saying.since is not None
    if saying.on is None or not is_asked:
        raise Problem(
            "That members decide by mail is for the Chair to ask: ring them, then reply DECIDE MASE by 28 "
            "January, by Chair, phone, 21 January: the decision; and why it can’t wait."
        )
    decision, _, reason = (part.strip() for part in saying.text.partition(";"))
    put_by_mail(forum, decision, reason, saying.on)


def _skip(item: IncomingItem, saying: Ordered) -> None:
    chairs = group_of_order(item, saying).membership.chairs(item.on)
    if item.standing is not Standing.UNIT and item.by is not None and saying.on is None:
        rule_no_meeting(item.work, saying.about, ruled_by=item.by, channel=item.channel, reason=saying.text)
    elif saying.on and chairs:
        rule_no_meeting(
            item.work, saying.about, ruled_by=chairs[0].id, channel=Channel.PHONE, reason=saying.text
        )
    else:
        raise Problem(
            f"That a month has no meeting is for the Chair to rule: ring them, then reply SKIP "
            f"{saying.about} by Chair, phone, 21 January: and why; or CANCEL {saying.about}: and why."
        )


def _note_outcome(item: IncomingItem, saying: Ordered) -> None:
    reference = meeting_of_outcome(item, saying).reference
    note_outcome(item.work, reference, re.findall(r"\d+", saying.text), saying.outcome)


OF_MEETINGS: Mapping[Order, OrderHandler] = {
    Order.ITEM: _propose,
    Order.DROP: lambda item, saying: drop_item(item.work, saying.about, saying.text),
    Order.ORDER: lambda item, saying: reorder_items(
        item.work, saying.about, saying.text.replace(",", " ").split()
    ),
    Order.MOVE: _move,
    Order.CANCEL: _cancel,
    Order.AWAY: _note_away,
    Order.CALL: _call,
    Order.SKIP: _skip,
    Order.DECIDE: _decide,
    Order.JOINING: lambda item, saying: set_joining(item.work, saying.about, saying.text),
    Order.OUTCOME: _note_outcome,
    Order.GUEST: lambda item, saying: invite_guest(
        item.work, saying.meeting, saying.about, guest_in(saying.text)
    ),
    Order.GUEST_ENDS: lambda item, saying: end_invitation(item.work, saying.meeting, saying.about),
}
