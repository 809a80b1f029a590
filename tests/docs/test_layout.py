"""The layout of the code is as CONTRIBUTING.md has it."""

from __future__ import annotations

import re
from collections import Counter

from config.settings import ROOT

MOST_FILES, MOST_SUBJECTS = 20, 10
LIST = "tasks/duties/subjects.py"
PACKAGES = [folder for folder in ROOT.iterdir() if (folder / "__init__.py").exists()]
LEFT_OUT = "tasks/register/migrations/versions"  # a history, which only grows


def test_no_folder_has_more_than_twenty_files() -> None:
    files = Counter(
        str(file.parent.relative_to(ROOT)) for package in PACKAGES for file in package.rglob("*.py")
    )
    assert files[LEFT_OUT] > MOST_FILES
    del files[LEFT_OUT]
    assert {folder: number for folder, number in files.items() if number > MOST_FILES} == {}


def test_the_list_of_subjects_alone_imports_more_than_ten() -> None:
    subjects = {
        str(file.relative_to(ROOT)): set(
            re.findall(r"^ *from tasks\.duties\.(\w+)", file.read_text("utf-8"), re.M)
        )
        for package in PACKAGES
        if package.name != "tests"
        for file in package.rglob("*.py")
    }
    assert [file for file, those in subjects.items() if len(those) > MOST_SUBJECTS] == [LIST]
