"""mase group end: the meetings that it cancels are shown, and it asks."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from forum.text.problem import Problem
from mase.__main__ import app
from tasks.register.tables import AuditRow, GroupRow
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
