from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from forum.problem import Problem
from mase.commands.serve import serve


def test_a_second_service_on_the_same_folder_says_that_one_is_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MASE_PREFECT_FOLDER", str(tmp_path))
    monkeypatch.setenv("MASE_DATABASE_URL", f"sqlite:///{tmp_path}/register.db")
    with (tmp_path / "serve.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Problem, match="mase serve is running already"):
            serve()
