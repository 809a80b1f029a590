from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from mase.service.prefect_client import sign_in_of
from tests.local_attacks.target import Target, prepared

# Continuous integration has Chromium (.ci/run installs it); a machine without it collects less.
collect_ignore = [] if shutil.which("chromium") else ["test_in_a_browser.py"]


@pytest.fixture(scope="module")
def target(prefect_server_of_the_session: str) -> Target:
    folder = Path(os.environ["PREFECT_HOME"])
    return prepared(prefect_server_of_the_session, sign_in_of(folder), folder)
