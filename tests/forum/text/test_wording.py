from __future__ import annotations

import datetime as dt

import pytest

from forum.text import wording
from tests.english import day

TUESDAY = day("Tue 12 Jan 2027")


def test_dates_are_written_as_the_council_writes_them() -> None:
    assert wording.long_date(TUESDAY) == "12 January 2027"
    assert wording.full_date(TUESDAY) == "Tuesday 12 January 2027"
    assert wording.short_date(day("Tue 9 Feb 2027")) == "Tue 9 Feb"
    assert wording.day_month(TUESDAY) == "12 January"
    assert wording.short_day_month(TUESDAY) == "12 Jan"
    assert wording.month(TUESDAY) == "January 2027"


def test_an_organisation_that_a_job_title_ends_with_is_said_once() -> None:
    assert wording.with_place("Chief Officer, CAMHS", "CAMHS") == "Chief Officer, CAMHS"
    assert wording.with_place("Designated Nurse", "CCGs") == "Designated Nurse, CCGs"


def test_a_period_within_a_year_names_it_once() -> None:
    assert wording.years(day("Tue 1 Dec 2026"), TUESDAY) == "2026 to 2027"
    assert wording.years(TUESDAY, day("Wed 14 Apr 2027")) == "2027"


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (dt.time(9, 30), "9:30am"),
        (dt.time(10), "10am"),
        (dt.time(12), "noon"),
        (dt.time(12, 5), "12:05pm"),
        (dt.time(14), "2pm"),
        (dt.time(0), "midnight"),
        (dt.time(0, 30), "12:30am"),
        (dt.time(23, 59), "11:59pm"),
    ],
)
def test_times_are_written_as_people_say_them(time: dt.time, words: str) -> None:
    assert wording.clock_time(time) == words


def test_one_thing_is_never_in_the_plural() -> None:
    assert [wording.count(n, "action") for n in (0, 1, 2, 12)] == [
        "no actions",
        "1 action",
        "2 actions",
        "12 actions",
    ]
    assert [wording.counted(n, "action") for n in (0, 1, 9, 10)] == [
        "no actions",
        "one action",
        "nine actions",
        "10 actions",
    ]
    assert wording.count(2, "person", "people") == "2 people"
    assert wording.counted(2, "person", "people") == "two people"
    assert wording.counted(1, "person", "people") == "one person"


def test_a_list_ends_in_and() -> None:
    assert wording.listed([]) == ""
    assert wording.listed(["A"]) == "A"
    assert wording.listed(["A", "B"]) == "A and B"
    assert wording.listed(["A", "B", "C"], "or") == "A, B or C"
    assert (
        wording.listed(["Kent Police", "KCC, Education", "KSCB"]) == "Kent Police; KCC, Education; and KSCB"
    )
    assert wording.listed(["KCC, Education"]) == "KCC, Education"


def test_halves_of_a_share_are_rounded_up() -> None:
    assert [wording.rounded(part, 8) for part in (1, 3, 5, 7, 8)] == ["13%", "38%", "63%", "88%", "100%"]
    assert wording.rounded(2, 3) == "67%"


def test_a_capital_leaves_the_rest_alone() -> None:
    assert wording.capital("the MASE Group") == "The MASE Group"


def test_words_for_what_is_there_and_what_is_not() -> None:
    assert wording.weekday_day_month(TUESDAY) == "Tuesday 12 January"
    assert wording.telephone("03000 000000") == "03000 000000"
    assert wording.telephone("") == "no number on the register"
    assert [wording.number_word(number) for number in (-1, 0, 1, 9, 10)] == ["-1", "no", "one", "nine", "10"]
