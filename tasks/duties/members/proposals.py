"""Proposed changes of the list of members that wait for the unit's answer: a workbook."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.letters.members import ChangesOfAKind, MembersCheck
from forum.outbox.states import Conditions, Topic, Validity
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.documents.papers.take_paper import EXCEL
from tasks.duties.base.group_context import group_context
from tasks.duties.base.office import UnitOfWork
from tasks.duties.base.write_letter import enclose, head, write
from tasks.duties.members.import_changes import Change, ChangeKind
from tasks.duties.members.workbook import import_in, preview_in
from tasks.duties.questions.ask import propose
from tasks.register.documents import fetch
from tasks.register.tables import ProposalRow, QuestionRow

WORKBOOK = "members.xlsx"


def propose_members(work: UnitOfWork, group_id: UUID, content: bytes) -> tuple[Change, ...]:
    """Show the unit the changes of a members' workbook from today on, and ask whether to apply them.

    The question about an earlier workbook is withdrawn. Problem with every faulty cell, or when nothing would
    change.
    """
    forum = group_context(work, group_id)
    changes = preview_in(work, work.office.limited, forum.group, content, "The members’ workbook", work.on)
    if all(change.kind.is_note for change in changes):
        raise Problem("The workbook changes nothing: the register says the same already.")
    stored = [[change.kind.value, change.words, str(change.about)] for change in changes]
    workbook = enclose(forum, WORKBOOK, content, EXCEL).sha256
    question = propose(forum, QuestionKind.APPLY_MEMBERS, ProposalRow(workbook=workbook, shown=stored))
    question.asked = work.on
    unit = forum.unit()
    write(
        forum,
        MembersCheck(**head(forum, unit), changes=_by_kind(changes), by=question.due),
        to=unit,
        about=Topic(question.about_id),
        valid=Validity(
            question.due + dt.timedelta(days=14), Conditions(appointed=True, unanswered=(question.id,))
        ),
    )
    return changes


def apply_or_drop_members(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Apply the unit's workbook as it was shown, or drop it, by the unit's answer."""
    if reply.word is not Word.APPLY:
        return
    proposal = work.session.get_one(ProposalRow, question.about_id)
    assert proposal.workbook is not None
    shown = tuple(Change(ChangeKind(kind), words, UUID(about)) for kind, words, about in proposal.shown)
    content = fetch(work.session, proposal.workbook)
    import_in(
        work, work.office.limited, proposal.group_id, content, "The members’ workbook", proposal.since, shown
    )


def _by_kind(changes: tuple[Change, ...]) -> tuple[ChangesOfAKind, ...]:
    kinds = dict.fromkeys(change.kind for change in changes)
    return tuple(
        ChangesOfAKind(
            kind=kind.value,
            changes=tuple(change.words for change in changes if change.kind is kind),
            is_note=kind.is_note,
        )
        for kind in kinds
    )
