from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from icalendar import Calendar

from config.wiring import open_office
from forum.text.problem import Problem
from tasks.duties.meetings.plan_move_cancel import call_meeting
from tasks.register.database.clock import SetClock
from tests.mase.commands.terminal import typed
from tests.tasks.duties.do import do


@pytest.fixture(autouse=True)
def _a_register_of_its_own(sqlite_url: str, clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty, on Monday 4 January 2027: no meeting is called for a day off."""
    monkeypatch.setenv("MASE_DATABASE_URL", sqlite_url)
    monkeypatch.setattr("config.wiring.SystemClock", lambda: clock)


@pytest.fixture
def meeting() -> str:
    """A meeting called for a month from today."""
    office = open_office()
    date = office.clock.now().date() + dt.timedelta(days=30)
    reference = do(call_meeting, office, "MASE", date)
    office.register.close()
    return reference


def run(*words: str) -> str:
    return typed("timetable", *words, columns=80)


def test_an_empty_register_says_what_to_do() -> None:
    for said in (run(), typed("meeting", "list", columns=80)):
        assert said.startswith("No meeting is planned yet.")
        assert " ".join(said.split()).endswith("; mase serve runs it each morning.")


def test_the_table_shows_each_step_with_its_deadline_and_clause(meeting: str) -> None:
    screen = run("--group", "MASE")
    assert meeting in screen
    for words in ("agenda agreed", "minutes and action log out", "not yet open", "own"):
        assert words in screen


def test_the_place_of_a_meeting_is_shown_as_it_was_written(clock: SetClock) -> None:
    office = open_office()
    do(call_meeting, office, "MASE", clock.now().date() + dt.timedelta(days=30), place="[/b] :tea:")
    office.register.close()
    assert "[/b] :tea:" in run()


def test_the_calendar_file_has_the_meeting(meeting: str, tmp_path: Path) -> None:
    file = tmp_path / "timetable.ics"
    assert "1 meeting with the deadlines still to be met" in run("--ics", str(file))
    summaries = [str(event["summary"]) for event in Calendar.from_ical(file.read_bytes()).walk("VEVENT")]
    assert "MASE Group meeting" in summaries, meeting


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="can’t be written: No such file or directory"):
        run("--ics", str(tmp_path / "nowhere" / "timetable.ics"))


def test_an_unknown_group_is_said_in_a_sentence() -> None:
    with pytest.raises(Problem, match="no group “NOPE”"):
        run("--group", "NOPE")
