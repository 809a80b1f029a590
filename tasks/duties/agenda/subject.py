"""What agendas hand the house."""

from __future__ import annotations

from forum.questions.kinds import QuestionKind
from tasks.duties.agenda.agenda import put_amended_agenda
from tasks.duties.base.subject import Handler, Subject

AGENDA = Subject(
    answers={
        QuestionKind.AMEND_AGENDA: Handler(put_amended_agenda),
    },
)
