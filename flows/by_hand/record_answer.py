"""Put a person's answer on record for them, by hand."""

from __future__ import annotations

import datetime as dt

from config.wiring import working_day
from forum.questions.answers_by_form import GivenAnswer, GivenBy
from forum.questions.reasons import AnswerReason
from tasks import by_hand
from tasks import form_fields as field
from tasks.run_form import run_form


@run_form("desk-record-answer", "question {question}")
async def record_answer(
    question: field.Id = field.QUESTION,
    answer: GivenAnswer = field.ANSWER,
    given_by: GivenBy = field.WHOSE_ANSWER,
    given_on: dt.date = field.GIVEN_ON,
    reason: AnswerReason = field.WHY,
) -> str:
    """Put on record what somebody answered, and do what follows from it."""
    with working_day("record_answer", None, None) as day:
        return by_hand.record_answer(day, question, answer, given_by, given_on, reason)
