"""What minutes hand the house."""

from __future__ import annotations

from forum.questions.kinds import QuestionKind
from tasks.duties.base.subject import Handler, Subject
from tasks.duties.minutes.circulate import agree_and_circulate, release_unagreed
from tasks.duties.minutes.versions import put_minutes

MINUTES = Subject(
    answers={
        QuestionKind.AGREE_MINUTES: Handler(agree_and_circulate, put_minutes),
        QuestionKind.RELEASE_UNAGREED_MINUTES: Handler(release_unagreed),
    },
)
