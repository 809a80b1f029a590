"""Nobody gets more letters in a month than config/mase.toml allows, when months go by the book."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from forum.calendar.working_days import each_day
from forum.outbox.budget import Kind, Reader
from rehearsals.output.facts import read_facts
from tasks.duties.base.office import Office
from tests.english import day
from tests.forum.policies import MASE, MASE_DAYS
from tests.tasks.duties.mornings import Secretary
from tests.tasks.duties.plain_office import plain_office
from tests.tasks.duties.scripted_people import People

pytestmark = pytest.mark.long

FIRST, LAST = day("Wed 13 Jan 2027"), day("Fri 30 Apr 2027")
MEETINGS = ["MASE/2027-02", "MASE/2027-03", "MASE/2027-04", "MASE/2027-05"]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


def test_three_months_stay_within_the_letter_budget(mase: Office) -> None:
    with plain_office(replace(mase, policies={"MASE": MASE})) as forum:
        secretary = Secretary(forum.office, forum.clock)
        secretary.morning(FIRST)
        people = People(forum, MEETINGS, agenda_agreed=6)
        for today in each_day(FIRST + dt.timedelta(days=1), LAST):
            if MASE_DAYS.is_working(today):
                secretary.morning(today)
                forum.clock.at = dt.datetime.combine(today, dt.time(12))
                people.act()
                secretary.afternoon(today)
        counts = read_facts(forum.office, FIRST, LAST).tallies
    assert [count for count in counts if count.over and count.kind is not Kind.ALL] == []
    assert {count.reader for count in counts} == set(Reader)
    assert {Kind.LETTER, Kind.DIGEST, Kind.WITH_ATTACHMENTS} <= {count.kind for count in counts}
