"""mase report: what a period shows, as a Word file with a chart."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from forum.questions.words import Reply, Word
from forum.text.problem import Problem
from tasks.duties.actions.action_log import report_action
from tests.english import day
from tests.mase.commands.terminal import typed
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import ENTRIES, Forum


@pytest.fixture
def held(planned: Forum) -> Forum:
    """January's meeting, to which CAMHS sent apologies and nobody came from the districts."""
    planned.on("Tue 29 Dec 2026")
    planned.draft_agenda()
    planned.on("Wed 13 Jan 2027")
    planned.file_record(attendance={"CAMHS": "Apologies", "District Councils": "Absent", "NPS": "Remote"})
    return planned


@pytest.mark.thorough
def test_the_report_counts_the_boards_year_and_shows_it_as_a_chart(held: Forum, tmp_path: Path) -> None:
    file = tmp_path / "attendance.docx"
    screen = typed("report", "attendance", str(file))
    assert f"1 April 2026 to {held.today.day} January 2027, 1 meeting: the attendance of 12 seats" in screen
    word = docx.Document(io.BytesIO(file.read_bytes()))
    headings = [one.text for one in word.paragraphs if one.style and one.style.name == "Heading 2"]
    assert headings == ["Seats were filled 10 of 12 times (83%), least often CAMHS: 0 of 1 meeting."]
    rows = {
        row.cells[0].text.splitlines()[-1]: [cell.text for cell in row.cells[1:5]]
        for row in word.tables[0].rows
    }
    assert rows["National Probation Service"] == ["1 of 1\n(100%)", "1", "0", "0"]
    assert rows["Kent and Medway CAMHS"] == ["0 of 1\n(0%)", "0", "0", "1"]
    (picture,) = word.inline_shapes
    words = str(picture._inline.docPr.get("descr"))
    assert (round(picture.width.cm), "CAMHS: by the member 0, by a deputy 0, absent 1" in words) == (17, True)


def test_the_report_on_purposes_has_a_row_for_each(held: Forum, tmp_path: Path) -> None:
    file = tmp_path / "purposes.docx"
    screen = typed("report", "purposes", str(file), "--from", "1/1/2027")
    assert f"1 January 2027 to {held.today.day} January 2027, 1 meeting: the work for 7 purposes" in screen
    word = docx.Document(io.BytesIO(file.read_bytes()))
    cells = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert cells[0] == ["Purpose", "Items", "Decisions", "Actions", "Papers", "12 Jan", "Silent"]
    assert cells[5][0] == "1e Communities are aware and help to prevent"
    assert len(word.inline_shapes) == 1


def test_compliance_is_a_page_with_its_workbook_as_at_a_day(held: Forum, tmp_path: Path) -> None:
    file = tmp_path / "compliance.docx"
    screen = typed("report", "compliance", str(file), "--as-at", "13/1/2027")
    assert "1 September 2026 to 13 January 2027, 14 requirements: " in screen
    assert "each case in" in screen
    word = docx.Document(io.BytesIO(file.read_bytes()))
    rows = {row.cells[3].text: [cell.text for cell in row.cells] for row in word.tables[0].rows}
    assert rows["Quorum"] == ["4", "Each meeting quorate", "1 of 1 meeting.", "Quorum", "Met"]
    assert openpyxl.load_workbook(file.with_suffix(".xlsx")).sheetnames == [
        "Compliance page",
        *list(rows)[1:],
    ]
    assert held.today == day("Wed 13 Jan 2027")


def test_compliance_is_written_whole_or_not_at_all(held: Forum, tmp_path: Path) -> None:
    page = tmp_path / "compliance.docx"
    with pytest.raises(Problem, match="--as-at: 31 March 2027 is still to come"):
        typed("report", "compliance", str(page), "--as-at", "31/3/2027")
    with pytest.raises(Problem, match=r"compliance\.xlsx is to be a file for Word\. Give a name that"):
        typed("report", "compliance", str(page.with_suffix(".xlsx")))
    page.with_suffix(".xlsx").write_bytes(b"last year's")
    with pytest.raises(Problem, match=r"compliance\.xlsx is there already, and was left as it is"):
        typed("report", "compliance", str(page))
    assert [file.name for file in tmp_path.iterdir()] == ["compliance.xlsx"]
    assert held.today == day("Wed 13 Jan 2027")


def test_the_report_on_actions_has_a_row_for_each_month_and_the_date_that_was_moved(
    planned: Forum, tmp_path: Path
) -> None:
    planned.on("Tue 29 Dec 2026")
    planned.draft_agenda()
    planned.on("Wed 13 Jan 2027")
    training = {
        "Reference": "MASE/2027-01/01",
        "Short title (no names)": "Training",
        "Action in full": "Train.",
        "Owner": "Designated Nurse",
        "Seat": "CCGs",
        "Due": "29/1/2027",
    }
    planned.file_record(actions=(training,))
    planned.on("Wed 3 Feb 2027")
    moved = Reply(Word.NEW_DATE, "Waits for a room.", day("Fri 26 Feb 2027"))
    do(report_action, planned.office, "MASE/2027-01/01", moved, None)
    file = tmp_path / "actions.docx"
    assert "the action log of 2 months is in" in typed("report", "actions", str(file), "--from", "1/1/2027")
    word = docx.Document(io.BytesIO(file.read_bytes()))
    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows[1:]] == [
        ["31 January 2027", "1", "1", "1", "0"],
        ["3 February 2027", "1", "0", "0", "0"],
    ]
    (title,) = [one.text for one in word.paragraphs if one.style and one.style.name == "Heading 2"]
    assert title == "No open action was overdue on 3 February 2027; most were on 31 January 2027: 1."


def test_the_register_of_decisions_has_a_row_for_each(planned: Forum, tmp_path: Path) -> None:
    planned.on("Tue 29 Dec 2026")
    planned.draft_agenda()
    planned.on("Wed 13 Jan 2027")
    planned.file_entries(replace(ENTRIES, decisions=({"Item": "6", "Text": "Hotels are visited."},)))
    file = tmp_path / "decisions.docx"
    assert f"January 2027: 1 decision in {file}" in typed("report", "decisions", str(file))
    table = docx.Document(io.BytesIO(file.read_bytes())).tables[0]
    assert [cell.text for cell in table.rows[1].cells] == [
        "MASE/2027-01/D1",
        "12 Jan 2027",
        "Obstacles in service provision (1d)\nHotels are visited.",
        "Stands",
        "–",
    ]


@pytest.mark.parametrize(
    ("days", "problem"),
    [
        (("--from", "1/2/2027", "--to", "1/1/2027"), "The period ends on 1 January 2027, before it begins"),
        (("--from", "1/1/2026", "--to", "1/2/2026"), "No attendance is on record from 1 January 2026"),
        (("--from", "soon"), "--from: “soon” is not"),
        (("--to", "31/3/2027"), "--to: 31 March 2027 is still to come. Give today or an earlier day."),
    ],
)
@pytest.mark.usefixtures("planned")
def test_a_period_that_shows_nothing_is_said(days: tuple[str, ...], problem: str, tmp_path: Path) -> None:
    file = tmp_path / "attendance.docx"
    with pytest.raises(Problem, match=problem):
        typed("report", "attendance", str(file), *days)
    with pytest.raises(Problem, match=problem.replace("attendance is on record", "meeting was held")):
        typed("report", "purposes", str(file), *days)
    assert not file.exists()
