"""Agreements that are taken back, and letters that the checks let go or stop."""

from __future__ import annotations

from sqlalchemy import update

from forum.outbox.states import Mode, State
from tasks.mail.sending.attachment_checks import SendingContext
from tasks.mail.sending.checks import first_stop
from tasks.mail.sending.delivery_settings import DeliveryRules
from tasks.mail.sending.run import SendingTurn
from tasks.register.outbox import in_state
from tasks.register.tables import PersonRow
from tests.tasks.duties.secretariat import Forum


def unsign(forum: Forum, *names: str) -> None:
    with forum.office.register.transaction("test") as tx:
        tx.session.execute(update(PersonRow).where(PersonRow.name.in_(names)).values(agreement_signed=None))


def try_to_send(forum: Forum) -> None:
    """What the checks let go is sent, what they stop is held or lapses."""
    rules = DeliveryRules(mode=Mode.HOLD, mailbox="mase@forum.example")
    with forum.office.register.transaction("test") as tx:
        turn = SendingTurn(tx, SendingContext(tx.session, forum.today, tx.at, rules))
        for row in in_state(tx.session, State.QUEUED):
            if stop := first_stop(row, turn.context):
                turn.stop(row, stop)
            else:
                row.state, row.sent_at = State.SENT, tx.at
