"""The plan's workbook that came by mail: shown to the unit, and taken or dropped by its answer."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.letters.members import ChangesOfAKind, MembersCheck
from forum.outbox.conditions import Conditions, Validity
from forum.outbox.topic import Topic
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.documents.papers.media_types import EXCEL
from tasks.duties.base.group_context import group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.base.write_letter import enclose, head, write
from tasks.duties.plan.import_plan import WORKBOOK, preview_plan, take_plan
from tasks.duties.questions.propose import propose
from tasks.register.documents import fetch
from tasks.register.tables import ProposalRow, QuestionRow

THE_WORKBOOK = "The workbook of the action plan"


def propose_plan(work: UnitOfWork, group_id: UUID, content: bytes) -> None:
    """Show the unit the changes of a plan's workbook, and ask whether to apply them.

    The question about an earlier workbook is withdrawn. Problem with every faulty cell, or when nothing would
    change.
    """
    forum = group_context(work, group_id)
    changes = preview_plan(work, forum.group.code, content, THE_WORKBOOK)
    if not changes:
        raise Problem("The workbook changes nothing: the action plan says the same already.")
    workbook = enclose(forum, WORKBOOK, content, EXCEL).sha256
    shown = [[change] for change in changes]
    question = propose(forum, QuestionKind.APPLY_PLAN, ProposalRow(workbook=workbook, shown=shown))
    question.asked = work.on
    unit = forum.unit()
    letter = MembersCheck(
        **head(forum, unit),
        changes=(ChangesOfAKind(kind="lines of the plan", changes=changes),),
        by=question.due,
        workbook="plan workbook",
    )
    until = question.due + dt.timedelta(days=14)
    valid = Validity(until, Conditions(appointed=True, unanswered=(question.id,)))
    write(forum, letter, to=unit, about=Topic(question.about_id), valid=valid)


def apply_or_drop_plan(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Apply the workbook as it was shown, or drop it, by the unit's answer."""
    if reply.word is not Word.APPLY:
        return
    proposal = work.session.get_one(ProposalRow, question.about_id)
    assert proposal.workbook is not None
    shown = tuple(change for (change,) in proposal.shown)
    content = fetch(work.session, proposal.workbook)
    take_plan(group_context(work, proposal.group_id), content, THE_WORKBOOK, shown)
