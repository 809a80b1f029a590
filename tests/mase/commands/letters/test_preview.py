from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from forum.text.problem import Problem
from tasks.register.tables import AuditRow
from tests.mase.commands.terminal import typed
from tests.stages import stage
from tests.tasks.duties.secretariat import FEBRUARY, Forum

# How long the trail is, but for the templates that the first opening by its settings takes in.
TRAIL = select(func.count(AuditRow.seq)).where(
    AuditRow.event.not_in(["templates approved", "policies approved"])
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@stage
def asked(planned: Forum) -> Forum:
    """On Thursday 14 January the agenda of February waits for the Chair."""
    planned.on("Thu 14 Jan 2027")
    planned.draft_agenda(FEBRUARY)
    return planned


def run(*words: str) -> str:
    return typed("preview", *words)


@pytest.mark.thorough
def test_the_letters_to_come_are_written_as_a_page_and_nothing_is_queued(
    asked: Forum, tmp_path: Path
) -> None:
    with asked.office.register.reading() as session:
        before = session.scalar(TRAIL)
    said = run("--from", "14 Jan", "--to", "15/1/2027", "--group", "MASE", "--out", str(tmp_path / "page"))
    page = (tmp_path / "page" / "coming-letters.html").read_text(encoding="utf-8")
    assert "would go. Written:" in said
    assert "<h3>OFFICIAL-SENSITIVE: MASE, one thing to agree by Tue 26 Jan</h3>" in page
    assert "To <strong>chair</strong> (MASE)" in page
    assert "It asks: agree the agenda, MASE/2027-02 9 Feb, by Tuesday 26 January 2027." in page
    assert "Dear Independent Chair" in page
    assert "MASE_MODE=hold" in page
    with asked.office.register.reading() as session:
        assert session.scalar(TRAIL) == before


@pytest.mark.usefixtures("asked")
def test_a_quiet_day_has_a_page_that_says_so(tmp_path: Path) -> None:
    assert "no letters would go" in run("--from", "16 Jan", "--to", "17 Jan", "--out", str(tmp_path))
    assert "No letter would go." in (tmp_path / "coming-letters.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "20 Jan"), "Say from when until when"),
        (("--to", "20 Jan"), "Say from when until when"),
        (("--group", "HAP"), "No policy has the code “HAP”. There are: MASE."),
        (("--from", "20 Jan", "--to", "19/1/2027"), "comes before"),
        (("--from", "13/1/2027", "--to", "20 Jan"), "has passed"),
        (("--from", "31/2/2027", "--to", "20 Jan"), "--from: “31/2/2027” is not a date"),
        (("--from", "x"), "--from: “x” is not a date"),
        (("--from", "20 Jan", "--to", "y"), "--to: “y” is not a date"),
        (("--from", "14 Jan", "--to", "20 Jan", "--group", "MASH"), "no group “MASH”"),
    ],
)
@pytest.mark.usefixtures("asked")
def test_what_cannot_be_shown_is_said_in_a_sentence(words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        run(*words)


@pytest.mark.usefixtures("asked")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(Problem, match=r"taken.* cannot be written .*--out"):
        run("--from", "16 Jan", "--to", "16 Jan", "--out", str(tmp_path / "taken"))
