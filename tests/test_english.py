from __future__ import annotations

import datetime as dt

import pytest

from tests.english import day


def test_a_day_is_read_as_people_say_it() -> None:
    assert day("Tue 9 Feb 2027") == dt.date(2027, 2, 9)


def test_a_wrong_weekday_is_refused() -> None:
    with pytest.raises(ValueError, match="that day is a Tuesday"):
        day("Mon 9 Feb 2027")
