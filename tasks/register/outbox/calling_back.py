"""Letters called back before delivery has begun to send them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.outbox.states import NOT_READ
from tasks.register.audit.journal import ChangedSinceError
from tasks.register.outbox.dispatches import withdraw
from tasks.register.tables import DispatchRow, MeetingDocumentRow, MeetingRow


def take_letters_out(session: Session, letters: Iterable[DispatchRow]) -> None:
    """Take these letters out of the outbox: all of them, or ChangedSinceError."""
    if not all(withdraw(session, row) for row in letters):
        raise ChangedSinceError


def letters_with(
    session: Session, meeting: MeetingRow, documents: Collection[MeetingDocumentRow]
) -> list[DispatchRow]:
    """Return the letters that bring any of these documents of a meeting, also to people who joined since."""
    if not documents:
        return []
    since = dt.datetime.combine(min(row.made_on for row in documents), dt.time())
    ids = {row.id for row in documents}
    of_then = (
        DispatchRow.group_id == meeting.group_id,
        DispatchRow.queued_at >= since,
        DispatchRow.state.not_in(NOT_READ),
    )
    return [
        row
        for row in session.scalars(select(DispatchRow).where(*of_then))
        if not ids.isdisjoint(row.conditions.approved)
    ]
