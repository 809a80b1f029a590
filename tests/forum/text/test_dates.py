"""Dates at the beginning of what somebody wrote."""

from __future__ import annotations

import pytest

from forum.text.dates import leading_date
from tests.english import day

TODAY = day("Tue 2 Feb 2027")


@pytest.mark.parametrize(
    ("text", "date", "rest"),
    [
        ("19 Feb", "Fri 19 Feb 2027", ""),
        ("19th of February, venues late", "Fri 19 Feb 2027", ", venues late"),
        ("19-Feb", "Fri 19 Feb 2027", ""),
        ("Feb 19th", "Fri 19 Feb 2027", ""),
        ("February the 19th - printers", "Fri 19 Feb 2027", " - printers"),
        ("Feb 19, 2027", "Fri 19 Feb 2027", ""),
        ("19/2 because of sickness", "Fri 19 Feb 2027", " because of sickness"),
        ("19.2.27", "Fri 19 Feb 2027", ""),
        ("Friday the 19th of Feb", "Fri 19 Feb 2027", ""),
        ("Thurs 4 Mar", "Thu 4 Mar 2027", ""),
        ("3 Sept.", "Fri 3 Sep 2027", ""),
        ("7 May", "Fri 7 May 2027", ""),
        ("7th May as the printers are slow", "Fri 7 May 2027", " as the printers are slow"),
        ("7 May 2027 will do", "Fri 7 May 2027", " will do"),
    ],
)
def test_a_date_is_read_with_what_stands_after_it(text: str, date: str, rest: str) -> None:
    assert leading_date(text, TODAY) == (day(date), rest)


@pytest.mark.parametrize(
    "text",
    [
        *("4 junior staff trained", "3 marketing leads met", "10 separate venues", "12 decorators"),
        *("7 may attend", "The 7th may be too early", "7th may be too early", "10 may as well come"),
        *("May 4 people come?", "2 octopuses", "5 aprons", "6 augmented leaflets", "9 sepia prints"),
        *("Friday 20 Feb", "12/13 Feb", "1/2 done", "3/5 venues are booked", "30 Feb"),
    ],
)
def test_what_only_begins_like_a_date_is_none(text: str) -> None:
    assert leading_date(text, TODAY) is None
