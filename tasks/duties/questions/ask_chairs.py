"""Ask the Chair, or each of joint Chairs, and say whether their answers stand."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from forum.inbox.who_may_say import deputies_asked
from forum.questions.joint_chairs import JointStanding, settled
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from tasks.duties.base.group_context import GroupContext
from tasks.duties.questions.ask import ask, is_open, question_value, questions_about, withdraw
from tasks.duties.questions.who_answers import asked_now, asked_together
from tasks.register.tables import QuestionRow


def ask_chairs(
    forum: GroupContext,
    kind: QuestionKind,
    *,
    about: UUID,
    due: dt.date,
    meeting_id: UUID | None = None,
    opens: dt.date | None = None,
    but: UUID | None = None,
) -> None:
    """Ask each Chair whom the policy names the same question, today or once it ``opens``; nothing where it is
    open already. ``but`` is somebody who is not to decide it."""
    chairs = [chair for chair in forum.asked_chairs() if chair.id != but]
    together = uuid4() if len(chairs) > 1 else None
    for chair in chairs:
        ask(
            forum.tx,
            kind,
            group_id=forum.group.id,
            about=about,
            of=chair.id,
            on=opens or forum.on,
            due=due,
            meeting_id=meeting_id,
            together=together,
        )


def is_settled_by_chairs(forum: GroupContext, question: QuestionRow, word: Word, by: UUID) -> bool:
    """Say whether an answer on record is to be carried out now. The unit is asked where joint Chairs differ.

    The deputy chair, once asked, answers for every Chair who has not; a former Chair is not waited for.
    """
    to_other_chairs = asked_together(forum.tx.session, question)
    waited_for = [
        of_other for of_other in to_other_chairs if is_open(of_other) and _is_of_another(forum, of_other, by)
    ]
    if by in deputies_asked(question_value(question), forum.membership, forum.on):
        waited_for = []
    answers = [of_other for of_other in to_other_chairs if of_other.answered]
    words = [*(of_other.answer for of_other in answers), *(None for _ in waited_for)]
    outcome = settled(forum.policy.chairs, word, words)
    if outcome is not JointStanding.WAITS:
        for of_other in to_other_chairs:
            if is_open(of_other):
                withdraw(forum.tx, of_other, forum.on)
    if outcome is JointStanding.DIFFERS:
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
    return outcome is JointStanding.STANDS


def word_that_stands(session: Session, about: UUID, kind: QuestionKind) -> Word | None:
    """Return the last answer of the Chair, or of joint Chairs between them, to a kind of question; None
    while it is open or they differ."""
    questions = [question for question in questions_about(session, about, kind) if question.withdrawn is None]
    if not questions:
        return None
    latest = [
        questions[-1],
        *(question for question in asked_together(session, questions[-1]) if question.withdrawn is None),
    ]
    for question in latest:
        for put_to_unit in questions_about(session, question.id, QuestionKind.SETTLE_BETWEEN_CHAIRS):
            return put_to_unit.answer
    words = {question.answer for question in latest}
    return words.pop() if len(words) == 1 else None


def _is_of_another(forum: GroupContext, question: QuestionRow, by: UUID) -> bool:
    """Say whether a question waits for a Chair other than ``by``, who may cover for several."""
    return any(by not in (chair, forum.stand_in(chair)) for chair in asked_now(forum, question))
