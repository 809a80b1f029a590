"""Who answers a question: the person asked, whoever holds the office asked, and who covers for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from forum.inbox import who_may_say as rules
from forum.inbox.who_may_say import Sender
from forum.questions.kinds import OF_THE_UNIT, TO_THE_CHAIR
from tasks.duties.base.group_context import GroupContext
from tasks.duties.questions.ask import question_value, questions_about
from tasks.register.tables import QuestionRow


def asked_now(forum: GroupContext, question: QuestionRow, on: dt.date | None = None) -> tuple[UUID, ...]:
    """Return who is asked a question, today or ``on`` an earlier day: of an office, whoever holds it then."""
    of_an_office = question.kind in TO_THE_CHAIR | OF_THE_UNIT
    members = forum.offices if of_an_office and on in (None, forum.on) else forum.membership
    others = [other.of_id for other in asked_together(forum.tx.session, question)]
    return rules.asked_now(question_value(question), members, on or forum.on, forum.policy.chairs, others)


def reader_of(forum: GroupContext, question: QuestionRow, on: dt.date | None = None) -> UUID | None:
    """Return who is written to or rung about a question: the person asked, or who covers for them."""
    asked = asked_now(forum, question, on)
    return forum.stand_in(asked[0], on) if asked else None


def sender_to(
    forum: GroupContext,
    questions: Sequence[QuestionRow],
    senders: Collection[UUID],
    on: dt.date,
    pas_of: Collection[UUID] = (),
) -> Sender:
    """Say how a sender stands to the people who are asked these questions of one group."""
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
    """Return the same question as it was put to the other joint Chairs."""
    if question.together is None:
        return ()
    about = questions_about(session, question.about_id, question.kind)
    return [other for other in about if other.together == question.together and other.id != question.id]
