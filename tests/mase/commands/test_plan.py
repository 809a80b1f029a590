"""mase plan: a workbook goes in after what changes was shown, comes out, and shows as at a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from forum.text.problem import Problem
from mase.__main__ import app
from samples.plan import plan_rows, plan_workbook
from tests.tasks.duties.secretariat import Forum


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone: the import itself is tested on both databases."""
    return sqlite_url


def mase(*words: str, said: str = "") -> str:
    result = CliRunner(env={"COLUMNS": "250"}).invoke(app, ["plan", *words], input=said)
    if isinstance(result.exception, Problem):  # the command line prints it and ends with 1
        return str(result.exception)
    return result.output


def test_a_plan_is_shown_before_it_is_taken_and_as_it_stood(planned: Forum, tmp_path: Path) -> None:
    file, out = tmp_path / "plan.xlsx", tmp_path / "out.xlsx"
    file.write_bytes(plan_workbook(plan_rows()))
    assert "There is no action plan." in mase("show")

    planned.on("Mon 4 Jan 2027")
    shown = mase("import", str(file), said="n\n")
    assert "MASE: plan.xlsx makes 15 changes." in shown
    assert "P1.1: new: Train all front-line staff; Head of Inclusion, by 31 March 2027" in shown
    assert "There is no action plan." in mase("show"), "nothing is taken without a yes"

    assert mase("import", str(file), "--yes").rstrip().endswith("Done.")
    assert "changes nothing; the plan says the same already" in mase("import", str(file))
    (late,) = (line for line in mase("show").splitlines() if line.strip().startswith("P1.2"))
    assert "Red (R)" in late
    assert "29 December 2026" in late
    assert "35 days past its date" in late
    assert "There is no action plan." in mase("show", "--as-at", "3/1/2027")
    assert "P4.3" in mase("show", "--as-at", "4/1/2027")

    assert "--as-at: 5 January 2027 is still to come." in mase("show", "--as-at", "5/1/2027")

    assert "is to be a file for Excel. Give a name that ends in .xlsx." in mase(
        "export", str(out.with_suffix(".docx"))
    )
    assert not out.with_suffix(".docx").exists()
    assert f"Written: {out}" in mase("export", str(out)).replace("\n", "")
    assert "changes nothing" in mase("import", str(out))


def test_a_workbook_with_wrong_cells_says_which(planned: Forum, tmp_path: Path) -> None:
    planned.on("Mon 4 Jan 2027")
    file = tmp_path / "plan.xlsx"
    rows = [{**row, "Due as first agreed": "ongoing"} for row in plan_rows()[:2]]
    file.write_bytes(plan_workbook(rows))
    said = mase("import", str(file), "--yes")
    assert "2 things to correct. Nothing has been changed." in said
    assert "Plan MASE, cell I3: found “ongoing”" in said
