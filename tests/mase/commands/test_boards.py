"""Reports to boards from the command line."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from forum.boards.report import Box
from forum.boards.steps import ReportState
from forum.questions.kinds import QuestionKind
from forum.questions.words import Word
from forum.text.problem import Problem
from rehearsals.script import written_report
from samples.plan import plan_rows, plan_workbook
from tasks.documents.word.print_document import W
from tasks.duties.base.office import Office
from tasks.duties.boards.report import plan_reports
from tasks.duties.boards.write import draft_report, put_report
from tasks.duties.calendar.due_reports import send_due_report
from tasks.register.database.clock import SetClock
from tasks.register.documents import fetch
from tasks.register.other_bodies import report_editions, report_to
from tests.mase.commands.terminal import typed
from tests.stages import Stages
from tests.tasks.documents.office.blank_word import blank_word
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import CHAIR, Forum


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """On SQLite alone; that a duty does the same on both databases is tested with each of them."""
    return sqlite_url


@pytest.fixture
def forum(
    mase: Office, database_url: str, clock: SetClock, stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> Forum:
    """The sample's group on Thursday 25 March 2027, when the report to its Business Group is drafted."""
    monkeypatch.setenv("MASE_DATABASE_URL", database_url)
    monkeypatch.setattr("config.wiring.SystemClock", lambda: clock)
    forum = Forum(mase, clock)

    def draft() -> None:
        forum.on("Thu 25 Mar 2027")
        forum.plan()
        do(plan_reports, forum.office, forum.group)
        with forum.office.register.reading() as session:
            report = report_to(session, forum.group, "KSCB-BG")
        do(draft_report, forum.office, report.id)

    stages.reach(draft)
    return forum


def test_reports_are_shown_filed_and_answered(forum: Forum, tmp_path: Path) -> None:
    shown = typed("boards", "status")
    assert "MASE to KSCB-BG · Thursday 29 April 2027, with the unit" in shown
    assert "report back from the unit" in shown
    assert "MASE to MSCB: Thursday 13 May 2027, to come" in shown
    assert "MASE to KSCB-BG · Thursday 29 April 2027" in typed("timetable")
    assert typed("boards", "ledger") == "No report has gone to a board yet.\n"

    with forum.office.register.reading() as session:
        report = report_to(session, forum.group, "kscb-bg")
        draft = fetch(session, report_editions(session, report.id)[-1].sha256)
    file = tmp_path / "report.docx"
    file.write_bytes(written_report(draft, {Box.ASKS: "agree the plan", Box.THEMES: "Marsh Lane Academy."}))
    said = typed("boards", "file", "kscb-bg", str(file))
    assert "The report to KSCB-BG is filed, and goes to the Chair." in said
    assert "Look at line 1 under “Themes”: it has what may be a school." in " ".join(said.split())

    with pytest.raises(Problem, match="No report has gone to KSCB-BG"):
        typed("boards", "answered", "KSCB-BG", "1 agreed")
    do(put_report, forum.office, report.id)
    forum.answer(QuestionKind.AGREE_REPORT, Word.AGREE_REPORT, CHAIR)
    do(send_due_report, forum.office, report.id)
    assert "none yet" in typed("boards", "ledger")
    assert typed("boards", "answered", "KSCB-BG", "1 agreed") == (
        "What KSCB-BG said is on record, and goes to the group.\n"
    )
    line = " ".join(typed("boards", "ledger").split())
    assert "MASE KSCB-BG 29 April 2027 agree the plan agreed" in line
    with forum.office.register.reading() as session:
        assert session.get_one(type(report), report.id).state is ReportState.ANSWERED


@pytest.mark.usefixtures("forum")
def test_a_report_that_is_not_under_way_is_refused_with_those_that_are(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(b"PK")
    with pytest.raises(Problem, match=r"No report to MSCB is under way\. Reports under way: KSCB-BG"):
        typed("boards", "file", "MSCB", str(file))


def test_a_report_edited_to_something_that_is_none_is_refused_with_what_to_send(
    forum: Forum, tmp_path: Path
) -> None:
    with forum.office.register.reading() as session:
        report = report_to(session, forum.group, "KSCB-BG")
        draft = fetch(session, report_editions(session, report.id)[-1].sha256)
    own, other, without_a_box = blank_word(), io.BytesIO(), io.BytesIO()
    own.save(other)
    edited = docx.Document(io.BytesIO(draft))
    box = next(edited.element.body.iter(f"{W}sdt"))
    box.getparent().remove(box)
    edited.save(without_a_box)
    file, refused = tmp_path / "report.docx", []
    for content in (b"Dear Board,", plan_workbook(plan_rows()), other.getvalue(), without_a_box.getvalue()):
        file.write_bytes(content)
        with pytest.raises(Problem) as problem:
            typed("boards", "file", "KSCB-BG", str(file))
        refused.append(str(problem.value).removeprefix("The file of the report MASE/KSCB-BG/2027-04-29 "))
    assert [words.partition(".")[0] for words in refused] == [
        "is not a Word file",
        "is damaged, or not a Word file",
        "is no draft of that report: its foot does not name it",
        "has lost the box for asks",
    ]
    assert ["send that." in words for words in refused] == [True] * 4
