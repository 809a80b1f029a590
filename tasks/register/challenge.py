"""Queries about the challenge log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Select, bindparam, select, text
from sqlalchemy.orm import Session

from forum.text.problem import Problem
from tasks.register.groups import Groups, of_groups
from tasks.register.tables import ChallengeRow

OPEN = text("challenge.answered_on IS NULL")  # in the words that define the index


def challenge_rows(session: Session, group_id: UUID) -> Sequence[ChallengeRow]:
    """Return all challenges of a group, the earliest first."""
    query = select(ChallengeRow).where(ChallengeRow.group_id == group_id)
    return session.scalars(query.order_by(ChallengeRow.opened_on, ChallengeRow.reference)).all()


def challenge_by_reference(session: Session, reference: str) -> ChallengeRow:
    """Return the challenge with a reference, in any capitals; Problem for none."""
    query = select(ChallengeRow).where(ChallengeRow.reference == reference.upper())
    row = session.scalars(query).one_or_none()
    if row is None:
        raise Problem(f"There is no challenge {reference}. Write it as our letter has it: MASE/2027-01/C21.")
    return row


def open_challenge_about(session: Session, about: UUID) -> ChallengeRow | None:
    """Return the challenge about an action or a seat that has no answer yet."""
    query = select(ChallengeRow).where(ChallengeRow.about_id == about, OPEN)
    return session.scalars(query).first()


def groups_with_overdue_challenge(session: Session, as_of: dt.date, only: Groups) -> Sequence[UUID]:
    """Return the groups with a challenge that has no answer by its day."""
    return session.scalars(_overdue(of_all=only is None), {"as_of": as_of, "groups": list(only or ())}).all()


@lru_cache
def _overdue(*, of_all: bool) -> Select[UUID]:
    query = select(ChallengeRow.group_id).where(OPEN, ChallengeRow.due < bindparam("as_of")).distinct()
    return query.where(*of_groups(ChallengeRow.group_id, of_all=of_all))


def challenges_of_period(
    session: Session, group_id: UUID, first: dt.date, last: dt.date
) -> Sequence[ChallengeRow]:
    """Return the challenges that opened by ``last`` and had no answer before ``first``, by their days."""
    return [
        row
        for row in challenge_rows(session, group_id)
        if row.opened_on <= last and (row.answered_on is None or row.answered_on >= first)
    ]
