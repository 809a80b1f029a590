"""Queries about questions that wait for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Question
from forum.text.problem import Problem
from tasks.register.database.batch_session import Belonging
from tasks.register.tables import QuestionRow

# Put together once: a statement costs more to put together than to run.
_OPEN = (
    select(QuestionRow)
    .where(QuestionRow.answered.is_(None), QuestionRow.withdrawn.is_(None))
    .order_by(QuestionRow.opened, QuestionRow.due, QuestionRow.id)
)
_NAMED_OTHERWISE = {
    "about": "about_id",
    "of": "of_id",
    "escalated_to": "escalated_to_id",
}  # in the table than in the rules
_OPEN_VALUES = _OPEN.with_only_columns(
    QuestionRow.group_id,
    *(getattr(QuestionRow, _NAMED_OTHERWISE.get(one.name, one.name)) for one in fields(Question)),
)
_OPEN_IN_GROUP = Belonging[QuestionRow](_OPEN, QuestionRow.group_id, apart="kind")


def open_questions(
    session: Session, group_id: UUID | None = None, kind: QuestionKind | None = None
) -> Sequence[QuestionRow]:
    """The questions of a group, or of all, that wait for an answer, through the index on open questions;
    those of one kind only."""
    if group_id is None:
        return session.scalars(_OPEN if kind is None else _OPEN.where(QuestionRow.kind == kind)).all()
    return [row for row in _OPEN_IN_GROUP.of(session, group_id) if kind in (None, row.kind)]


def open_by_group(session: Session, group_id: UUID | None) -> Sequence[tuple[UUID, Question]]:
    """The questions that wait for an answer as the rules know them, each with its group, the oldest first.

    They are only looked at: what is to be written to them is read as rows.
    """
    query = _OPEN_VALUES if group_id is None else _OPEN_VALUES.where(QuestionRow.group_id == group_id)
    return [(group, Question(*values)) for group, *values in session.execute(query)]


def open_question_by_id(session: Session, start: str) -> QuestionRow:
    """The open question whose id starts with these characters, as ``mase answer`` shows them.

    Problem when there is none, or more than one.
    """
    wanted = start.strip().lower()
    found = [row for row in open_questions(session) if wanted and str(row.id).startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Problem(f"{len(found)} open questions have ids starting with “{start}”: give more of the id.")
    raise Problem(f"No open question has the id “{start}”; mase answer lists those that wait.")
