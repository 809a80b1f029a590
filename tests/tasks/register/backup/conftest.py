from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tasks.register.backup.back_up import BackupRules
from tests.tasks.register.backup.backups import rules_for


@pytest.fixture
def rules(tmp_path: Path) -> BackupRules:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "mase.toml").write_text("a policy", encoding="utf-8")
    (tmp_path / "policies" / "settings.py").write_text("the program's own", encoding="utf-8")
    (tmp_path / "mail" / "sent").mkdir(parents=True)
    (tmp_path / "mail" / "sent" / "1.eml").write_text("a letter", encoding="utf-8")
    return rules_for(tmp_path)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, which nothing must stay in."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder
