"""mase policy apply of a corrected meeting rule asks of each planned meeting; mase check names those off."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from config.wiring import open_office
from forum.terms.parts.calendar import ListRule
from forum.text.problem import Problem
from mase.__main__ import app
from tasks.documents.terms.workbook import write_policy
from tasks.register.meetings import CANCELLED, PLANNED
from tests.english import day
from tests.mase.commands.conftest import Edit
from tests.mase.commands.terminal import typed
from tests.tasks.duties.secretariat import FEBRUARY, JANUARY, Forum

MARCH = "MASE/2027-03"
OFF = """\
3 planned meetings are not by the meeting rule:
  MASE/2027-01 on Tuesday 12 January 2027: in its place Thursday 14 January 2027
  MASE/2027-02 on Tuesday 9 February 2027: in its place Thursday 11 February 2027
  MASE/2027-03 on Tuesday 9 March 2027: in its place Thursday 11 March 2027
"""


def policy(*words: str, said: str = "") -> tuple[int, str]:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["policy", *words], input=said)
    if isinstance(result.exception, Problem):
        return 1, f"{result.output}{result.exception}"
    return result.exit_code, result.output


def days(forum: Forum) -> list[str]:
    """The day of each planned meeting."""
    meetings = (forum.meeting(reference) for reference in (JANUARY, FEBRUARY, MARCH))
    return [f"{meeting.date:%a} {meeting.date.day}" for meeting in meetings if meeting.state is PLANNED]


def test_each_planned_meeting_moves_stays_or_is_cancelled_as_is_said(planned: Forum, edit: Edit) -> None:
    edit('weekday = "Tuesday"', 'weekday = "Thursday"')
    code, screen = policy("apply", said="keep\nmaybe\nMove\ncancel\ny\n")
    assert (code, OFF in screen) == (0, True), screen
    assert "MASE/2027-01: Move, keep or cancel? " in screen
    assert "“maybe” is not one of these." in screen
    assert "Approve this file, move 1 meeting, keep 1 meeting and cancel 1 meeting? [y/N]" in screen
    assert days(planned) == ["Tue 12", "Thu 11"]
    assert planned.meeting(MARCH).state is CANCELLED
    assert policy("apply") == (0, "MASE: the register has these terms.\n")


@pytest.mark.parametrize(
    ("words", "said"), [(("--yes",), ""), ((), ""), ((), "keep\n"), (("--meetings", "move"), "n\n")]
)
def test_nothing_is_applied_while_an_answer_is_missing(
    planned: Forum, edit: Edit, words: tuple[str, ...], said: str
) -> None:
    edit('weekday = "Tuesday"', 'weekday = "Thursday"')
    code, screen = policy("apply", *words, said=said)
    assert (code, OFF in screen) == (1, True)
    assert ("--meetings move, --meetings keep or --meetings cancel" in screen) is ("--meetings" not in words)
    assert days(planned) == ["Tue 12", "Tue 9", "Tue 9"]
    assert open_office().files_waiting == ("policies/mase.toml",)


def test_a_script_says_it_for_all(planned: Forum, edit: Edit) -> None:
    edit('weekday = "Tuesday"', 'weekday = "Thursday"')
    code, screen = policy("apply", "--yes", "--meetings", "move")
    assert (code, days(planned)) == (0, ["Thu 14", "Thu 11", "Thu 11"]), screen


def test_a_meeting_that_the_rule_has_no_day_for_can_t_be_moved_by_a_script(
    planned: Forum, edit: Edit
) -> None:
    edit('weekday = "Tuesday" }', 'weekday = "Tuesday", no_meeting_in = ["February"] }')
    code, screen = policy("apply", "--yes", "--meetings", "move")
    assert (code, "The meeting rule has no day to move these to." in screen) == (1, True)
    assert "MASE/2027-02 on Tuesday 9 February 2027: no day in its place" in screen
    code, screen = policy("apply", said="keep\ny\n")
    assert (code, "MASE/2027-02: Keep or cancel? " in screen) == (0, True)
    assert days(planned) == ["Tue 12", "Tue 9", "Tue 9"]


@pytest.mark.usefixtures("edit")
def test_a_workbook_that_replaces_the_file_asks_the_same(planned: Forum, tmp_path: Path) -> None:
    listed = ListRule(
        kind="list", dates=tuple(map(day, ("Wed 13 Jan 2027", "Tue 9 Feb 2027", "Tue 9 Mar 2027")))
    )
    terms = planned.office.policies["MASE"]
    terms = terms.model_copy(update={"meetings": terms.meetings.model_copy(update={"rule": listed})})
    (tmp_path / "terms.xlsx").write_bytes(write_policy(terms))
    code, screen = policy("import", str(tmp_path / "terms.xlsx"), "--replace", said="move\ny\n")
    assert (code, "1 planned meeting is not by the meeting rule:" in screen) == (0, True), screen
    assert days(planned) == ["Wed 13", "Tue 9", "Tue 9"]


def test_a_rule_approved_without_a_word_on_the_meetings_is_noted_until_there_is_one(
    planned: Forum, edit: Edit
) -> None:
    edit('weekday = "Tuesday"', 'weekday = "Thursday"')
    typed("templates", "approve", "--yes")
    note = "MASE: off the meeting rule: MASE/2027-02 on Tuesday 9 February 2027: in its place Thursday 11"
    assert note in " ".join(typed("check", columns=240).split())
    planned.plan()
    assert days(planned) == ["Tue 12", "Tue 9", "Tue 9"]
    assert policy("apply", "--yes", "--meetings", "keep")[0] == 0
    assert "off the meeting rule" not in typed("check", columns=240)
