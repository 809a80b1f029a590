"""``mase --version``, and what says the same."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from config.settings import ROOT
from mase import version as versions
from tests.mase.commands.terminal import typed


def test_the_version_is_said_with_the_commit_or_alone_where_there_is_no_history(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    number = version(versions.DISTRIBUTION)
    assert typed("--version") == f"mase {number}, commit {head.stdout[:8]}\n"
    monkeypatch.setenv("PATH", "")
    assert typed("--version") == f"mase {number}\n"


def test_what_is_installed_is_the_newest_version_of_the_changelog_and_of_the_images_named() -> None:
    newest = re.search(r"^## \[(\d.*?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    named = {
        tag
        for file in (ROOT / "deployments" / "cluster").glob("*.yaml")
        for tag in re.findall(r"v(\d+\.\d+\.\d+)", file.read_text("utf-8"))
    }
    assert newest
    assert {newest[1], *named} == {version(versions.DISTRIBUTION)}


def test_a_wheel_is_refused_in_a_sentence_and_an_editable_install_is_made(tmp_path: Path) -> None:
    def build(kind: str) -> subprocess.CompletedProcess[str]:
        program = f"from hatchling.build import {kind}; {kind}({str(tmp_path)!r})"
        return subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
        )

    assert build("build_wheel").stderr.startswith(
        "No wheel is made of the MASE secretariat, which runs from its own folder: clone it and run"
    )
    assert not [*tmp_path.iterdir()]
    build("build_editable")
    assert [file.name.partition("-")[0] for file in tmp_path.iterdir()] == ["mase_secretariat"]
