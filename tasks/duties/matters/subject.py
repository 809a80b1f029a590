"""What matters that go on hand the house."""

from __future__ import annotations

from forum.questions.kinds import QuestionKind
from tasks.duties.base.subject import Handler, Subject
from tasks.duties.matters.bring_up import put_matter

MATTERS = Subject(answers={QuestionKind.SETTLE_MATTER: Handler(put=put_matter)})
