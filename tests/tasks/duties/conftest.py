from __future__ import annotations

import pytest

from tasks.duties.office import Office
from tasks.register.clock import SetClock
from tests.tasks.duties.month_ahead import MonthAhead
from tests.tasks.duties.secretariat import Forum


@pytest.fixture
def ahead(mase: Office, clock: SetClock) -> MonthAhead:
    """The sample's group on Monday 4 January 2027, with its meetings planned from there."""
    ahead = MonthAhead(mase, clock)
    ahead.plan()
    return ahead


@pytest.fixture
def forum(mase: Office, clock: SetClock) -> Forum:
    """The sample's group on Monday 4 January 2027, with its meetings planned on 9 December."""
    forum = Forum(mase, clock)
    forum.on("Wed 9 Dec 2026")
    forum.plan()
    forum.on("Mon 4 Jan 2027")
    return forum
