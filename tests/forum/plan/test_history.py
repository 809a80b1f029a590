from __future__ import annotations

from dataclasses import replace

import pytest

from forum.plan.lines import Colour, LineThen, agree, kept, lines_as_at, restored, version_due, version_name
from forum.terms.parts.duties import Plan
from tests.english import day
from tests.forum.plan.lines import SEAT, line

BEFORE = line(supporting=(SEAT,), purposes=("1a", "1f"))
AGREED = agree(
    BEFORE, day("Tue 9 Mar 2027"), "MASE/2027-03/D1", due=day("Thu 30 Sep 2027"), colour=Colour.AMBER
)


def test_a_line_is_kept_whole() -> None:
    assert restored(kept(AGREED)) == AGREED


@pytest.mark.parametrize(
    ("as_of", "due"),
    [
        ("Thu 31 Dec 2026", None),
        ("Fri 1 Jan 2027", "Wed 30 Jun 2027"),
        ("Mon 8 Mar 2027", "Wed 30 Jun 2027"),
        ("Tue 9 Mar 2027", "Thu 30 Sep 2027"),
        ("Wed 1 Sep 2027", "Thu 30 Sep 2027"),
    ],
)
def test_the_plan_as_at_a_day_has_what_had_happened_by_its_end(as_of: str, due: str | None) -> None:
    history = [LineThen(day("Tue 9 Mar 2027"), 2, AGREED), LineThen(day("Fri 1 Jan 2027"), 1, BEFORE)]
    assert [each.due for each in lines_as_at(history, day(as_of))] == ([day(due)] if due else [])


def test_an_update_between_a_meeting_and_its_record_leaves_the_date_that_the_meeting_agreed() -> None:
    updated = replace(BEFORE, progress="Two clinics have begun")
    agreed = replace(AGREED, progress="Two clinics have begun")
    history = [LineThen(day("Tue 16 Mar 2027"), 1, updated), LineThen(day("Tue 9 Mar 2027"), 2, agreed)]
    assert lines_as_at(history, day("Wed 31 Mar 2027")) == (agreed,)


@pytest.mark.parametrize(
    ("meeting", "name"),
    [
        ("Tue 9 Feb 2027", "refresh 2027"),
        ("Tue 13 Apr 2027", "adopted 2027"),
        ("Tue 9 Mar 2027", None),
    ],
)
def test_the_refresh_is_february_s_and_april_adopts(meeting: str, name: str | None) -> None:
    version = version_due(day(meeting), Plan())
    assert (version_name(version, day(meeting)) if version else None) == name
