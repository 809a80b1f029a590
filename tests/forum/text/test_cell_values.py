"""Dates, times and shares as they come out of a workbook's cells."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from forum.text.cell_values import parse_date, parse_share, parse_time
from tests.english import day, day_if

NEAR = day("Tue 12 Jan 2027")


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("9.30", "09:30"),
        (9.3, "09:30"),
        (10.05, "10:05"),
        ("9:30am", "09:30"),
        ("10:05am", "10:05"),
        ("10", "10:00"),
        (11, "11:00"),
        ("1.15", "13:15"),
        ("2 pm", "14:00"),
        ("12 noon", "12:00"),
        ("Noon", "12:00"),
        ("14:05:00", "14:05"),
        ("1005", "10:05"),
        ("9.30 a.m.", "09:30"),
        (dt.time(9, 30), "09:30"),
        (0.5, "12:00"),
    ],
)
def test_a_time_may_be_written_in_many_ways(written: object, time: str) -> None:
    assert parse_time(written) == dt.time.fromisoformat(time)


@pytest.mark.parametrize("written", ["soon", "25.00", "9.75", 9.75, "13pm", "", True, 4000, -1])
def test_what_is_no_time_is_none(written: object) -> None:
    assert parse_time(written) is None


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("9/2/27", "Tue 9 Feb 2027"),
        (" 9 February 2027 ", "Tue 9 Feb 2027"),
        ("9 Feb", "Tue 9 Feb 2027"),
        ("11 Jan", "Tue 11 Jan 2028"),
        (dt.datetime(2027, 2, 9), "Tue 9 Feb 2027"),
        (46427, "Tue 9 Feb 2027"),
    ],
)
def test_a_date_is_day_before_month_and_the_next_to_come(written: object, date: str) -> None:
    assert parse_date(written, NEAR) == day(date)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12/2/27", "Fri 12 Feb 2027"),
        ("12/02/2027", "Fri 12 Feb 2027"),
        ("12.2.27", "Fri 12 Feb 2027"),
        ("12-2-2027", "Fri 12 Feb 2027"),
        ("2027-02-12", "Fri 12 Feb 2027"),
        ("12/2", "Fri 12 Feb 2027"),
        ("12 Jan", "Wed 12 Jan 2028"),  # this year's has gone by
        ("18 Jan", "Mon 18 Jan 2027"),
        ("12th February", "Fri 12 Feb 2027"),
        ("12 feb 27", "Fri 12 Feb 2027"),
        ("the 12th", None),
        ("Fri 12 Feb 2027", "Fri 12 Feb 2027"),
        ("Friday, 12 February 2027", "Fri 12 Feb 2027"),
        ("1st of March", "Mon 1 Mar 2027"),
        ("29 Feb 2027", None),
        ("1.5", None),
        ("next week", None),
        ("99999/1/1", None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, date: str | None) -> None:
    assert parse_date(text, day("Mon 18 Jan 2027")) == day_if(date)


@pytest.mark.parametrize("written", ["31/2/27", "soon", "9 Feb 2027 or later", 5, True, ""])
def test_what_is_no_date_is_none(written: object) -> None:
    assert parse_date(written, NEAR) is None


@pytest.mark.parametrize(
    ("value", "share"),
    [
        ("75%", "3/4"), (" 75 % ", "3/4"), ("75 per cent", "3/4"), (0.75, "3/4"), (75, "3/4"), (1, "1"),
        ("2/3", "2/3"), ("2 of 3", "2/3"), ("Two Thirds", "2/3"), ("two-thirds", "2/3"), ("half", "1/2"),
        ("a half", "1/2"), ("three quarters", "3/4"), ("a quarter", "1/4"), ("one third", "1/3"), (0, "0"),
    ],
)  # fmt: skip
def test_shares_are_read_as_people_write_them(value: object, share: str) -> None:
    assert parse_share(value) == Fraction(share)


@pytest.mark.parametrize(
    "value",
    ["", "most", "120%", "3/2", "five quarters", "66.7%", 0.667, 66.7, 1.5, 120, -1, True, "2/0", None],
)
def test_what_is_no_share_or_not_a_certain_one_is_none(value: object) -> None:
    assert parse_share(value) is None
