"""What partnerships hand the house."""

from __future__ import annotations

from forum.questions.kinds import QuestionKind
from tasks.duties.base.subject import Handler, Subject
from tasks.duties.partnerships.agree_briefings import agree_or_change, briefings_to_agree, put_briefings
from tasks.duties.partnerships.contacts import record_acknowledgement
from tasks.duties.partnerships.write_briefings import record_words

PARTNERSHIPS = Subject(
    answers={
        QuestionKind.WRITE_BRIEFING: Handler(record_words),
        QuestionKind.AGREE_BRIEFINGS: Handler(agree_or_change, put_briefings, briefings_to_agree),
        QuestionKind.ACKNOWLEDGE_BRIEFING: Handler(record_acknowledgement),
    },
)
