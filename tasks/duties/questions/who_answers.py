"""The people who answer a question: the person asked, the holder of the office asked, and their cover."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.inbox import who_may_say as rules
from forum.inbox.who_may_say import Sender
from forum.members.membership import Person
from forum.questions.kinds import OF_THE_UNIT, TO_THE_CHAIR
from tasks.duties.base.group_context import GroupContext
from tasks.duties.questions.ask import question_value, questions_about
from tasks.register.tables import QuestionRow


def asked_now(forum: GroupContext, question: QuestionRow, on: dt.date | None = None) -> tuple[UUID, ...]:
    """Return the people asked a question, today or ``on`` an earlier day: for an office, its holders then."""
    of_an_office = question.kind in TO_THE_CHAIR | OF_THE_UNIT
    members = forum.offices if of_an_office and on in (None, forum.on) else forum.membership
    asked_too = [row.of_id for row in asked_together(forum.tx.session, question)]
    return rules.asked_now(question_value(question), members, on or forum.on, forum.policy.chairs, asked_too)


def reader_of(forum: GroupContext, question: QuestionRow, on: dt.date | None = None) -> UUID | None:
    """Return the person to write to or ring about a question: the person asked, or their cover."""
    people = asked_now(forum, question, on)
    return forum.stand_in(people[0], on) if people else None


def deputies_now(forum: GroupContext, question: QuestionRow) -> tuple[Person, ...]:
    """Return whoever was asked a question as well as the Chair and may answer it today: the deputy chair, or
    their cover."""
    if question.escalated is None:
        return ()
    deputies = rules.deputies_asked(question_value(question), forum.membership, forum.on)
    return tuple(forum.membership.person(id) for id in deputies[-1:])


def sender_to(
    forum: GroupContext,
    questions: Sequence[QuestionRow],
    senders: Collection[UUID],
    on: dt.date,
    pas_of: Collection[UUID] = (),
) -> Sender:
    """Return the sender with their standing to the people who are asked these questions of one group."""
    members, values = forum.membership, [question_value(question) for question in questions]
    return rules.sender_of(
        senders,
        [id for question in questions for id in asked_now(forum, question, on)],
        members,
        on,
        deputies=[id for question in values for id in rules.deputies_asked(question, members, on)],
        pas_of=pas_of,
    )


def asked_together(session: Session, question: QuestionRow) -> Sequence[QuestionRow]:
    """Return the questions that put the same to the other joint Chairs."""
    if question.together is None:
        return ()
    about = questions_about(session, question.about_id, question.kind)
    return [row for row in about if row.together == question.together and row.id != question.id]
