"""Dates, times and shares as they come out of a workbook's cells."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from forum.text.cells import parse_date, parse_share, parse_time, whole_number
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
        ("12am", "00:00"),
        ("12pm", "12:00"),
        ("1am", "01:00"),
        ("1", "13:00"),
        (1, "13:00"),
        (1.0, "13:00"),
        ("6", "18:00"),
        ("7", "07:00"),
        ("0:30", "00:30"),
        ("23.59", "23:59"),
        ("midday", "12:00"),
        (dt.time(9, 30, 15, 7), "09:30"),
        (dt.datetime(2027, 2, 9, 9, 30, 15, 7), "09:30"),
        (0.25, "06:00"),
        (0.75 + 1 / 1440, "18:01"),
        (dt.time(9, 30), "09:30"),
        (0.5, "12:00"),
    ],
)
def test_a_time_may_be_written_in_many_ways(written: object, time: str) -> None:
    assert parse_time(written) == dt.time.fromisoformat(time)


@pytest.mark.parametrize(
    "written", ["soon", "24.00", "25.00", "9.75", 9.75, "13pm", "0pm", "9.60", "", True, 4000, -1, 0.9999]
)
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
        (46427.5, "Tue 9 Feb 2027"),
        (40001, "Tue 7 Jul 2009"),
        (79999, "Tue 10 Jan 2119"),
        (dt.date(2027, 2, 9), "Tue 9 Feb 2027"),
    ],
)
def test_a_date_is_day_before_month_and_the_next_to_come(written: object, date: str) -> None:
    assert parse_date(written, NEAR) == day(date)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("12/2/27", "Fri 12 Feb 2027"),
        ("12/02/2027", "Fri 12 Feb 2027"),
        ("12/2/29", "Mon 12 Feb 2029"),
        ("12 February 2020", "Wed 12 Feb 2020"),
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
        ("Thursday 12 February 2027", None),  # of another day, so that one of the two is wrong
        ("1st of March", "Mon 1 Mar 2027"),
        ("29 Feb 2027", None),
        ("1.5", None),
        ("next week", None),
        ("99999/1/1", None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, date: str | None) -> None:
    assert parse_date(text, day("Mon 18 Jan 2027")) == day_if(date)


def test_with_gone_by_a_date_without_a_year_is_the_last_such_day() -> None:
    assert parse_date("11 Jan", NEAR, gone_by=True) == day("Mon 11 Jan 2027")
    assert parse_date("12 Jan", NEAR, gone_by=True) == NEAR
    assert parse_date("13 Jan", NEAR, gone_by=True) == day("Tue 13 Jan 2026")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("a", 1), ("An", 1), ("one", 1), ("ten", 10), (" Twelve ", 12), ("nineteen", 19), ("twenty", 20),
        ("twenty-one", 21), ("ninety-nine", 99), ("0", 0), ("007", 7), ("999999", 999_999),
        ("1000000", None), ("twenty-ten", None), ("twenty-", 20), ("hundred", None), ("-1", None),
        ("no", None), ("٣", None), ("", None),
    ],
)  # fmt: skip
def test_a_whole_number_is_read_in_figures_or_words(text: str, number: int | None) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("written", ["31/2/27", "soon", "9 Feb 2027 or later", 5, 40_000, 80_000, True, ""])
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
    ["", "most", "120%", "3/2", "five quarters", "66.7%", 0.667, 66.7, 1.5, 101, 120, -1, True, "2/0", None],
)
def test_what_is_no_share_or_not_a_certain_one_is_none(value: object) -> None:
    assert parse_share(value) is None
