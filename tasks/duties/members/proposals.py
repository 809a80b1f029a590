"""Proposed changes of members that wait for the unit's answer: a workbook, an address or a phone number."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from sqlalchemy import select

from forum.letters.members.members_check import ChangesOfAKind, MembersCheck
from forum.outbox.conditions import Conditions, Validity
from forum.outbox.topic import Topic
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.text.addresses import checked_address
from forum.text.checks import checked_line
from forum.text.problem import Problem
from tasks.documents.papers.media_types import EXCEL
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.base.write_letter import enclose, head, write
from tasks.duties.members.appointments import write_to
from tasks.duties.members.import_changes import Change, ChangeKind
from tasks.duties.members.workbook import import_in, preview_in
from tasks.duties.questions.ask import ask, is_open, withdraw_question
from tasks.register.documents import fetch
from tasks.register.tables import PersonRow, ProposalRow, QuestionRow

WITHIN = 3  # working days for the unit's word
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
    question = _propose(forum, QuestionKind.APPLY_MEMBERS, ProposalRow(workbook=workbook, shown=stored))
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


def propose_contact(work: UnitOfWork, group_id: UUID, person: UUID, address: str, phone: str | None) -> None:
    """Ask the unit whether to use the address or phone number that a person gave.

    An earlier address or number that waits for the unit is asked with it. Problem for a faulty address.
    """
    forum = group_context(work, group_id)
    proposal = ProposalRow(
        person_id=person,
        address=checked_address(address) if address else "",
        phone=None if phone is None else checked_line(phone, "Phone"),
    )
    for question in _waiting(forum, QuestionKind.CHANGE_ADDRESS, person):
        before = work.session.get_one(ProposalRow, question.about_id)
        proposal.address = proposal.address or before.address
        proposal.phone = before.phone if proposal.phone is None else proposal.phone
    _propose(forum, QuestionKind.CHANGE_ADDRESS, proposal)


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


def apply_or_drop_contact(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Use a member's new address and number from today on, or drop them, by the unit's answer."""
    proposal = work.session.get_one(ProposalRow, question.about_id)
    if reply.word is not Word.APPLY or proposal.person_id is None:
        return
    if proposal.address:
        write_to(work, proposal.person_id, proposal.address, work.on)
    if proposal.phone is not None:
        row = work.session.get_one(PersonRow, proposal.person_id)
        row.phone, row.details_confirmed = proposal.phone, work.on
        work.audit("details corrected", person=proposal.person_id, fields=["phone"])


def _propose(forum: GroupContext, kind: QuestionKind, proposal: ProposalRow) -> QuestionRow:
    """Store a proposal and open its question, withdrawing an earlier one about the same."""
    for waiting in _waiting(forum, kind, proposal.person_id):
        withdraw_question(forum.tx, waiting.about_id, kind, forum.on)
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


def _waiting(forum: GroupContext, kind: QuestionKind, person: UUID | None) -> list[QuestionRow]:
    """Return the open questions of that kind about proposals for a person, or for none."""
    proposed = select(ProposalRow.id).where(
        ProposalRow.group_id == forum.group.id, ProposalRow.person_id.is_not_distinct_from(person)
    )
    questions = select(QuestionRow).where(QuestionRow.kind == kind, QuestionRow.about_id.in_(proposed))
    return [question for question in forum.tx.session.scalars(questions) if is_open(question)]


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
