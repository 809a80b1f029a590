"""Which meeting a message is about."""

from __future__ import annotations

import pytest

from tasks.register.tables import ExpectedRow
from tests.english import day
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import NURSE


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@pytest.mark.parametrize(("hour", "date"), [(8, "Tue 12 Jan 2027"), (11, "Tue 9 Feb 2027")])
def test_apologies_on_the_day_of_a_meeting_are_for_it_until_it_begins(
    post: Post, hour: int, date: str
) -> None:
    post.forum.on("Tue 12 Jan 2027")
    post.forum.clock.at = post.forum.clock.at.replace(hour=hour)
    post.hear("Apologies, I can't make the meeting.", sender=post.address(NURSE))
    (said,) = post.forum.rows(ExpectedRow)
    assert said.for_date == day(date)
