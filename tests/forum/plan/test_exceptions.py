from __future__ import annotations

import pytest

from forum.plan.lines import LineState
from forum.plan.rag import is_exception, is_in_report, is_to_look_at_again, rate, seats_without_update
from forum.terms.parts.duties import Plan
from tests.english import day
from tests.forum.plan.lines import FEBRUARY, SEAT, line

RULES = Plan()
DISCHARGED = line(state=LineState.DISCHARGED, ended_on=day("Tue 11 Aug 2026"))


@pytest.mark.parametrize(
    ("as_of", "exception"),
    [
        ("Wed 30 Jun 2027", False),
        ("Thu 1 Jul 2027", False),  # amber
        ("Wed 28 Jul 2027", False),
        ("Thu 29 Jul 2027", True),  # red
    ],
)
def test_red_is_an_exception_and_amber_only_when_it_lasts(as_of: str, exception: bool) -> None:
    rating = rate(line(), day(as_of), (), RULES)
    assert is_exception(rating, day(as_of), RULES) is exception


def test_amber_for_more_than_four_weeks_is_an_exception() -> None:
    silent = (day("Tue 2 Feb 2027"),)
    for as_of, exception in (("Tue 2 Mar 2027", False), ("Wed 3 Mar 2027", True)):
        assert is_exception(rate(line(), day(as_of), silent, RULES), day(as_of), RULES) is exception


@pytest.mark.parametrize(
    ("meeting", "again"),
    [("Tue 12 Jan 2027", False), ("Tue 9 Feb 2027", True), ("Tue 9 Mar 2027", False)],
)
def test_a_discharge_is_looked_at_again_in_the_sixth_month(meeting: str, again: bool) -> None:
    assert is_to_look_at_again(DISCHARGED, day(meeting)) is again
    assert not is_to_look_at_again(line(), day(meeting))


def test_a_line_is_printed_for_a_year_after_its_end() -> None:
    assert is_in_report(DISCHARGED, day("Wed 11 Aug 2027"))
    assert not is_in_report(DISCHARGED, day("Thu 12 Aug 2027"))


def test_a_seat_is_named_once_its_lead_was_asked_and_gave_no_update() -> None:
    silent, heard = line(), line(heard_on=day("Thu 14 Jan 2027"))
    for as_of, seats in (("Tue 12 Jan 2027", set()), ("Wed 13 Jan 2027", {SEAT})):
        assert seats_without_update([silent], FEBRUARY, day(as_of)) == seats
    assert seats_without_update([heard], FEBRUARY, day("Tue 2 Feb 2027")) == set()
