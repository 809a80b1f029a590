"""Open a question once; close it with its answer, or withdraw it once nobody needs the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from forum.questions.kinds import BEFORE_MEETING, QuestionKind
from forum.questions.lifecycle import Channel, Question
from forum.questions.words import Word
from tasks.register.database.register import Transaction
from tasks.register.database.value_of import value_of
from tasks.register.questions import open_questions
from tasks.register.tables import MeetingRow, QuestionRow

_ABOUT = (
    select(QuestionRow)
    .where(QuestionRow.about_id == bindparam("about"), QuestionRow.kind == bindparam("kind"))
    .order_by(QuestionRow.opened, QuestionRow.id)
)


def question_value(row: QuestionRow) -> Question:
    """Return the question as the rules know it."""
    return value_of(Question, row, about=row.about_id, of=row.of_id, escalated_to=row.escalated_to_id)


def questions_about(session: Session, about: UUID, kind: QuestionKind) -> Sequence[QuestionRow]:
    """Return all questions of a kind about one meeting, paper, action or person, the latest last."""
    return session.scalars(_ABOUT, {"about": about, "kind": kind}).all()


def open_question(session: Session, about: UUID, kind: QuestionKind) -> QuestionRow | None:
    """Return the question of a kind about a meeting, paper, action or person that waits for its answer."""
    return next((q for q in questions_about(session, about, kind) if is_open(q)), None)


def open_questions_of(
    session: Session, meeting: MeetingRow, kinds: Collection[QuestionKind] = tuple(QuestionKind)
) -> list[QuestionRow]:
    """Return the questions for a meeting that wait for their answers: of these kinds, or of all."""
    waiting = open_questions(session, meeting.group_id)
    return [question for question in waiting if question.meeting_id == meeting.id and question.kind in kinds]


def is_too_late(question: Question | QuestionRow, been: Collection[UUID]) -> bool:
    """Say whether an answer is of no use any more, since its meeting has been held; a meeting that is
    moved needs the answer again. ``been`` are the meetings that have been held and have no record yet."""
    return question.kind in BEFORE_MEETING and question.meeting_id in been


def is_overdue(question: QuestionRow, on: dt.date) -> bool:
    """Say whether a letter asked a question by a day that has passed."""
    return question.asked is not None and question.due < on


def is_open(question: QuestionRow) -> bool:
    """Say whether a question waits for its answer."""
    return question.answered is None and question.withdrawn is None


def ask(
    tx: Transaction,
    kind: QuestionKind,
    *,
    group_id: UUID,
    about: UUID,
    of: UUID,
    on: dt.date,
    due: dt.date,
    meeting_id: UUID | None = None,
    together: UUID | None = None,
    anew: bool = False,
) -> QuestionRow:
    """Open a question, or return the open one about the same thing for the same meeting.

    ``together`` is shared by the questions of several people who are asked the same. With ``anew`` another is
    opened beside one that is open: each letter has its own.
    """
    for waiting in () if anew else questions_about(tx.session, about, kind):
        if together and waiting.together == together:
            continue
        if is_open(waiting) and (waiting.group_id, waiting.meeting_id) == (group_id, meeting_id):
            return waiting
    question = QuestionRow(
        group_id=group_id,
        kind=kind,
        about_id=about,
        meeting_id=meeting_id,
        of_id=of,
        together=together,
        opened=on,
        due=max(due, on),
    )
    tx.session.add(question)
    tx.audit("question opened", question=question.id, kind=kind, about=about, of=of)
    return question


def close_question(
    tx: Transaction,
    question: QuestionRow,
    answer: Word,
    *,
    by: UUID,
    channel: Channel,
    on: dt.date,
    text: str = "",
) -> None:
    """Put an answer on record: the word and the text, by whom, how and when."""
    question.answered, question.answered_by_id, question.channel = on, by, channel
    question.answer, question.answer_text = answer, text or None
    tx.audit("question answered", question=question.id, kind=question.kind, by=by, channel=channel)


def withdraw_preparation(tx: Transaction, meeting: MeetingRow, on: dt.date) -> None:
    """Withdraw the questions that prepared a meeting, once it has been held."""
    for question in open_questions_of(tx.session, meeting, BEFORE_MEETING):
        withdraw(tx, question, on)


def withdraw_question(tx: Transaction, about: UUID, kind: QuestionKind, on: dt.date) -> None:
    """Withdraw the open questions of a kind about one thing; a letter that still asks them lapses unsent."""
    for question in questions_about(tx.session, about, kind):
        if is_open(question):
            withdraw(tx, question, on)


def withdraw(tx: Transaction, question: QuestionRow, on: dt.date) -> None:
    """Withdraw a question without an answer."""
    question.withdrawn = on
    tx.audit("question withdrawn", question=question.id, kind=question.kind)
