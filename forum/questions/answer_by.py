"""The day by which a letter asks for an answer: time to answer, as far as the terms leave it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from forum.calendar.working_days import WorkingDays
from forum.text.wording import day_month

TIME_TO_ANSWER = 2  # working days


@dataclass(frozen=True)
class LastDay:
    """The last day on which an answer is of use, and what it is: "the last day for the agenda (clause 6)"."""

    day: dt.date
    what: str


def day_to_answer_by(due: dt.date, last: LastDay | None, days: WorkingDays, on: dt.date) -> dt.date:
    """Return the day by which a letter of today asks for an answer (own rule).

    It is the day that the question is due, or two working days from today where that is later; but no later
    than the last day on which the answer is of use, and no day that has passed.
    """
    in_time = days.add(on, TIME_TO_ANSWER)
    if last:
        in_time = min(in_time, last.day)
    return max(due, in_time, on)


def why_today(last: LastDay | None, on: dt.date) -> str:
    """Say why an answer is needed on the day that its question arrives; empty where it is not."""
    if last is None or last.day > on:
        return ""
    why = f", {last.what}" if last.day == on else f": {last.what} was {day_month(last.day)}"
    return f"We need your answer today{why}."
