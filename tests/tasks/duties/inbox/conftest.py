from __future__ import annotations

import pytest

from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.base.office import Office
from tasks.duties.papers.send_packs import release_pack
from tasks.register.database.clock import SetClock
from tests.stages import Stages, stage
from tests.tasks.duties.do import do
from tests.tasks.duties.inbox.post import Post
from tests.tasks.duties.secretariat import FEBRUARY, JANUARY, NURSE


@pytest.fixture
def post(mase: Office, clock: SetClock, stages: Stages) -> Post:
    """The sample's group on Monday 4 January 2027, with its meetings planned on 9 December."""
    post = Post.of(mase, clock)
    stages.reach(post.forum.plan_from_december)
    return post


@stage
def chair_asked(post: Post) -> Post:
    """On Thursday 14 January the Chair is sent February's agenda to agree."""
    post.forum.on("Thu 14 Jan 2027")
    post.forum.draft_agenda("MASE/2027-02")
    post.put_questions()
    post.send()
    return post


@stage
def paper_wanted(post: Post) -> Post:
    """The nurse has an item with a paper on February's agenda, which the Chair has agreed."""
    post.agree_agenda(with_paper=True)
    post.forum.on("Fri 15 Jan 2027")
    post.put_questions()
    post.send()
    return post


@stage
def pack_sent(post: Post) -> Post:
    """On Tuesday 2 February the papers of February's meeting go to its members."""
    post.agree_agenda(with_paper=False)
    post.forum.on("Tue 2 Feb 2027")
    release_pack(post.office, FEBRUARY, "test")
    post.send()
    return post


@stage
def after_meeting(post: Post) -> Post:
    """January's meeting is on record; on Thursday 14 January the nurse hears of her two actions."""
    post.forum.on("Thu 14 Jan 2027")
    actions = tuple(
        {
            "Reference": f"{JANUARY}/{number:02}",
            "Short title (no names)": title,
            "Action in full": title,
            "Owner": NURSE,
            "Due": "22 January 2027",
        }
        for number, title in ((1, "Share the data"), (2, "Ask for training"))
    )
    post.forum.file_record(JANUARY, actions=actions)
    do(write_after_meeting, post.office, post.forum.meeting(JANUARY).id, day=post.forum.today)
    post.send()
    return post
