from __future__ import annotations

from pathlib import Path

import pytest

from tasks.duties.office import Office
from tasks.duties.packs import release_pack
from tasks.register.clock import SetClock
from tests.stages import Stages, stage
from tests.tasks.duties.month_ahead import FEBRUARY, PDF, MonthAhead
from tests.tasks.duties.pack_ahead import LICENSING, PATTERNS, TRAINING
from tests.tasks.duties.secretariat import Forum

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run every third test of duties on PostgreSQL too: what may differ there is SQL, and many tests run each
    statement."""
    on_postgres = [item for item in items if HERE in item.path.parents and _is_on_postgres(item)]
    left_out = set(on_postgres) - set(on_postgres[::3])
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=list(left_out))


def _is_on_postgres(item: pytest.Item) -> bool:
    callspec = getattr(item, "callspec", None)
    return callspec is not None and callspec.params.get("database_url") == "postgresql"


@pytest.fixture
def ahead(mase: Office, clock: SetClock, stages: Stages) -> MonthAhead:
    """The sample's group on Monday 4 January 2027, with its meetings planned from there."""
    ahead = MonthAhead(mase, clock)
    stages.reach(ahead.plan)
    return ahead


@pytest.fixture
def forum(mase: Office, clock: SetClock, stages: Stages) -> Forum:
    """The sample's group on Monday 4 January 2027, with its meetings planned on 9 December."""
    forum = Forum(mase, clock)
    stages.reach(forum.plan_from_december)
    return forum


@stage
def agreed(ahead: MonthAhead) -> MonthAhead:
    """The agenda is agreed on 14 January, with papers wanted for three items, one of them in part 2."""
    ahead.propose(TRAINING, by="CCGs", with_paper=True)
    ahead.propose(LICENSING, by="District Councils", with_paper=True)
    ahead.propose(PATTERNS, by="Kent Police", with_paper=True, part=2)
    ahead.agree_agenda()
    return ahead


@stage
def released(agreed: MonthAhead) -> MonthAhead:
    """Two papers are in, and the pack is released on Monday 1 February; the one on licensing is missing."""
    agreed.on("Mon 1 Feb 2027")
    agreed.file_paper(TRAINING, PDF + b" on training")
    agreed.file_paper(PATTERNS, PDF + b" on patterns")
    release_pack(agreed.office, FEBRUARY, "test")
    return agreed
