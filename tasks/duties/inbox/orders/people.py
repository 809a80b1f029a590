"""Orders about who comes, who leaves and whom to write to.

Orders about letters, mail and what is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from forum.inbox.orders import Order
from forum.inbox.sayings import Ordered
from forum.questions.reasons import HoldReason, ResumeReason
from forum.text.problem import Problem
from tasks.duties.answers.reword import reword
from tasks.duties.base.names import person_called
from tasks.duties.coming.apologies import name_deputy, note_apology, note_coming
from tasks.duties.coming.invitations import invitation_by_id, release_invitation
from tasks.duties.inbox.carry_out.outcomes import OrderHandler
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.orders.groups import group_with_partnership, groups_of_unit, meeting_of_call
from tasks.duties.inbox.waiting import put_aside
from tasks.duties.members.appointments import co_opt, end_appointment
from tasks.duties.outbox.decisions import cancel, hold_everything, release, resolve, resume
from tasks.duties.partnerships.contacts import end_contact, register_contact
from tasks.duties.questions.open_questions import note_rung
from tasks.register.mailbox import waiting_item_by_id
from tasks.register.outbox import dispatch_by_id
from tasks.register.tables import MeetingRow


def _person(item: IncomingItem, meeting: MeetingRow, name: str) -> UUID:
    return person_called(item.forum.tx.session, meeting.group_id, name, item.on)


def _note_coming(item: IncomingItem, saying: Ordered) -> None:
    meeting = meeting_of_call(item, saying)
    note_coming(item.work, meeting.reference, _person(item, meeting, saying.about))


def _note_apology(item: IncomingItem, saying: Ordered) -> None:
    meeting = meeting_of_call(item, saying)
    note_apology(item.work, meeting.reference, _person(item, meeting, saying.about))


def _name_deputy(item: IncomingItem, saying: Ordered) -> None:
    meeting = meeting_of_call(item, saying)
    person, deputy = (_person(item, meeting, name) for name in (saying.about, saying.text))
    name_deputy(item.work, meeting.reference, person, deputy)


def _note_left(item: IncomingItem, saying: Ordered) -> None:
    """End what somebody is in the group, today or on an earlier day."""
    forum, last = item.forum, saying.on or item.on
    person = person_called(item.forum.tx.session, forum.group.id, saying.about, item.on)
    for appointment in forum.membership.appointments_on(person, item.on):
        end_appointment(item.work, appointment.id, last)


OF_PEOPLE: Mapping[Order, OrderHandler] = {
    Order.COMING: _note_coming,
    Order.APOLOGIES: _note_apology,
    Order.DEPUTY: _name_deputy,
    Order.LEFT: _note_left,
    Order.CONTACT: lambda item, saying: register_contact(
        item.work, group_with_partnership(item, saying), saying.about, saying.text
    ),
    Order.CONTACT_ENDS: lambda item, saying: end_contact(
        item.work, [group.id for group in groups_of_unit(item)], saying.about
    ),
    Order.CO_OPT: lambda item, saying: co_opt(item.work, saying.about, saying.text),
}


BY_MAIL = "By reply to the desk letter"


def _release(item: IncomingItem, saying: Ordered) -> None:
    reason = saying.text or BY_MAIL
    if invitation := invitation_by_id(item.forum.office, saying.about):
        release_invitation(item.work, invitation.id, reason=reason)
    else:
        release(item.work, dispatch_by_id(item.forum.tx.session, saying.about).id, reason=reason)


def _cancel_letter(item: IncomingItem, saying: Ordered) -> None:
    cancel(item.work, dispatch_by_id(item.forum.tx.session, saying.about).id, reason=saying.text or BY_MAIL)


def _resolve(*, is_sent: bool) -> OrderHandler:
    return lambda item, saying: resolve(
        item.work,
        dispatch_by_id(item.forum.tx.session, saying.about).id,
        is_sent=is_sent,
        reason=saying.text or BY_MAIL,
    )


def _put_aside(item: IncomingItem, saying: Ordered) -> None:
    put_aside(
        item.work, waiting_item_by_id(item.forum.tx.session, saying.about).id, reason=saying.text or BY_MAIL
    )


def _put_aside_with_files(item: IncomingItem, saying: Ordered) -> None:
    """Put a mail aside whose files the unit vouched for; they are taken by now."""
    if not waiting_item_by_id(item.forum.tx.session, saying.about).to_vouch_for:
        raise Problem(
            f"No file waits with the mail {saying.about}: put what it says on record, then reply "
            f"ASIDE {saying.about}."
        )
    _put_aside(item, saying)


OF_LETTERS: Mapping[Order, OrderHandler] = {
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
    Order.REWORD: lambda item, saying: reword(item.work, saying.about, saying.text),
}
