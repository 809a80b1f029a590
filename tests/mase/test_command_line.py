from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.settings import ROOT
from forum.text.problem import Problem
from mase.__main__ import app
from tests.mase.command import mase
from tests.mase.commands.terminal import typed


def test_help_names_every_command() -> None:
    shown = mase("--help")
    commands = {file.stem.replace("_", "-") for file in (ROOT / "mase" / "commands").rglob("[!_]*.py")} | {
        "begin",
        "rehearse",
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


def test_all_that_a_command_lacks_is_named_at_once() -> None:
    shown = CliRunner(env={"COLUMNS": "100"}).invoke(app, ["disposal", "carry-out", "--by", "unit"])
    assert (shown.exit_code, "Missing LIST and --certificate." in shown.output) == (2, True), shown.output
    with pytest.raises(Problem, match=r"--how: “fone” is not one of these: phone, .* Did you mean phone\?"):
        typed("answer", "1", "AGREE", "--by", "chair", "--how", "fone")


def test_a_group_before_a_command_that_would_not_hear_of_it_is_refused() -> None:
    with pytest.raises(Problem, match=r"after the command: .*outbox cancel-all --group HAP"):
        typed("outbox", "--group", "HAP", "cancel-all", "--by", "unit", "--reason", "over")


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
