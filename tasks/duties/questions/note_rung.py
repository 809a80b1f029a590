"""Note that the unit rang somebody in vain: it is asked to ring again two working days later."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from forum.questions.kinds import QuestionKind
from forum.text.checks import folded
from forum.text.problem import Problem
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.questions import open_questions_in
from tasks.register.tables import ActionRow, PersonRow, QuestionRow


def note_rung(work: UnitOfWork, groups: Collection[UUID], name: str) -> None:
    """Note the call about all that these groups ask of a person, or want help for them with (own rule).

    Without a ``name`` it is the only person who is asked something. Problem where that is nobody, or several.
    """
    asked = {
        question: folded(_whom(work, question))
        for question in open_questions_in(work.session, groups)
        if question.asked is not None
    }
    people = {folded(name)} if name else set(asked.values())
    rung = [question for question, whom in asked.items() if whom in people]
    if not rung or len(people) > 1:
        raise Problem("It is not plain whom you rang: write the name as our letter has it.")
    for question in rung:
        question.rung = work.on
    work.audit("rung in vain", questions=[question.id for question in rung])


def _whom(work: UnitOfWork, question: QuestionRow) -> str:
    person = question.of_id
    if question.kind is QuestionKind.HELP_WITH_ACTION:
        person = work.session.get_one(ActionRow, question.about_id).owner_id
    return work.session.get_one(PersonRow, person).name
