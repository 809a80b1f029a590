from __future__ import annotations

import pytest

from tasks.duties.base.office import Office
from tasks.register.database.clock import SetClock
from tests.stages import Stages
from tests.tasks.duties.inbox.post import Post


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@pytest.fixture
def post(mase: Office, clock: SetClock, stages: Stages) -> Post:
    """The sample's group on Monday 4 January 2027, with its meetings planned on 9 December."""
    post = Post.of(mase, clock)
    stages.reach(post.forum.plan_from_december)
    return post
