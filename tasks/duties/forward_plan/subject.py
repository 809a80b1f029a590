"""What the forward plan hands the house."""

from __future__ import annotations

from forum.questions.kinds import QuestionKind
from tasks.duties.base.subject import Handler, Subject
from tasks.duties.forward_plan.document import agree_or_amend, put_agenda_and_papers

FORWARD_PLAN = Subject(
    answers={
        QuestionKind.AGREE_AGENDA: Handler(agree_or_amend, put_agenda_and_papers),
    },
)
