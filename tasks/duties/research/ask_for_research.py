"""Put a request for research on the register, for the unit to accept or decline (clause 6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from forum.agenda.purpose import purpose_codes
from forum.calendar.working_days import ONE_DAY
from forum.inbox.sayings import ResearchAsked
from forum.questions.kinds import QuestionKind
from forum.record.research import ResearchWanted
from forum.research.requests import answer_due
from forum.text.checks import checked_line, folded
from forum.text.problem import Problem
from forum.text.wording import listed, long_date
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.duties.questions.ask import ask
from tasks.register.meetings import planned_from
from tasks.register.research import next_research_reference, open_requests
from tasks.register.tables import MeetingRow, ResearchRow


def ask_for_research(work: UnitOfWork, group_id: UUID, asked: ResearchAsked, person: UUID) -> ResearchRow:
    """Register what a person of the group asks, and ask the unit to accept or decline it."""
    forum = group_context(work, group_id)
    forum.refuse_stranger(person)
    _refuse_unknown_purpose(forum, asked.purpose)
    _refuse_day(forum, asked.by)
    _refuse_the_same_again(forum, asked.question)
    row = ResearchRow(
        group_id=group_id,
        reference=next_research_reference(work.session, work.on.year),
        question=checked_line(asked.question, "question for research"),
        decision=checked_line(asked.decision, "decision that the research is for"),
        by=asked.by,
        asked_by_id=person,
        asked_on=work.on,
        kind=asked.kind,
        purpose=asked.purpose,
    )
    work.session.add(row)
    work.session.flush()
    work.audit("research asked for", research=row.id, person=person)
    ask(
        work,
        QuestionKind.ANSWER_RESEARCH,
        group_id=group_id,
        about=row.id,
        of=forum.unit().id,
        on=work.on,
        due=answer_due(work.on, forum.policy.research, forum.days),
    )
    return row


def file_research(forum: GroupContext, _meeting: MeetingRow, requests: Sequence[ResearchWanted]) -> None:
    """Register what a meeting wants looked into."""
    for request in requests:
        asked = ResearchAsked(
            question=request.question,
            decision=request.decision,
            by=request.by,
            kind=request.kind,
            purpose=request.purpose,
        )
        ask_for_research(forum.work, forum.group.id, asked, request.asked_by_id)


def _refuse_unknown_purpose(forum: GroupContext, purpose: str) -> None:
    codes = purpose_codes(forum.policy.objectives)
    if purpose and purpose not in codes:
        raise Problem(f"“{purpose}” is no purpose of the group; its purposes are {listed(codes)}.")


def _refuse_day(forum: GroupContext, by: dt.date) -> None:
    """Refuse a day that is gone, or by which no meeting takes a decision."""
    if by <= forum.on:
        raise Problem(f"{long_date(by)} is not to come: give the day by which the group decides.")
    planned = planned_from(forum.tx.session, forum.group.id, forum.on + ONE_DAY)
    if planned and planned[0].date > by:
        raise Problem(
            f"The group does not meet by {long_date(by)}; it decides on {long_date(planned[0].date)} at the "
            "earliest."
        )


def _refuse_the_same_again(forum: GroupContext, question: str) -> None:
    for row in open_requests(forum.tx.session, frozenset([forum.group.id])):
        if folded(row.question) == folded(question):
            raise Problem(f"That is asked already: it is {row.reference} on the register.")
