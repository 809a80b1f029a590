"""Queries about questions that wait for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.problem import Problem
from tasks.register.tables import QuestionRow


def open_questions(session: Session, group_id: UUID | None = None) -> Sequence[QuestionRow]:
    """The questions of a group, or of all, that wait for an answer, through the index on open questions."""
    query = select(QuestionRow).where(QuestionRow.answered.is_(None), QuestionRow.withdrawn.is_(None))
    if group_id is not None:
        query = query.where(QuestionRow.group_id == group_id)
    return session.scalars(query.order_by(QuestionRow.opened, QuestionRow.due, QuestionRow.id)).all()


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
