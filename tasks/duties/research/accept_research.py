"""Accept or decline a request; a large one is begun on the Chair's word (clause 6).

Put a request for research on the register, for the unit to accept or decline (clause 6).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from forum.agenda import Purpose, purpose_codes
from forum.calendar.steps import StepKind
from forum.calendar.working_days import ONE_DAY
from forum.inbox.sayings import ResearchAsked
from forum.letters.parts import Ask
from forum.members.membership import Person
from forum.questions.kinds import QuestionKind
from forum.questions.words import Reply, Word
from forum.record.registers import ResearchWanted
from forum.research import Size, answer_due, needs_assessment, product_due, read_acceptance
from forum.text.checks import checked_line, checked_text, folded
from forum.text.problem import Problem
from forum.text.wording import capital, listed, long_date, short_date
from tasks.duties.agenda.agenda import propose_item
from tasks.duties.base.group_context import GroupContext, group_context
from tasks.duties.base.names import person_called
from tasks.duties.base.office import UnitOfWork
from tasks.duties.questions.ask import ask, ask_chairs
from tasks.mail.sending.queue import Enclosure
from tasks.register.meetings import planned_from, step_of
from tasks.register.papers import paper_of_item
from tasks.register.research import item_of, next_research_reference, open_requests
from tasks.register.tables import MeetingRow, PersonRow, QuestionRow, ResearchRow


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


MINUTES_OF_THE_ITEM = 15
NO_ASSESSMENT = (
    "{reference} asks for data on named children: it is accepted once the data protection impact assessment "
    "(DPIA) is done. Then reply ACCEPT {reference} {size}, DPIA done 12 January. If it asks for no such "
    "data, reply REWORD {reference} and its question first."
)
CHAIR_SAID_NO = "the Chair does not want it begun"
CHAIR_ANSWERS_WITHIN = 5  # working days


def accept_or_decline(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Carry out the unit's answer: who does the research, how large it is and by when; or why it is not
    done."""
    row = work.session.get_one(ResearchRow, question.about_id)
    forum = group_context(work, row.group_id)
    text = checked_text(reply.text, f"answer to {row.reference}").strip()
    if reply.word is Word.DECLINE:
        if not text:
            raise Problem(f"{row.reference}: say after DECLINE why; whoever asked is told.")
        _decline(forum, row, text)
        return
    accepted = read_acceptance(text, work.on)
    if needs_assessment(row.question, row.decision) and accepted.assessed_on is None:
        raise Problem(NO_ASSESSMENT.format(reference=row.reference, size=accepted.size))
    researcher = _researcher(forum, accepted.researcher)
    row.size, row.check, row.researcher_id = accepted.size, accepted.check, researcher
    row.assessed_on = accepted.assessed_on
    row.due = _due(forum, row, accepted.by)
    if accepted.size is Size.LARGE:
        due = forum.days.add(forum.on, CHAIR_ANSWERS_WITHIN)
        ask_chairs(forum, QuestionKind.ALLOW_RESEARCH, about=row.id, due=due)
    else:
        _begin(forum, row)


def allow_or_refuse_research(work: UnitOfWork, question: QuestionRow, reply: Reply) -> None:
    """Carry out the Chair's word on a large request."""
    row = work.session.get_one(ResearchRow, question.about_id)
    forum = group_context(work, row.group_id)
    if reply.word is Word.NO:
        _decline(forum, row, CHAIR_SAID_NO)
    else:
        _begin(forum, row)


def put_large_research(
    forum: GroupContext, question: QuestionRow, ask: Ask, _reader: Person
) -> tuple[Ask, Sequence[Enclosure]]:
    """Return the ask with the question of the request, who would do it, and what it is for."""
    row = forum.tx.session.get_one(ResearchRow, question.about_id)
    researcher = forum.tx.session.get_one(PersonRow, row.researcher_id)
    facts = f"For {row.decision}, by {short_date(row.by)}."
    return replace(ask, reference=row.reference, title=row.question, person=researcher.name, facts=facts), ()


def put_decision_on_agenda(forum: GroupContext, row: ResearchRow) -> None:
    """Put the decision that a request informs on the agenda of the last meeting by its day, with the product
    as its paper; nothing while that meeting is not planned.

    Where whoever took it on has left, the unit does it (clause 6).
    """
    meeting = meeting_that_decides(forum.tx.session, row, forum.on)
    if meeting is None or row.researcher_id is None or item_of(forum.tx.session, row):
        return
    if not forum.membership.is_appointed(row.researcher_id, forum.on):
        row.researcher_id = forum.unit().id
    propose_item(
        forum.work,
        meeting.reference,
        title=f"{capital(row.decision)} (research {row.reference})",
        purpose=Purpose.DECISION,
        minutes=MINUTES_OF_THE_ITEM,
        person=row.researcher_id,
        with_paper=True,
        research=row.id,
        objective=purpose_codes(forum.policy.objectives).get(row.purpose, ""),
    )
    item = item_of(forum.tx.session, row)
    if item and (paper := paper_of_item(forum.tx.session, item)):
        paper.due = row.due


def meeting_that_decides(session: Session, row: ResearchRow, on: dt.date) -> MeetingRow | None:
    """Return the last meeting by the day of the decision whose agenda is not agreed yet; None where there is
    none, or where a later one by that day may still be planned."""
    planned = planned_from(session, row.group_id, on + ONE_DAY)
    if not any(meeting.date > row.by for meeting in planned):
        return None
    open_ones = (
        meeting
        for meeting in reversed(planned)
        if meeting.date <= row.by and step_of(session, meeting.id, StepKind.AGENDA_AGREED).verdict is None
    )
    return next(open_ones, None)


def _begin(forum: GroupContext, row: ResearchRow) -> None:
    row.accepted_on = forum.on
    put_decision_on_agenda(forum, row)
    forum.tx.audit("research accepted", research=row.id, researcher=row.researcher_id)


def _decline(forum: GroupContext, row: ResearchRow, because: str) -> None:
    row.declined_on, row.because = forum.on, because
    forum.tx.audit("research declined", research=row.id)


def _researcher(forum: GroupContext, name: str) -> UUID:
    """Return who does the research: the unit's officer, or the person of the group who is named."""
    if not name:
        return forum.unit().id
    person = person_called(forum.tx.session, forum.group.id, name, forum.on)
    forum.refuse_stranger(person)
    return person


def _due(forum: GroupContext, row: ResearchRow, by: dt.date | None) -> dt.date:
    """Return the day for the product: the unit's, or ten working days before the meeting that decides."""
    meeting = meeting_that_decides(forum.tx.session, row, forum.on)
    latest = product_due(meeting.date if meeting else row.by, forum.policy.research, forum.days)
    if latest <= forum.on:
        raise Problem(
            f"There is no time for {row.reference}: its product would be due on {long_date(latest)}. Decline "
            "it, or have it asked for a later decision."
        )
    if by and not forum.on < by <= latest:
        raise Problem(
            f"{row.reference}: the product is due on {long_date(latest)} at the latest, and on a day to come."
        )
    return by or latest
