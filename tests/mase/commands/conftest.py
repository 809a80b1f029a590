from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pytest

from config.settings import ROOT, Settings
from config.wiring import open_office
from tasks.duties.base.office import Office
from tasks.duties.outbox.approve_files import templates_in_use
from tasks.register.database.clock import SetClock
from tests.stages import Stages
from tests.tasks.duties.secretariat import Forum


@pytest.fixture(autouse=True)
def _on_a_machine_without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"MASE_{name.upper()}", raising=False)
    monkeypatch.setenv("MASE_LIBREOFFICE", "")
    monkeypatch.setenv("MASE_POLICIES", "config")


@pytest.fixture
def planned(
    mase: Office, database_url: str, clock: SetClock, stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> Forum:
    """The group of the sample, its meetings planned, in the register that the settings name; commands work
    on the clock's day."""
    monkeypatch.setenv("MASE_DATABASE_URL", database_url)
    monkeypatch.setattr("config.wiring.SystemClock", lambda: clock)
    forum = Forum(mase, clock)

    def plan() -> None:
        forum.on("Wed 9 Dec 2026")
        forum.plan()
        templates_in_use(mase.register, ROOT / "templates")  # approved once, not by each test's first command

    stages.reach(plan)
    return forum


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
