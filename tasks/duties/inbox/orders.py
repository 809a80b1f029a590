"""The unit's orders, carried out: each by the duty that its command calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

from forum.agenda.purpose import Purpose
from forum.inbox.orders import ABOUT_TASK_GROUPS, Order
from forum.inbox.sayings import Ordered
from forum.inbox.who_may_say import Standing
from forum.questions.lifecycle import Channel
from forum.questions.reasons import HoldReason, ResumeReason
from forum.text.checks import folded
from forum.text.problem import Problem
from tasks.duties.agenda.agenda import drop_item, order_items, propose_item
from tasks.duties.answers.put_questions import put_urgent
from tasks.duties.answers.reword import group_of_words, reword
from tasks.duties.answers.stand_in import note_chair_away
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.names import person_called
from tasks.duties.boards.answers import answer_for_board, report_to_answer
from tasks.duties.challenge.log import answer_challenge
from tasks.duties.coming.apologies import name_deputy, note_apology, note_coming
from tasks.duties.coming.stuck_invitations import invitation_by_id, release_invitation
from tasks.duties.concerns.follow_concern import settle
from tasks.duties.guests.invite_guest import end_invitation, guest_in, invite_guest
from tasks.duties.inbox.answered_letter import meeting_spoken_of
from tasks.duties.inbox.carry_out.outcomes import Workbook
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.waiting.items import put_aside
from tasks.duties.meetings.decide_by_mail import put_by_mail
from tasks.duties.meetings.plan_move_cancel import (
    call_meeting,
    cancel_meeting,
    move_meeting,
    rule_no_meeting,
    set_joining,
)
from tasks.duties.meetings.urgent_business import Business
from tasks.duties.members.appointments import end_appointment
from tasks.duties.members.co_opt import co_opt
from tasks.duties.minutes.note_outcomes import note_outcome
from tasks.duties.outbox.decisions import cancel, release, resolve
from tasks.duties.outbox.hold import hold_everything, resume
from tasks.duties.partnerships.contacts import end_contact, has_partnership, register_contact
from tasks.duties.plan.hand_line_over import hand_line_over
from tasks.duties.questions.note_rung import note_rung
from tasks.duties.task_groups.commission import commission_task_group
from tasks.duties.task_groups.end import close_task_group, extend_task_group, stop_task_group
from tasks.duties.task_groups.page_workbook import WORKBOOK, page_workbook
from tasks.register.challenge import challenge_by_reference
from tasks.register.concerns.open_concerns import concern_by_reference
from tasks.register.groups import group_by_code, groups_at_work
from tasks.register.mailbox import waiting_item_by_id
from tasks.register.meetings import meeting_by_reference, next_meeting
from tasks.register.members.membership import membership
from tasks.register.outbox.dispatches import dispatch_by_id
from tasks.register.tables import GroupRow, MeetingRow
from tasks.register.task_groups import decision_of, task_group_by_code

Handler: TypeAlias = Callable[[IncomingItem, Ordered], Workbook | None]

BY_MAIL = "By reply to the desk letter"
MINUTES_OF_A_CALL = 30
MINUTES_OF_AN_ITEM = 10  # where the unit does not say


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
            return meeting_by_reference(item.session, saying.about).group_id
        case order if order in ABOUT_TASK_GROUPS:
            return task_group_by_code(item.session, saying.about).group_id
        case Order.TASK_GROUP:
            return meeting_by_reference(item.session, saying.text.rpartition("/")[0]).group_id
        case Order.REWORD:
            return group_of_words(item.session, saying.about)
        case Order.CHALLENGE:
            return challenge_by_reference(item.session, saying.about).group_id
        case Order.SETTLED:
            return concern_by_reference(item.session, saying.about).group_id
        case Order.CONTACT:
            return _group_with_partnership(item, saying)
        case Order.COMING | Order.APOLOGIES | Order.DEPUTY:
            return _meeting_of_call(item, saying).group_id
        case Order.OUTCOME:
            return _meeting_of_outcome(item, saying).group_id
        case Order.CO_OPT | Order.CALL | Order.DECIDE if saying.about:
            return group_by_code(item.session, saying.about).id
        case Order.GUEST | Order.GUEST_ENDS:
            return meeting_by_reference(item.session, saying.meeting).group_id
        case Order.ASIDE | Order.THEIRS:
            return waiting_item_by_id(item.session, saying.about).group_id
        case Order.RELEASE_LETTER if invitation := invitation_by_id(item.office, saying.about):
            return invitation.group_id
        case Order.RELEASE_LETTER | Order.CANCEL_LETTER | Order.ARRIVED | Order.NOT_ARRIVED:
            return dispatch_by_id(item.session, saying.about).group_id
        case _:
            return item.forum.group.id


def groups_of_unit(item: IncomingItem) -> Sequence[GroupRow]:
    """Return the groups at work of whose unit the writer is, with the mailbox of the group that the item
    concerns."""
    return [
        group
        for group in groups_at_work(item.session)
        if item.office.mailbox_of(group) == item.office.mailbox_of(item.forum.group)
        and any(
            membership(item.session, group.id, item.on).is_unit(sender, item.on) for sender in item.senders
        )
    ]


def _meeting_of_call(item: IncomingItem, saying: Ordered) -> MeetingRow:
    """Return the meeting that a call was about: the one that is named, or the next one of the only group of
    the unit's that has a person of that name."""
    if saying.meeting:
        return meeting_by_reference(item.session, saying.meeting)
    groups = [
        group.id
        for group in groups_of_unit(item)
        if any(
            folded(person.name) == folded(saying.about)
            for person in membership(item.session, group.id, item.on).people
        )
    ]
    meetings = [meeting for group in groups if (meeting := next_meeting(item.session, group, item.on))]
    if len(meetings) == 1:
        return meetings[0]
    if not groups:
        raise Problem(f"“{saying.about}” is nobody in your groups; write the name as our letter has it.")
    raise Problem(
        "It is not plain for which meeting that is: write its reference after the name, such as "
        f"{saying.about} for MASE/2027-02."
    )


