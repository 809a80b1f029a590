from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from config.settings import ROOT
from tests.mase.command import mase


def test_help_names_every_command() -> None:
    shown = mase("--help")
    commands = {file.stem.replace("_", "-") for file in (ROOT / "mase" / "commands").rglob("[!_]*.py")} | {
        "rehearse"
    }
    assert commands == set(re.findall(r"^│ ([a-z][a-z-]*) ", shown.stdout, re.MULTILINE))


def test_a_misspelt_command_is_answered_with_the_one_that_is_meant() -> None:
    typed = mase("statsu")
    assert typed.returncode == 2
    assert "Did you mean 'status'?" in typed.stderr


def test_help_imports_neither_prefect_nor_the_register_nor_what_it_does_not_draw() -> None:
    program = (
        "import sys; from mase.__main__ import main; sys.argv = ['mase', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print({'prefect', 'sqlalchemy', 'docx', 'openpyxl', 'pygments'} & set(sys.modules))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert shown.stdout.splitlines()[-1] == "set()"


@pytest.mark.thorough
def test_a_problem_is_a_sentence_and_not_a_traceback(tmp_path: Path) -> None:
    told = mase("serve", MASE_MODE="live", MASE_PREFECT_FOLDER=str(tmp_path))
    assert told.returncode == 1
    assert "MASE_MODE=live needs MASE_ALLOWED_DOMAINS" in told.stderr
    assert "Traceback" not in told.stderr


def test_make_help_explains_every_target() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    declared = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert declared
    for target in declared.group(1).split():
        assert re.search(rf"^  make {target} +[A-Z]", shown, re.MULTILINE), target
