from __future__ import annotations

import shutil

import pytest

from tasks.duties.base.office import Office
from tasks.register.database.clock import SetClock
from tests.stages import Stages
from tests.tasks.duties.month_ahead import MonthAhead

# Continuous integration has Chromium (.ci/run installs it); a machine without it collects less.
collect_ignore = [] if shutil.which("chromium") else ["test_in_a_browser.py"]


@pytest.fixture
def ahead(office_of_the_flows: Office, clock: SetClock, stages: Stages) -> MonthAhead:
    """The register of the flows on Monday 4 January 2027, with its meetings planned from there."""
    ahead = MonthAhead(office_of_the_flows, clock)
    ahead.on("Mon 4 Jan 2027")
    stages.reach(ahead.plan)
    return ahead
