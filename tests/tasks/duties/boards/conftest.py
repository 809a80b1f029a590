from __future__ import annotations

import pytest

from tasks.duties.base.office import Office
from tasks.register.database.clock import SetClock
from tests.stages import Stages, stage
from tests.tasks.duties.boards.story import Story


@pytest.fixture
def story(mase: Office, clock: SetClock, stages: Stages) -> Story:
    """The sample's group with one board, its meetings planned on 9 December."""
    story = Story.of(mase, clock)
    stages.reach(story.post.forum.plan_from_december)
    return story


@stage
def drafted(story: Story) -> Story:
    """On Monday 25 January the draft goes to the unit."""
    story.draft()
    return story


@stage
def with_chair(drafted: Story) -> Story:
    """The unit sends the report back, and on Thursday 4 February the Chair is asked."""
    drafted.hand_back()
    return drafted


@stage
def agreed(with_chair: Story) -> Story:
    """On Friday 5 February the Chair agrees the report."""
    with_chair.agree()
    return with_chair


@stage
def gone(agreed: Story) -> Story:
    """On Monday 15 February the report goes to the board's secretary."""
    agreed.go()
    return agreed


@stage
def asked(gone: Story) -> Story:
    """The secretary has the report; on Tuesday 2 March they are asked what the board decided."""
    gone.ask()
    return gone
