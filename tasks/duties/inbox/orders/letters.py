"""Orders about letters, mail and what is asked."""

from __future__ import annotations

from collections.abc import Mapping

from forum.inbox.orders import Order
from forum.inbox.sayings import Ordered
from forum.questions.reasons import HoldReason, ResumeReason
from forum.text.problem import Problem
from tasks.duties.answers.reword import reword
from tasks.duties.coming.stuck_invitations import invitation_by_id, release_invitation
from tasks.duties.inbox.carry_out.outcomes import OrderHandler
from tasks.duties.inbox.incoming_item import IncomingItem
from tasks.duties.inbox.orders.groups import groups_of_unit
from tasks.duties.inbox.waiting.items import put_aside
from tasks.duties.outbox.decisions import cancel, release, resolve
from tasks.duties.outbox.hold import hold_everything, resume
from tasks.duties.questions.note_rung import note_rung
from tasks.register.mailbox import waiting_item_by_id
from tasks.register.outbox.dispatches import dispatch_by_id

BY_MAIL = "By reply to the desk letter"


def _release(item: IncomingItem, saying: Ordered) -> None:
    reason = saying.text or BY_MAIL
    if invitation := invitation_by_id(item.office, saying.about):
        release_invitation(item.work, invitation.id, reason=reason)
    else:
        release(item.work, dispatch_by_id(item.session, saying.about).id, reason=reason)


def _cancel_letter(item: IncomingItem, saying: Ordered) -> None:
    cancel(item.work, dispatch_by_id(item.session, saying.about).id, reason=saying.text or BY_MAIL)


def _resolve(*, is_sent: bool) -> OrderHandler:
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
