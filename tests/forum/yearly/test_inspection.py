"""The eighteen months of a bundle, the day of the drill, and how long the Chair's word holds."""

from __future__ import annotations

import pytest

from forum.yearly import first_day, is_day_of_drill, may_be_sealed
from tests.english import day
from tests.forum.policies import MASE_DAYS


@pytest.mark.parametrize(
    ("as_at", "first"),
    [
        ("Wed 31 Mar 2027", "Wed 1 Oct 2025"),
        ("Tue 30 Mar 2027", "Tue 30 Sep 2025"),
        ("Fri 30 Apr 2027", "Sat 1 Nov 2025"),
        ("Mon 30 Aug 2027", "Sat 28 Feb 2026"),
        ("Tue 2 Mar 2027", "Wed 3 Sep 2025"),
    ],
)
def test_a_bundle_goes_eighteen_months_back(as_at: str, first: str) -> None:
    assert first_day(day(as_at)) == day(first)


@pytest.mark.parametrize(
    ("on", "drill"),
    [
        ("Fri 1 Jan 2027", False),  # a bank holiday
        ("Mon 4 Jan 2027", True),
        ("Tue 5 Jan 2027", False),
        ("Mon 1 Feb 2027", False),
        ("Thu 1 Apr 2027", True),
        ("Thu 1 Jul 2027", True),
        ("Fri 1 Oct 2027", True),
    ],
)
def test_the_drill_is_on_the_first_working_day_of_a_quarter(on: str, drill: bool) -> None:
    assert is_day_of_drill(MASE_DAYS, day(on)) is drill


@pytest.mark.parametrize(
    ("answered", "on", "allowed"),
    [
        ((), "Tue 2 Mar 2027", False),
        (("Tue 2 Mar 2027",), "Mon 1 Mar 2027", False),
        (("Tue 2 Mar 2027",), "Tue 30 Mar 2027", True),
        (("Tue 2 Mar 2027",), "Wed 31 Mar 2027", False),
    ],
)
def test_the_chairs_word_on_part_2_holds_for_four_weeks(
    answered: tuple[str, ...], on: str, allowed: bool
) -> None:
    assert may_be_sealed(map(day, answered), day(on)) is allowed
