"""The nightly backup against a real Prefect server."""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path
from socket import gethostname
from typing import Any

import pytest
from prefect import State

from flows.back_up import back_up
from tests.tasks.register.backup.backups import KEY


@pytest.mark.usefixtures("office_of_the_flows")
def test_the_night_s_backup_says_how_large_it_is_and_how_long_it_took_to_restore(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def state() -> State[None]:
        flow: Any = back_up
        ended: State[None] = asyncio.run(flow(return_state=True))
        return ended

    before = os.umask(0)  # as a worker of Prefect's may start it
    assert state().name == "No backup: MASE_BACKUP_RECIPIENTS isn’t set"
    assert os.umask(before) == 0o077
    monkeypatch.setenv("MASE_BACKUP_RECIPIENTS", str(KEY.to_public()))
    monkeypatch.setenv("MASE_BACKUP_FOLDER", str(tmp_path / "backups"))
    made = state()
    assert made.is_completed()
    assert re.fullmatch(r"backup of \d\.\d MB, restored in \d+ seconds?", str(made.name))
    (file,) = (tmp_path / "backups").glob("*.age")
    assert made.message == f"{made.name}: {file} on {gethostname()}"
    (tmp_path / "no folder").touch()
    monkeypatch.setenv("MASE_BACKUP_FOLDER", str(tmp_path / "no folder"))
    assert re.search("could not be made in .*: File exists", str(state().message))
