from __future__ import annotations

import datetime as dt
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from config.settings import ROOT
from config.wiring import open_office
from forum.text.problem import Problem
from tasks.duties.meetings.plan_move_cancel import call_meeting
from tasks.duties.outbox.approve_files import approve
from tasks.duties.terms import policies_in_use
from tasks.register.database.clock import SetClock
from tests.forum.policies import SECOND_FILE
from tests.mase.commands.terminal import typed
from tests.tasks.duties.do import do


@pytest.fixture(autouse=True)
def _a_register_of_its_own(sqlite_url: str, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty, on Monday 4 January 2027: no meeting is called for a day off."""
    monkeypatch.setenv("MASE_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")  # where nothing answers
    monkeypatch.setattr("config.wiring.SystemClock", lambda: clock)


def run(*words: str) -> str:
    return typed("status", *words, columns=80)


def test_an_empty_register_says_which_places_nobody_holds() -> None:
    screen = run()
    assert "MASE, Monday 4 January 2027: 14 places vacant." in screen
    assert "Chair " in screen
    assert "agree agendas and minutes" in screen
    assert max(len(line) for line in screen.splitlines()) <= 80


def test_each_light_is_said_in_a_word_and_fits_eighty_columns() -> None:
    office = open_office()
    reference = do(call_meeting, office, "MASE", office.clock.now().date() + dt.timedelta(days=16))
    office.register.close()
    screen = run("--group", "MASE")
    assert reference in screen
    assert "● near" in screen
    assert "● coming" in screen
    assert max(len(line) for line in screen.splitlines()) <= 80


def test_an_unknown_group_is_said_in_a_sentence() -> None:
    with pytest.raises(Problem, match="no group “MASH”"):
        run("--group", "MASH")


def test_a_group_that_is_paused_is_named_above_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(SECOND_FILE, tmp_path)
    shutil.copy(ROOT / "config" / "mase.toml", tmp_path)
    monkeypatch.setenv("MASE_POLICIES", str(tmp_path))
    open_office().register.close()
    (tmp_path / "mase.toml").unlink()
    with closing(open_office().register) as register:
        approve(register, policies_in_use(register, tmp_path).waiting, by="test")
    screen = run()
    assert screen.startswith("Group MASE is paused: no approved policy that can be used has the code MASE.")
    assert "HAP, Monday 4 January 2027" in screen
    assert "MASE, Monday" not in screen
    with pytest.raises(Problem, match="Group MASE is paused"):
        run("--group", "MASE")
