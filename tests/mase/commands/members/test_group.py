"""mase group end: the meetings that it cancels are shown, and it asks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.settings import ROOT
from forum.text.problem import Problem
from mase.__main__ import app
from tasks.register.tables import AuditRow, GroupRow
from tests.forum.policies import SECOND_FILE
from tests.mase.commands.terminal import typed
from tests.tasks.duties.secretariat import UNIT, Forum

END = ("end", "mase", "--by", "unit", "--reason", "The work goes on elsewhere")


def group(*words: str, said: str = "") -> tuple[int, str]:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["group", *words], input=said)
    if isinstance(result.exception, Problem):
        return 1, str(result.exception)
    return result.exit_code, result.output


def test_a_group_ends_on_a_persons_word_after_its_meetings_are_shown(planned: Forum) -> None:
    code, screen = group(*END, said="n\n")
    assert (code, "MASE/2027-01, 12 January 2027, would be cancelled." in screen) == (1, True)
    assert [row.ended for row in planned.rows(GroupRow)] == [None]
    code, screen = group(*END, said="y\n")
    assert code == 0, screen
    assert "MASE has ended: 3 meetings and no letters cancelled, no questions withdrawn." in screen
    assert [row.ended for row in planned.rows(GroupRow)] == [planned.today]
    (ended,) = [row for row in planned.rows(AuditRow) if row.event == "group ended"]
    assert ended.actor == str(planned.person(UNIT))


def test_a_group_to_which_nobody_belongs_is_in_nobodys_way_and_ends_on_the_consoles_word(
    planned: Forum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(ROOT / "config" / "mase.toml", tmp_path)
    shutil.copy(SECOND_FILE, tmp_path)
    monkeypatch.setenv("MASE_POLICIES", str(tmp_path))
    assert "HAP, Wednesday 9 December 2026" in typed("status")
    with pytest.raises(Problem, match=r"Groups known: HAP, MASE\."):
        typed("forward-plan")
    (tmp_path / SECOND_FILE.name).unlink()
    typed("templates", "approve", "--yes")
    assert "Group HAP is paused" in typed("status")
    typed("forward-plan")  # of the group that is at work
    code, screen = group("end", "hap", "--by", "unit", "--reason", "It was a sample", "--yes")
    assert (code, screen.splitlines()[0]) == (
        0,
        "Nobody belongs to HAP: it ends on the word of whoever types this.",
    )
    assert "HAP" not in typed("status")
    (ended,) = [row for row in planned.rows(AuditRow) if row.event == "group ended"]
    assert ended.actor == "command: mase group end"
    with pytest.raises(Problem, match="Say whose decision it is, with --by: chair"):
        typed("group", "end", "MASE", "--reason", "Done")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("end", "HAP", "--by", "unit", "--reason", "Done"), "There is no group “HAP” in the register."),
        ((*END[:-1], " "), "Say why with --reason"),
        ((*END, "--on", "soon"), "--on: “soon” is not"),
    ],
)
@pytest.mark.usefixtures("planned")
def test_what_is_wrong_is_said_before_anything_is_asked(words: tuple[str, ...], problem: str) -> None:
    code, screen = group(*words)
    assert (code, screen.startswith(problem)) == (1, True), screen