def _group_with_partnership(item: IncomingItem, saying: Ordered) -> UUID:
    """Return the only group of the unit's that has the partnership, or the letter's own."""
    groups = [group_context(item.forum.work, group.id) for group in groups_of_unit(item)]
    having = [group.group.id for group in groups if has_partnership(group, saying.about)]
    return item.forum.group.id if item.forum.group.id in having or not having else having[0]


def _person(item: IncomingItem, meeting: MeetingRow, name: str) -> UUID:
    return person_called(item.session, meeting.group_id, name, item.on)


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


def _note_coming(item: IncomingItem, saying: Ordered) -> None:
    meeting = _meeting_of_call(item, saying)
    note_coming(item.work, meeting.reference, _person(item, meeting, saying.about))


def _note_apology(item: IncomingItem, saying: Ordered) -> None:
    meeting = _meeting_of_call(item, saying)
    note_apology(item.work, meeting.reference, _person(item, meeting, saying.about))


def _name_deputy(item: IncomingItem, saying: Ordered) -> None:
    meeting = _meeting_of_call(item, saying)
    person, deputy = (_person(item, meeting, name) for name in (saying.about, saying.text))
    name_deputy(item.work, meeting.reference, person, deputy)


def _move(item: IncomingItem, saying: Ordered) -> None:
    if saying.on is None:
        raise Problem("It is not plain to which day.")
    move_meeting(item.work, saying.about, saying.on, start=saying.at, reason=saying.text)


def _note_away(item: IncomingItem, saying: Ordered) -> None:
    forum = item.forum
    chairs = forum.membership.chairs(item.on)
    absent = next((chair.id for chair in chairs if chair.id == item.by), None) if not saying.about else None
    if saying.about:
        absent = person_called(item.session, forum.group.id, saying.about, item.on)
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
    forum = group_of_order(item, saying)
    business = Business(
        saying.item.title,
        saying.text,
        saying.item.purpose or Purpose.DECISION,
        saying.item.minutes or MINUTES_OF_A_CALL,
    )
    by_chair = item.standing is not Standing.UNIT
    call_meeting(
        item.work, forum.group.code, saying.on, start=saying.at, business=business, by_chair=by_chair
    )
    put_urgent(group_context(item.work, forum.group.id))


def _decide(item: IncomingItem, saying: Ordered) -> None:
    """Put a decision to the members by mail: the Chair's to ask for, or as the Chair said by phone."""
    if saying.on is None or (item.standing is Standing.UNIT and saying.since is None):
        raise Problem(
            "That members decide by mail is for the Chair to ask: ring them, then reply DECIDE MASE by 28 "
            "January, by Chair, phone, 21 January: the decision; and why it can’t wait."
        )
    decision, _, reason = (part.strip() for part in saying.text.partition(";"))
    forum = group_context(item.work, group_of_order(item, saying).group.id)
    put_by_mail(forum, decision, reason, saying.on)


def _note_left(item: IncomingItem, saying: Ordered) -> None:
    """End what somebody is in the group, today or on an earlier day."""
    forum, last = item.forum, saying.on or item.on
    person = person_called(item.session, forum.group.id, saying.about, item.on)
    for appointment in forum.membership.appointments_on(person, item.on):
        end_appointment(item.work, appointment.id, last)


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


def _release(item: IncomingItem, saying: Ordered) -> None:
    reason = saying.text or BY_MAIL
    if invitation := invitation_by_id(item.office, saying.about):
        release_invitation(item.work, invitation.id, reason=reason)
    else:
        release(item.work, dispatch_by_id(item.session, saying.about).id, reason=reason)


def _cancel_letter(item: IncomingItem, saying: Ordered) -> None:
    cancel(item.work, dispatch_by_id(item.session, saying.about).id, reason=saying.text or BY_MAIL)


def _resolve(*, is_sent: bool) -> Handler:
    return lambda item, saying: resolve(
        item.work,
        dispatch_by_id(item.session, saying.about).id,
        is_sent=is_sent,
        reason=saying.text or BY_MAIL,
    )


def _put_aside(item: IncomingItem, saying: Ordered) -> None:
    put_aside(item.work, waiting_item_by_id(item.session, saying.about).id, reason=saying.text or BY_MAIL)


