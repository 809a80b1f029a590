from __future__ import annotations

import pytest

from samples.task_group import commission_page
from tasks.duties.base.office import Office
from tasks.duties.task_groups.commission import propose_task_group
from tasks.register.database.clock import SetClock
from tests.stages import Stages
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@pytest.fixture
def proposed(mase: Office, clock: SetClock, stages: Stages) -> Post:
    """On Monday 4 January 2027 the page of a task group is proposed."""
    post = Post.of(mase, clock)

    def propose() -> None:
        post.forum.plan_from_december()
        do(propose_task_group, post.office, commission_page(), "page.toml")

    stages.reach(propose)
    return post
