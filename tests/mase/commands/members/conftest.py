from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pytest

from config.settings import ROOT
from config.wiring import open_office
from tests.tasks.duties.secretariat import Forum


class Edit(Protocol):
    """Have words of the policy file replaced by others."""

    file: Path

    def __call__(self, old: str, new: str) -> None: ...


@pytest.fixture
def edit(planned: Forum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Edit:
    """The policy file of the sample's group in a folder of its own, approved as it stands."""
    policy = tmp_path / "policies" / "mase.toml"
    policy.parent.mkdir()
    shutil.copy(ROOT / "config" / "mase.toml", policy)
    monkeypatch.setenv("MASE_POLICIES", str(policy.parent))
    for place in ("config.checks", "tasks.register.database.clock"):
        monkeypatch.setattr(f"{place}.SystemClock", lambda: planned.clock)
    with closing(open_office().register):
        pass

    class Editing:
        file = policy

        def __call__(self, old: str, new: str) -> None:
            text = policy.read_text(encoding="utf-8")
            assert old in text
            policy.write_text(text.replace(old, new), encoding="utf-8")

    return Editing()
