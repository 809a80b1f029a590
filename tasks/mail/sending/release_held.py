"""Releasing letters whose reason for being held has been put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.outbox.causes import Cause
from forum.outbox.states import State
from tasks.mail.sending.run import WITHOUT_DRAFT, DeliveryRun
from tasks.register.database.register import Transaction
from tasks.register.members.people import bounced_people, has_signed
from tasks.register.outbox.dispatches import in_state, move
from tasks.register.tables import DispatchRow

AS_IF_NEW = {**WITHOUT_DRAFT, "refusals": 0, "reason": ""}


def releasable(
    session: Session, on: dt.date, groups: Collection[UUID] | None = None
) -> Sequence[DispatchRow]:
    """Return held letters of these groups (all for None) whose recipient now has another address, or has
    signed the agreement, by that day."""
    held = in_state(session, State.HELD, groups=groups)
    letters = [row for row in held if row.cause in (Cause.BOUNCED, Cause.UNSIGNED)]
    bounced = bounced_people(session, on) if letters else frozenset()
    return [row for row in letters if _is_free(session, row, bounced, on)]


def release_now(tx: Transaction, on: dt.date, groups: Collection[UUID] | None = None) -> None:
    """Queue the releasable letters of these groups (all for None) again, within a transaction."""
    for row in releasable(tx.session, on, groups):
        move(tx.session, row, State.QUEUED, **AS_IF_NEW)
        with tx.on_chain_of(row.group_id):
            tx.audit("letter released", dispatch=row.id)


def release(run: DeliveryRun) -> None:
    """Queue the releasable letters again, as a step of delivery.

    Each run looks, since an address is good from its first day, whenever it was entered.
    """
    with run.register.reading() as session:
        groups = {row.group_id for row in releasable(session, run.as_of)}
    if groups:
        with run.transaction(groups) as turn:
            release_now(turn.tx, run.as_of, groups)


def _is_free(session: Session, row: DispatchRow, bounced: frozenset[UUID], on: dt.date) -> bool:
    if row.cause is Cause.BOUNCED:
        return row.person_id not in bounced
    return has_signed(session, row.person_id, on)
