"""Queries about guests, who are invited to a meeting for one item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from forum.guests.slots import Slot, slot_of
from forum.outbox.states import NOT_READ
from tasks.register.groups import Groups, of_group
from tasks.register.meetings import AS_OF, PLANNED
from tasks.register.papers import agenda_items, item_value
from tasks.register.tables import DispatchRow, GuestRow, MeetingRow


def guests_of(session: Session, meeting_id: UUID) -> Sequence[GuestRow]:
    """Return the guests of a meeting who are still invited, the longest invited first."""
    query = select(GuestRow).where(GuestRow.meeting_id == meeting_id, GuestRow.last.is_(None))
    return session.scalars(query.order_by(GuestRow.first, GuestRow.id)).all()


def guests_to_come(session: Session, as_of: dt.date, only: Groups) -> Sequence[GuestRow]:
    """Return the guests of these groups who are invited to a meeting that has not been."""
    return session.scalars(_to_come(only), {"as_of": as_of}).all()


@lru_cache  # to put it together takes longer than to ask it
def _to_come(only: Groups) -> Select[GuestRow]:
    return (
        select(GuestRow)
        .join(MeetingRow, MeetingRow.id == GuestRow.meeting_id)
        .where(GuestRow.last.is_(None), MeetingRow.date >= AS_OF, *of_group(GuestRow.group_id, only))
        .order_by(MeetingRow.date, GuestRow.first, GuestRow.id)
    )


def slot_now(session: Session, guest: GuestRow) -> Slot | None:
    """Return when the item of a guest is taken; None where it is not, or no guest may come to it any more."""
    meeting = session.get_one(MeetingRow, guest.meeting_id)
    if meeting.state is not PLANNED:
        return None
    items = [item_value(row) for row in agenda_items(session, meeting.id)]
    return slot_of(items, guest.item_id, dt.datetime.combine(meeting.date, meeting.start))


def letters_to_guest(session: Session, guest: GuestRow) -> Sequence[DispatchRow]:
    """Return the letters about an invitation that have reached the guest, or are on their way, the oldest
    first."""
    query = select(DispatchRow).where(
        DispatchRow.meeting_id == guest.meeting_id,
        DispatchRow.person_id == guest.person_id,
        DispatchRow.subject_id == guest.id,
        DispatchRow.state.not_in(NOT_READ),
    )
    return session.scalars(query.order_by(DispatchRow.queued_at, DispatchRow.edition)).all()
