"""Letters held for what has been put right since go by themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.outbox.states import State
from tasks.mail.sending.checks import BOUNCED, UNSIGNED
from tasks.mail.sending.run import ANEW, Run
from tasks.register.database.register import Transaction
from tasks.register.dispatches import in_state, move
from tasks.register.people import bounced_people, has_signed
from tasks.register.tables import DispatchRow

AS_AT_FIRST = {**ANEW, "refusals": 0, "reason": ""}


def free_to_go(session: Session, on: dt.date) -> Sequence[DispatchRow]:
    """What was held because letters came back, or for want of a signed agreement, though on that day the
    register has another address, or the day of signing."""
    held = [row for row in in_state(session, State.HELD) if row.reason in (BOUNCED, UNSIGNED)]
    bounced = bounced_people(session, on) if held else frozenset()
    return [row for row in held if _is_free(session, row, bounced, on)]


def release_what_may_go(tx: Transaction, on: dt.date) -> None:
    """Let go what is held for nothing any more."""
    for row in free_to_go(tx.session, on):
        move(tx.session, row, State.QUEUED, **AS_AT_FIRST)
        tx.audit("letter released", dispatch=row.id)


def release(run: Run) -> None:
    """Let go what is held for nothing any more: an address is good from its first day, whenever entered."""
    with run.register.reading() as session:
        if not free_to_go(session, run.as_of):
            return
    with run.transaction() as turn:
        release_what_may_go(turn.tx, run.as_of)


def _is_free(session: Session, row: DispatchRow, bounced: frozenset[UUID], on: dt.date) -> bool:
    if row.reason == BOUNCED:
        return row.person_id not in bounced
    return has_signed(session, row.person_id, on)
