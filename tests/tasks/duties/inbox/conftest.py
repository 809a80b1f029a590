from __future__ import annotations

import pytest

from tasks.duties.agenda import propose_item
from tasks.duties.office import Office
from tasks.register.clock import SetClock
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import CHAIR, FEBRUARY, NURSE


@pytest.fixture
def post(mase: Office, clock: SetClock) -> Post:
    """The sample's group on Monday 4 January 2027, with its meetings planned on 9 December."""
    post = Post.of(mase, clock)
    post.forum.on("Wed 9 Dec 2026")
    post.forum.plan()
    post.forum.on("Mon 4 Jan 2027")
    return post


@pytest.fixture
def chair_asked(post: Post) -> Post:
    """On Thursday 14 January the Chair is sent February's agenda to agree."""
    post.forum.on("Thu 14 Jan 2027")
    post.forum.draft_agenda("MASE/2027-02")
    post.put_questions()
    post.send()
    return post


@pytest.fixture
def paper_wanted(post: Post) -> Post:
    """The nurse has an item with a paper on February's agenda, which the Chair has agreed."""
    post.forum.on("Thu 14 Jan 2027")
    propose_item(
        post.office,
        FEBRUARY,
        title="Health data",
        purpose="decision",
        minutes=10,
        person=post.forum.person(NURSE),
        with_paper=True,
        by="test",
    )
    post.forum.draft_agenda(FEBRUARY)
    post.put_questions()
    post.send()
    post.hear("AGREE", to=post.sent("chair", CHAIR))
    post.forum.on("Fri 15 Jan 2027")
    post.put_questions()
    post.send()
    return post
