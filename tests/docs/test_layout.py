"""The layout of the code is as CONTRIBUTING.md has it."""

from __future__ import annotations

from collections import Counter

from config.settings import ROOT

MOST_FILES = 20
PACKAGES = [folder for folder in ROOT.iterdir() if (folder / "__init__.py").exists()]
LEFT_OUT = "tasks/register/migrations/versions"  # a history, which only grows


def test_no_folder_has_more_than_twenty_files() -> None:
    files = Counter(
        str(file.parent.relative_to(ROOT)) for package in PACKAGES for file in package.rglob("*.py")
    )
    assert files[LEFT_OUT] > MOST_FILES
    del files[LEFT_OUT]
    assert {folder: number for folder, number in files.items() if number > MOST_FILES} == {}
