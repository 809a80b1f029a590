from __future__ import annotations

import pytest

from tasks.duties.base.office import Office
from tasks.register.database.clock import SetClock
from tests.stages import Stages
from tests.tasks.duties.boards.story import Story


@pytest.fixture
def story(mase: Office, clock: SetClock, stages: Stages) -> Story:
    """The sample's group with one board, its meetings planned on 9 December."""
    story = Story.of(mase, clock)
    stages.reach(story.post.forum.plan_from_december)
    return story
