"""Queries about the risk register."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.risks.risks import Risk, Score
from tasks.register.database.value_of import value_of
from tasks.register.tables import RiskRow

SCORES = TypeAdapter(tuple[Score, ...])


def risk_rows(session: Session, group_id: UUID) -> Sequence[RiskRow]:
    """Return all risks of a group by their numbers, closed ones too."""
    return session.scalars(select(RiskRow).where(RiskRow.group_id == group_id).order_by(RiskRow.number)).all()


def risks_of(session: Session, group_id: UUID) -> tuple[Risk, ...]:
    """Return them as values of the rules."""
    return tuple(risk_value(row) for row in risk_rows(session, group_id))


def risk_value(row: RiskRow) -> Risk:
    """Return a risk as a value of the rules."""
    return value_of(Risk, row, scores=SCORES.validate_python(row.scores))
