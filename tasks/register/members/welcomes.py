"""Queries about the letters that welcome new members."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.letters.members import Induction
from forum.members.joining import LOOK_BACK, Joiner, joiners
from forum.members.membership import Membership
from forum.outbox.occasions import Occasion, OccasionKind
from forum.outbox.states import ON_ITS_WAY, dispatch_key
from forum.outbox.topic import Topic
from tasks.register.outbox.dispatches import is_queued
from tasks.register.tables import DispatchRow, GroupRow


def joining(joiner: Joiner) -> Topic:
    """Return what the letters on joining are about: the person and their latest new appointment."""
    return Topic(joiner.person.id, Occasion(OccasionKind.DAY, joiner.first))


def is_welcomed(session: Session, group_id: UUID, joiner: Joiner) -> bool:
    """Tell whether the welcome of a joiner has been written, whatever became of it."""
    return is_queued(session, dispatch_key(group_id, Induction.NAME, joining(joiner), joiner.person.id))


def waiting_for_welcome(session: Session, group_id: UUID, members: Membership, on: dt.date) -> set[UUID]:
    """Return the people whose welcome is on its way, or is written next morning.

    Nobody waits for one that does not leave by itself, or that no Business Unit is there to write.
    """
    under_way = select(DispatchRow.person_id).where(
        DispatchRow.state.in_(ON_ITS_WAY),
        DispatchRow.letter == Induction.NAME,
        DispatchRow.group_id == group_id,
    )
    waiting = set(session.scalars(under_way))
    if members.unit(on) is not None:
        go_live = session.get_one(GroupRow, group_id).go_live
        recent = joiners(members, go_live, on - LOOK_BACK, on)
        waiting |= {joiner.person.id for joiner in recent if not is_welcomed(session, group_id, joiner)}
    return waiting
