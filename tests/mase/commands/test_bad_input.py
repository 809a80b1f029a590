"""What bad input gets, as whoever types it reads it: the place, what is allowed there, and no harm done."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from config.settings import ROOT
from forum.text.problem import Problem
from mase.commands.service import check as command
from samples.plan import plan_rows, plan_workbook
from samples.task_group import commission_page
from tasks.duties.members.appointments import end_appointment
from tasks.register.database.clock import SetClock
from tasks.register.tables import AppointmentRow
from tests.mase.commands.terminal import typed
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import Forum

OF_KSCB_BG = "dates = [2027-02-25, 2027-04-29, 2027-06-24, 2027-09-02, 2027-11-04, 2028-01-20, 2028-03-16]"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone: nothing here is taken into the register."""
    return sqlite_url


@pytest.fixture
def policies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the policies of two groups."""
    for name in ("config/mase.toml", "tests/fixtures/second_forum.toml"):
        (tmp_path / Path(name).name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv("MASE_POLICIES", str(tmp_path))
    return tmp_path


@pytest.fixture
def checked(clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """What mase check says of policies, terms and plans on the clock's day, in one line."""
    monkeypatch.setattr("config.checks.SystemClock", lambda: clock)
    looked_at = [each for each in command.CHECKS if each[0] in ("Policies", "Terms", "Plans")]
    monkeypatch.setattr(command, "CHECKS", looked_at)
    return lambda: " ".join(typed("check", columns=400).split())


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            'secretary = "MSCB Board Secretary"',
            "",
            "mase.toml: bodies[2].secretary: found nothing, allowed the name of whoever gets the report",
        ),
        (
            OF_KSCB_BG,
            'dates = ["ongoing"]',
            'mase.toml: bodies[1].dates[1]: found "ongoing", allowed a date such as 2027-01-12',
        ),
        (
            'objective = "support"',
            'objective = "suport"',
            'mase.toml: standing_items[4].objective: found "suport", allowed "cases", "intelligence"',
        ),
        (
            OF_KSCB_BG,
            "dates = [2026-11-05, 2027-04-29]",
            "MASE: bodies[1].dates[1]: found 2026-11-05, which has passed and had no report, allowed dates "
            "from 2026-12-09 on",
        ),
    ],
)
@pytest.mark.usefixtures("planned")
def test_a_wrong_policy_is_named_by_its_path_and_the_other_group_goes_on(
    policies: Path, checked: Callable[[], str], right: str, wrong: str, said: str
) -> None:
    file = policies / "mase.toml"
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), encoding="utf-8")
    assert "HAP, Wednesday 9 December 2026" in typed("status", "--group", "HAP")
    screen = checked()
    assert screen.count(said) == 1
    assert "WRONG" in screen


@pytest.mark.usefixtures("planned")
def test_a_policy_that_would_change_the_past_is_not_applied(policies: Path) -> None:
    file = policies / "mase.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(OF_KSCB_BG, "dates = [2026-11-05, 2027-04-29]"), encoding="utf-8")
    with pytest.raises(Problem, match="nothing has been changed") as refused:
        typed("policy", "apply", "--group", "MASE", "--yes")
    assert refused.value.faults == (
        "bodies[1].dates[1]: found 2026-11-05, which has passed and had no report, allowed dates from "
        "2026-12-09 on, and those on record",
    )


@pytest.mark.usefixtures("planned")
def test_a_task_group_without_an_end_is_named_at_the_check_and_not_proposed(
    policies: Path, checked: Callable[[], str]
) -> None:
    page = policies / "task_groups" / "missing.toml"
    page.parent.mkdir()
    page.write_text(re.sub(r"\nend = \S+", "", commission_page()), encoding="utf-8")
    fault = "end: found nothing, allowed a date such as 2027-01-12, without quotes, from 2010 to 2060"
    assert f"missing.toml: {fault}" in checked()
    with pytest.raises(Problem) as refused:
        typed("task-group", "commission", str(page))
    assert any(each.endswith(fault) for each in refused.value.faults)
    assert "No task and finish group has been proposed." in typed("task-group", "list")


def test_each_wrong_cell_of_a_plan_is_named_with_what_is_allowed(planned: Forum, tmp_path: Path) -> None:
    planned.on("Mon 4 Jan 2027")
    wrong = {
        "P1.1": {"Lead officer": "as P2.1"},
        "P1.2": {"RAG": "Green"},
        "P1.3": {"Due as first agreed": "ongoing"},
        "P1.4": {"Lead officer": ""},
        "P2.2": {"Lead officer": "Somebody Else"},
        "P3.1": {"Purposes": "1c; 9z"},
        "P3.2": {"Status": "Discharged", "Decision": "MASE/2026-11/D1", "Impact": "Children are heard."},
    }
    _leave(planned, "Head of Safeguarding, Community Health")
    file = tmp_path / "plan.xlsx"
    file.write_bytes(plan_workbook({**row, **wrong.get(str(row["Reference"]), {})} for row in plan_rows()))
    with pytest.raises(Problem, match="Nothing has been changed") as refused:
        typed("plan", "import", str(file), "--yes")
    said = {fault.partition(": ")[0].rpartition(" ")[2]: fault for fault in refused.value.faults}
    assert {
        cell: allowed in said.get(cell, "")
        for cell, allowed in {
            "F2": "a person; P1.1 as P2.1 as P1.1 goes round in a circle",
            "L3": "no better than Red (R): 35 days past its date; the group alone agrees better",
            "I4": "“ongoing” is no day: give that of the next review",
            "F5": "the name of one person of the group, as the list of members has it",
            "F7": "found “Somebody Else”; allowed: the name of one person of the group",
            "T10": "purposes of the terms: 1a, 1b, 1c, 1d, 1e, 1f or 1g",
            "O11": "what shows that it is done; no line is discharged without",
            "F12": "a person who belongs to the group today; that one has left",
        }.items()
    } == dict.fromkeys(("F2", "L3", "I4", "F5", "F7", "T10", "O11", "F12"), True)
    assert "There is no action plan." in typed("plan", "show")


def test_a_plan_whose_lead_has_left_is_noted(
    planned: Forum, checked: Callable[[], str], tmp_path: Path
) -> None:
    planned.on("Mon 4 Jan 2027")
    file = tmp_path / "plan.xlsx"
    file.write_bytes(plan_workbook(plan_rows()))
    typed("plan", "import", str(file), "--yes")
    assert "ok Plans what the lines say is so" in checked()
    _leave(planned, "Head of Inclusion")
    screen = checked()
    assert "note Plans MASE: P1.1: its lead has left; nobody is asked how it stands" in screen
    assert "MASE: P2.1: its lead has left" in screen
    assert "To correct lines: mase plan export, then mase plan import" in screen


def _leave(forum: Forum, name: str) -> None:
    """A person's last day was yesterday."""
    (appointment,) = [row for row in forum.rows(AppointmentRow) if row.person_id == forum.person(name)]
    do(end_appointment, forum.office, appointment.id, forum.today - dt.timedelta(days=1))
