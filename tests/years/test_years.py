"""The second bookkeeper agrees with what is printed of random years, and sees a wrong figure."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.years.bookkeeper import account_for
from tests.years.journal import Appointed, Journal, Met, Sat
from tests.years.pages import Page
from tests.years.play import Year, play
from tests.years.terms import BEGAN, SEATS

HELD = dt.date(2027, 1, 12)
REVIEW = """No attendance concerns this month. The full table is attached.

Meeting of Tuesday 12 January 2027: 11 of 12 seats were filled and 8 are needed: quorate (clause 4).

* NPS: too early to say
  Lead of NPS
  Attended 0 of 1 (0%); organisation represented 0 of 1
"""
PRESENT = """
* {seat}: too early to say
  Lead of {seat}
  Attended 1 of 1 (100%); organisation represented 1 of 1
"""


@pytest.fixture
def year() -> Year:
    """A year of which only the letter after one meeting is there. NPS sent apologies."""
    began, record = dt.datetime.combine(BEGAN, dt.time(9)), dt.datetime.combine(HELD, dt.time(16))
    seats = {seat: Sat(f"Lead of {seat}", "A" if seat == "NPS" else "P") for seat in SEATS}
    journal = Journal([Appointed(began, seat, f"Lead of {seat}") for seat in SEATS])
    journal.write(Met(record, HELD, seats))
    text = REVIEW + "".join(PRESENT.format(seat=seat) for seat in SEATS if seat != "NPS")
    at = dt.datetime(2027, 1, 14, 9)
    return Year(7, journal, [Page("attendance_review", at, "unit", "MASE attendance", text)])


def test_a_page_that_says_what_happened_does_not_differ(year: Year) -> None:
    account = account_for(year)
    assert (account.differences, account.held.total()) == ([], 14)


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [
        ("11 of 12 seats were filled", "12 of 12 seats were filled"),
        ("Attended 0 of 1 (0%)", "Attended 1 of 1 (100%)"),
        ("* CRC: too early to say", "* CRC: below"),
        ("No attendance concerns", "Please look at one seat first."),
    ],
)
def test_a_wrong_figure_or_sentence_is_a_difference(year: Year, printed: str, wrong: str) -> None:
    (page,) = year.pages
    year.pages = [Page(page.kind, page.at, page.to, page.subject, page.text.replace(printed, wrong))]
    (difference,) = account_for(year).differences
    assert wrong in difference.printed
    assert printed in difference.expected
    assert str(difference).startswith("Thu 14 Jan 2027, attendance_review: ")


@pytest.mark.long
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("seed", [1])
def test_what_is_printed_of_a_random_year_is_what_happened(seed: int) -> None:
    account = account_for(play(seed))
    assert [str(difference) for difference in account.differences] == []
    assert account.held.total() > 1_000, account.held
