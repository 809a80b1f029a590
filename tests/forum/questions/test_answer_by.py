"""A letter leaves two working days to answer, where the terms leave them, and says why it does not."""

from __future__ import annotations

import pytest

from forum.calendar.working_days import WorkingDays
from forum.questions.lifecycle import LastDay, day_to_answer_by, why_today
from tests.english import day

DAYS = WorkingDays(frozenset())
TODAY = "Fri 22 Jan 2027"
AGENDA = "the last day for the agenda (clause 6)"


@pytest.mark.parametrize(
    ("due", "last", "by"),
    [
        ("Fri 29 Jan 2027", None, "Fri 29 Jan 2027"),
        ("Fri 22 Jan 2027", None, "Tue 26 Jan 2027"),
        ("Mon 11 Jan 2027", None, "Tue 26 Jan 2027"),
        ("Fri 22 Jan 2027", "Mon 25 Jan 2027", "Mon 25 Jan 2027"),
        ("Fri 22 Jan 2027", "Thu 28 Jan 2027", "Tue 26 Jan 2027"),
        ("Fri 22 Jan 2027", "Fri 22 Jan 2027", "Fri 22 Jan 2027"),
        ("Mon 11 Jan 2027", "Mon 11 Jan 2027", "Fri 22 Jan 2027"),
    ],
)
def test_a_letter_of_a_friday_asks_by_a_day_that_leaves_time_where_the_terms_do(
    due: str, last: str | None, by: str
) -> None:
    last_day = LastDay(day(last), AGENDA) if last else None
    assert day_to_answer_by(day(due), last_day, DAYS, day(TODAY)) == day(by)


@pytest.mark.parametrize(
    ("last", "why"),
    [
        ("Mon 25 Jan 2027", ""),
        ("Fri 22 Jan 2027", "We need your answer today, the last day for the agenda (clause 6)."),
        (
            "Thu 21 Jan 2027",
            "We need your answer today: the last day for the agenda (clause 6) was 21 January.",
        ),
    ],
)
def test_what_is_needed_the_day_it_arrives_says_why(last: str, why: str) -> None:
    assert why_today(LastDay(day(last), AGENDA), day(TODAY)) == why
    assert why_today(None, day(TODAY)) == ""
