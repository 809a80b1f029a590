"""By when a person is told what is kept on them, and from when on the unit is reminded."""

from __future__ import annotations

import pytest

from forum.subject_access import answer_by, is_in_sight
from tests.english import day


@pytest.mark.parametrize(
    ("asked", "answered_by"),
    [
        ("Mon 18 Jan 2027", "Thu 18 Feb 2027"),
        ("Sun 31 Jan 2027", "Sun 28 Feb 2027"),
        ("Fri 31 Dec 2027", "Mon 31 Jan 2028"),
    ],
)
def test_whoever_asks_what_is_kept_on_them_is_answered_within_a_month(asked: str, answered_by: str) -> None:
    assert answer_by(day(asked)) == day(answered_by)


@pytest.mark.parametrize(
    ("on", "expected"),
    [("Wed 10 Feb 2027", False), ("Thu 11 Feb 2027", True), ("Mon 22 Feb 2027", True)],
)
def test_the_last_day_is_in_sight_from_a_week_before_it(on: str, expected: bool) -> None:
    assert is_in_sight(day("Mon 18 Jan 2027"), day(on)) is expected
