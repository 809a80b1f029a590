"""Asking the Chair, or each of joint Chairs: what they say stands, waits, or goes to the unit."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from forum.inbox.who_may_say import deputies_asked
from forum.questions.joint_chairs import Settled, settled
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.base.group_context import ForumOnDay
from tasks.duties.questions.ask import ask, is_open, question_value, questions_about, withdraw
from tasks.duties.questions.who_answers import asked_now, asked_together
from tasks.register.tables import QuestionRow


def ask_chairs(
    forum: ForumOnDay, kind: QuestionKind, *, about: UUID, due: dt.date, meeting_id: UUID | None = None
) -> None:
    """Ask whoever's word counts as the Chair's, each the same; nothing where it is asked already."""
    chairs = forum.asked_chairs()
    together = uuid4() if len(chairs) > 1 else None
    for chair in chairs:
        ask(
            forum.tx,
            kind,
            group_id=forum.group.id,
            about=about,
            of=chair.id,
            on=forum.on,
            due=due,
            meeting_id=meeting_id,
            together=together,
        )


def is_settled(forum: ForumOnDay, question: QuestionRow, said: Word, by: UUID) -> bool:
    """Whether an answer, which is on record, is to be acted on. Where joint Chairs differ the unit is asked.

    The deputy chair, once asked, answers for all who have not; nobody waits for one who is no Chair any more.
    """
    others = asked_together(forum.tx.session, question)
    waited_for = [one for one in others if is_open(one) and _is_of_another(forum, one, by)]
    if by in deputies_asked(question_value(question), forum.membership, forum.on):
        waited_for = []
    answered = [one for one in others if one.answered]
    words = [*(one.answer for one in answered), *(None for _ in waited_for)]
    outcome = settled(forum.policy.chairs, said, words)
    if outcome is not Settled.WAITS:
        for one in others:
            if is_open(one):
                withdraw(forum.tx, one, forum.on)
    if outcome is Settled.DIFFERS:
        ask(
            forum.tx,
            QuestionKind.SETTLE_BETWEEN_CHAIRS,
            group_id=forum.group.id,
            about=question.id,
            of=forum.unit().id,
            on=forum.on,
            due=max(question.due, forum.days.add(forum.on, 1)),
            meeting_id=question.meeting_id,
        )
    return outcome is Settled.STANDS


def word_that_stands(session: Session, about: UUID, kind: QuestionKind) -> Word | None:
    """What the Chair, or joint Chairs between them, said last to a question of a kind; None until then."""
    asked = [one for one in questions_about(session, about, kind) if one.withdrawn is None]
    if not asked:
        return None
    latest = [asked[-1], *(one for one in asked_together(session, asked[-1]) if one.withdrawn is None)]
    for one in latest:
        for put_to_unit in questions_about(session, one.id, QuestionKind.SETTLE_BETWEEN_CHAIRS):
            return put_to_unit.answer
    words = {one.answer for one in latest}
    return words.pop() if len(words) == 1 else None


def _is_of_another(forum: ForumOnDay, question: QuestionRow, by: UUID) -> bool:
    """Whether a Chair other than ``by``, who may cover for several, is still to answer."""
    return any(by not in (one, forum.stand_in(one)) for one in asked_now(forum, question))