def _put_aside_with_files(item: IncomingItem, saying: Ordered) -> None:
    """Put a mail aside whose files the unit vouched for; they are taken by now."""
    if not waiting_item_by_id(item.session, saying.about).to_vouch_for:
        raise Problem(
            f"No file waits with the mail {saying.about}: put what it says on record, then reply "
            f"ASIDE {saying.about}."
        )
    _put_aside(item, saying)


def _meeting_of_outcome(item: IncomingItem, saying: Ordered) -> MeetingRow:
    """Return the meeting that is named, or that the letter with the draft minutes is about."""
    if saying.about:
        return meeting_by_reference(item.session, saying.about)
    if meeting := meeting_spoken_of(item):
        return meeting
    raise Problem("It is not plain of which meeting: begin with its reference, MASE/2027-01: 7 NOTED.")


def _note_outcome(item: IncomingItem, saying: Ordered) -> None:
    reference = _meeting_of_outcome(item, saying).reference
    note_outcome(item.work, reference, re.findall(r"\d+", saying.text), saying.outcome)


def _settle(item: IncomingItem, saying: Ordered) -> None:
    settle(item.work, saying.about, saying.text, item.by)


def _answer_for_board(item: IncomingItem, saying: Ordered) -> None:
    groups = [group.id for group in groups_of_unit(item)]
    answer_for_board(item.work, report_to_answer(item.session, groups, saying.about).id, saying.text)


def _extend_task_group(item: IncomingItem, saying: Ordered) -> None:
    if saying.on is None:
        raise Problem("It is not plain to which day.")
    extend_task_group(item.work, saying.about, saying.on, saying.text)


def _send_page(item: IncomingItem, saying: Ordered) -> Workbook:
    """Return the workbook in which the unit writes the page of a task group that a meeting decided to set
    up."""
    forum = group_of_order(item, saying)
    decision = decision_of(item.session, forum.group.id, saying.text).reference
    return Workbook(WORKBOOK, page_workbook(forum, decision))


HANDLERS: Mapping[Order, Handler] = {
    Order.ITEM: _propose,
    Order.DROP: lambda item, saying: drop_item(item.work, saying.about, saying.text),
    Order.ORDER: lambda item, saying: order_items(
        item.work, saying.about, saying.text.replace(",", " ").split()
    ),
    Order.COMING: _note_coming,
    Order.APOLOGIES: _note_apology,
    Order.DEPUTY: _name_deputy,
    Order.MOVE: _move,
    Order.CANCEL: lambda item, saying: cancel_meeting(item.work, saying.about, reason=saying.text),
    Order.AWAY: _note_away,
    Order.CALL: _call,
    Order.SKIP: _skip,
    Order.DECIDE: _decide,
    Order.LEFT: _note_left,
    Order.LEAD: lambda item, saying: hand_line_over(
        group_context(item.work, item.forum.group.id), saying.about, saying.text
    ),
    Order.JOINING: lambda item, saying: set_joining(item.work, saying.about, saying.text),
    Order.HOLD: lambda item, saying: hold_everything(item.work, reason=saying.text or HoldReason.UNIT_ASKED),
    Order.RESUME: lambda item, saying: resume(item.work, reason=saying.text or ResumeReason.UNIT_ASKED),
    Order.RELEASE_LETTER: _release,
    Order.CANCEL_LETTER: _cancel_letter,
    Order.ARRIVED: _resolve(is_sent=True),
    Order.NOT_ARRIVED: _resolve(is_sent=False),
    Order.ASIDE: _put_aside,
    Order.THEIRS: _put_aside_with_files,
    Order.RUNG: lambda item, saying: note_rung(
        item.work, [group.id for group in groups_of_unit(item)], saying.about
    ),
    Order.SETTLED: _settle,
    Order.BOARD: _answer_for_board,
    Order.CHALLENGE: lambda item, saying: answer_challenge(item.work, saying.about, saying.text),
    Order.OUTCOME: _note_outcome,
    Order.REWORD: lambda item, saying: reword(item.work, saying.about, saying.text),
    Order.TASK_GROUP: _send_page,
    Order.COMMISSION: lambda item, saying: commission_task_group(item.work, saying.about, saying.text),
    Order.EXTEND: _extend_task_group,
    Order.STOP: lambda item, saying: stop_task_group(item.work, saying.about, saying.text),
    Order.CLOSE: lambda item, saying: close_task_group(item.work, saying.about, saying.text),
    Order.CONTACT: lambda item, saying: register_contact(
        item.work, _group_with_partnership(item, saying), saying.about, saying.text
    ),
    Order.CONTACT_ENDS: lambda item, saying: end_contact(
        item.work, [group.id for group in groups_of_unit(item)], saying.about
    ),
    Order.CO_OPT: lambda item, saying: co_opt(item.work, saying.about, saying.text),
    Order.GUEST: lambda item, saying: invite_guest(
        item.work, saying.meeting, saying.about, guest_in(saying.text)
    ),
    Order.GUEST_ENDS: lambda item, saying: end_invitation(item.work, saying.meeting, saying.about),
}
