from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from forum.calendar.steps import OWN
from rehearsals.awkward import EVENTS
from tests.letter_pages import visible
from tests.mase.command import mase

pytestmark = pytest.mark.long
MOST = re.compile(r"(\d+) of (\d+)")


def test_without_a_standin_there_a_sentence_says_so_and_nothing_is_made(tmp_path: Path) -> None:
    told = mase("rehearse", "--mailbox", "http://127.0.0.1:9", "--out", str(tmp_path / "rehearsal"))
    assert told.returncode == 1
    assert "No Exchange stand-in answers at http://127.0.0.1:9." in told.stderr
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "rehearsal").exists()


def test_a_rehearsal_of_a_month_keeps_the_deadlines_and_the_letter_budget(tmp_path: Path) -> None:
    out = tmp_path / "rehearsal"
    told = mase("rehearse", "--months", "1", "--out", str(out))
    assert told.returncode == 0, told.stderr
    _, _, budget = told.stdout.partition("Letters a month against the budget, nearest first:")
    counted = [(line, found) for line in budget.splitlines() if (found := MOST.search(line))]
    assert counted
    over = [line for line, found in counted if int(found[1]) > int(found[2])]
    assert all("of all kinds" in line for line in over)
    with (out / "steps.csv").open(encoding="utf-8", newline="") as text:
        verdicts = {row["verdict"] for row in csv.DictReader(text) if row["clause"] != OWN}
    assert verdicts <= {"on time", "open", "not yet open"}


def test_the_awkward_months_end_as_their_page_says(tmp_path: Path) -> None:
    out = tmp_path / "rehearsal"
    told = mase("rehearse", "--awkward", "--out", str(out))
    assert told.returncode == 0, told.stderr
    page = visible((out / "awkward.html").read_text(encoding="utf-8"))
    for event in (
        *(event.what for event in EVENTS),
        "Minutes are refused",
        "Another day is chosen",
        "The unit acts on it",
    ):
        assert f"\n{event}\n" in page
    with (out / "dispatches.csv").open(encoding="utf-8", newline="") as text:
        sent = [row for row in csv.DictReader(text) if row["state"] == "sent"]
    to_deputy = [row for row in sent if row["letter"] == "chair" and "deputy chair" in row["recipient"]]
    assert to_deputy[0]["sent"] > "2027-01-18", "who stands in is asked while the Chair is away"
    members = {row["recipient"] for row in sent if row["letter"] == "papers"}
    cancelled = [row for row in sent if row["letter"] == "cancelled" and row["recipient"] in members]
    assert len({row["meeting"] for row in cancelled}) == 3
    assert {row["letter"] for row in sent} >= {"concern_notice", "concern_answer", "moved", "minutes_again"}
    letters = [path.read_text(encoding="utf-8") for path in (out / "mail").glob("*.html")]
    assert letters
    assert not any("girl of 14" in letter for letter in letters), "nobody reads the words of the worry"
