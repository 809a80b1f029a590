"""Proposed changes that wait for the unit's word: stored, and asked about once."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlalchemy import select

from forum.questions.kinds import QuestionKind
from tasks.duties.base.group_context import GroupContext
from tasks.duties.questions.ask import ask, is_open, withdraw, withdraw_question
from tasks.register.database.register import Transaction
from tasks.register.tables import ProposalRow, QuestionRow

WITHIN = 3  # working days for the unit's word


def propose(forum: GroupContext, kind: QuestionKind, proposal: ProposalRow) -> QuestionRow:
    """Store a proposal and open its question, withdrawing an earlier one about the same."""
    for waiting in waiting_for_unit(forum, kind, proposal.person_id):
        withdraw_question(forum.tx, waiting.about_id, kind, forum.on)
        for other in asked_as_well(forum.tx, forum.tx.session.get_one(ProposalRow, waiting.about_id)):
            withdraw(forum.tx, other, forum.on)
    proposal.id, proposal.group_id, proposal.since = uuid4(), forum.group.id, forum.on
    forum.tx.session.add(proposal)
    forum.tx.session.flush()
    return ask(
        forum.tx,
        kind,
        group_id=forum.group.id,
        about=proposal.id,
        of=forum.unit().id,
        on=forum.on,
        due=forum.days.add(forum.on, WITHIN),
    )


def waiting_for_unit(forum: GroupContext, kind: QuestionKind, person: UUID | None) -> list[QuestionRow]:
    """Return the open questions of that kind about proposals for a person, or for none."""
    proposed = select(ProposalRow.id).where(
        ProposalRow.group_id == forum.group.id, ProposalRow.person_id.is_not_distinct_from(person)
    )
    questions = select(QuestionRow).where(QuestionRow.kind == kind, QuestionRow.about_id.in_(proposed))
    return [question for question in forum.tx.session.scalars(questions) if is_open(question)]


def asked_as_well(tx: Transaction, proposal: ProposalRow) -> list[QuestionRow]:
    """Return the open questions that ask the units of other groups about the same details of a person."""
    if not proposal.person_id or not proposal.shown:
        return []
    of_person = select(ProposalRow).where(
        ProposalRow.person_id == proposal.person_id,
        ProposalRow.since == proposal.since,
        ProposalRow.group_id != proposal.group_id,
    )
    ids = [row.id for row in tx.session.scalars(of_person) if row.shown == proposal.shown]
    questions = select(QuestionRow).where(
        QuestionRow.kind == QuestionKind.CHANGE_ADDRESS, QuestionRow.about_id.in_(ids)
    )
    return [question for question in tx.session.scalars(questions) if is_open(question)]
