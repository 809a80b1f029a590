"""Examples of what the unit replies once it has rung somebody."""

from __future__ import annotations

import datetime as dt

from forum.questions.kinds import TO_THE_CHAIR, QuestionKind, facts_for
from forum.text.wording import day_month


def said_by_phone(
    kind: QuestionKind, reference: str, on: dt.date, chair: str = "CHAIR", written_up_as: str = "minutes"
) -> str:
    """Return an example of what the unit replies once it has rung somebody: "AGENDA AGREED BY CHAIR, phone,
    21 January"; empty for a question that no word answers.

    ``reference`` is the action's, empty where the kind has none; ``chair`` is the name of one of joint
    Chairs; ``written_up_as`` is what a meeting of the group leaves.
    """
    example = facts_for(kind, written_up_as).by_phone
    by = f" BY {chair}" if kind in TO_THE_CHAIR else ""
    return f"{reference} {example}{by}, phone, {day_month(on)}".strip() if example else ""
