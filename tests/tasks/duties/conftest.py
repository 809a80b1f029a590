from __future__ import annotations

import pytest

from tasks.duties.office import Office
from tasks.duties.packs import release_pack
from tasks.register.clock import SetClock
from tests.tasks.duties.month_ahead import FEBRUARY, PDF, MonthAhead
from tests.tasks.duties.pack_ahead import LICENSING, PATTERNS, TRAINING
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


@pytest.fixture
def agreed(ahead: MonthAhead) -> MonthAhead:
    """The agenda is agreed on 14 January, with papers wanted for three items, one of them in part 2."""
    ahead.propose(TRAINING, by="CCGs", with_paper=True)
    ahead.propose(LICENSING, by="District Councils", with_paper=True)
    ahead.propose(PATTERNS, by="Kent Police", with_paper=True, part=2)
    ahead.agree_agenda()
    return ahead


@pytest.fixture
def released(agreed: MonthAhead) -> MonthAhead:
    """Two papers are in, and the pack is released on Monday 1 February; the one on licensing is missing."""
    agreed.on("Mon 1 Feb 2027")
    agreed.file_paper(TRAINING, PDF + b" on training")
    agreed.file_paper(PATTERNS, PDF + b" on patterns")
    release_pack(agreed.office, FEBRUARY, "test")
    return agreed
