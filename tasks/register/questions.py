"""Queries about questions that wait for an answer, and about the notes that the Chair is to hear."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from uuid import UUID

from sqlalchemy import bindparam, select, text, update
from sqlalchemy.orm import Session

from forum.questions.chairs import NoteKind
from forum.questions.kinds import QuestionKind
from forum.questions.lifecycle import Question
from tasks.register.database.rows import row_with_id
from tasks.register.groups import Groups, of_group
from tasks.register.tables import (
    ChairNoteRow,
    DispatchRow,
    GroupRow,
    MeetingRow,
    PaperRow,
    PlanLineRow,
    QuestionRow,
    SeatRow,
    TaskGroupRow,
)

# SQLite uses the index of notes that nobody has told only for queries in the words that define it.
UNTOLD = text("letter_id IS NULL")
# Built once, since building a statement costs more than running it.
_OPEN = (
    select(QuestionRow)
    .where(QuestionRow.answered.is_(None), QuestionRow.withdrawn.is_(None))
    .order_by(QuestionRow.opened, QuestionRow.due, QuestionRow.id)
)
_OPEN_OF_KINDS = _OPEN.where(QuestionRow.kind.in_(bindparam("kinds", expanding=True)))
_NAMED_OTHERWISE = {
    "about": "about_id",
    "of": "of_id",
    "escalated_to": "escalated_to_id",
}  # in the table than in the rules
_OPEN_VALUES = _OPEN.with_only_columns(
    QuestionRow.group_id,
    *(getattr(QuestionRow, _NAMED_OTHERWISE.get(field.name, field.name)) for field in fields(Question)),
)
_OPEN_IN = _OPEN.where(QuestionRow.group_id.in_(bindparam("groups", expanding=True)))
# By the paper, since questions have no index by their meeting.
_AUTHORS_ASKED = (
    select(QuestionRow.of_id)
    .join(PaperRow, PaperRow.id == QuestionRow.about_id)
    .where(
        PaperRow.meeting_id == bindparam("meeting"),
        QuestionRow.kind == QuestionKind.PROVIDE_PAPER,
        QuestionRow.asked.is_not(None),
    )
)


def open_questions(session: Session, group_id: UUID, *kinds: QuestionKind) -> Sequence[QuestionRow]:
    """Return the open questions of a group, of these kinds or all."""
    return open_questions_in(session, [group_id], *kinds)


def open_questions_in(
    session: Session, groups: Collection[UUID] | None, *kinds: QuestionKind
) -> Sequence[QuestionRow]:
    """Return the open questions of these groups, or of all, of these kinds or all, through their index."""
    if groups is None:
        return session.scalars(_OPEN_OF_KINDS if kinds else _OPEN, {"kinds": kinds}).all()
    rows = session.scalars(_OPEN_IN, {"groups": [*groups]})
    return [row for row in rows if not kinds or row.kind in kinds]


def open_by_group(session: Session, only: Groups) -> Sequence[tuple[UUID, Question]]:
    """Return the open questions as values of the rules, each with its group, the oldest first.

    The values are for looking only; questions to be changed are read as rows.
    """
    query = _OPEN_VALUES if only is None else _OPEN_VALUES.where(QuestionRow.group_id.in_(only))
    return [(group, Question(*values)) for group, *values in session.execute(query)]


def authors_asked(session: Session, meeting_id: UUID) -> Collection[UUID]:
    """Return the authors who were written to about a paper for a meeting, still open or not."""
    return session.scalars(_AUTHORS_ASKED, {"meeting": meeting_id}).all()


def open_question_by_id(session: Session, start: str) -> QuestionRow:
    """Return the open question whose id starts with these characters, as ``mase answer`` shows them.

    Problem when there is none, or more than one.
    """
    missing = f"No open question has the id “{start}”; mase answer lists those that wait."
    return row_with_id(open_questions_in(session, None), start, "open questions", missing)


def untold_notes(session: Session, only: Groups) -> Sequence[ChairNoteRow]:
    """Return the notes that no letter has told, of these groups or of all, the earliest first; none of an
    answer that was taken back since."""
    query = select(ChairNoteRow).where(UNTOLD, *of_group(ChairNoteRow.group_id, only))
    rows = session.scalars(query.order_by(ChairNoteRow.made_on, ChairNoteRow.id)).all()
    return [row for row in rows if row.kind is not NoteKind.ANSWERED or _stands(session, row)]


def _stands(session: Session, row: ChairNoteRow) -> bool:
    question = session.get(QuestionRow, row.about_id)
    return question is not None and question.answered is not None


def notes_told_by(session: Session, letter: UUID) -> Sequence[ChairNoteRow]:
    """Return the notes that a letter tells, by their numbers there."""
    query = select(ChairNoteRow).where(ChairNoteRow.letter_id == letter)
    return session.scalars(query.order_by(ChairNoteRow.number)).all()


def leave_unasked(session: Session, letter: DispatchRow, questions: Collection[UUID]) -> None:
    """Have these questions, as far as they wait, put by another letter than this one, which never goes."""
    on = letter.queued_at.date()
    waiting = QuestionRow.answered.is_(None), QuestionRow.withdrawn.is_(None)
    put = select(QuestionRow).where(QuestionRow.id.in_(questions), *waiting)
    for question in session.scalars(put):
        if (question.escalated_to_id, question.escalated) == (letter.person_id, on):
            question.escalated_to_id = None
        elif question.chased == on and question.asked != on:
            question.chased = None
        else:
            question.asked = None


def leave_untold(session: Session, letter: UUID) -> None:
    """Have the notes of a letter that never goes told by another."""
    told = update(ChairNoteRow).where(ChairNoteRow.letter_id == letter)
    session.execute(told.values(letter_id=None, number=None))


def matter_named(session: Session, about: UUID) -> str:
    """Return the name of what goes on: of a line of the plan, a seat, a task group, a meeting, or a
    whole group."""
    if line := session.get(PlanLineRow, about):
        return line.reference
    if seat := session.get(SeatRow, about):
        return seat.short_name
    if task_group := session.get(TaskGroupRow, about):
        return task_group.code
    if meeting := session.get(MeetingRow, about):
        return meeting.reference
    return session.get_one(GroupRow, about).code
