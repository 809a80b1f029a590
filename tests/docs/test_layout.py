"""The layout of the code is as CONTRIBUTING.md has it."""

from __future__ import annotations

import re
from collections import Counter

from config.settings import ROOT

MOST_FILES, MOST_LINES, MOST_SUBJECTS = 20, 400, 10
LIST = "tasks/duties/subjects.py"
PACKAGES = [folder for folder in ROOT.iterdir() if (folder / "__init__.py").exists()]
PRODUCT = {"forum", "tasks", "flows", "config", "mase", "samples", "rehearsals"}
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


def test_the_page_says_where_a_limit_is_reached() -> None:
    files = [
        file.relative_to(ROOT)
        for package in PACKAGES
        if package.name in PRODUCT
        for file in package.rglob("*.py")
        if LEFT_OUT not in str(file)
    ]
    in_folder = Counter(str(file.parent) for file in files)
    full = {f"{folder}/" for folder, number in in_folder.items() if number == MOST_FILES}
    long = {str(file) for file in files if len((ROOT / file).read_text("utf-8").splitlines()) > MOST_LINES}
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8").partition("Where a limit is reached:")[2]
    told = {row.split("`")[1] for row in page.partition("\n## ")[0].splitlines() if row.startswith("| `")}
    assert told == full | long
