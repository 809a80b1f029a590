"""The Chair's ruling on a meeting, and what follows from it beyond the meeting (clauses 2 and 4)."""

from __future__ import annotations

from forum.questions.words import Reply
from tasks.duties.base.group_context import forum_of_meeting
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.minutes.quorum_ruling import record_ruling
from tasks.duties.partnerships.write_briefings import brief_on_decisions
from tasks.register.tables import QuestionRow


def rule_on_quorum(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Record the ruling; partnerships are briefed on the decisions that stand by it."""
    record_ruling(work, question, reply)
    brief_on_decisions(*forum_of_meeting(work, question.about_id))
