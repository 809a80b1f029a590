"""mase report attendance: how often each organisation was represented, as a Word file with a chart."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from forum.text.problem import Problem
from tests.mase.commands.terminal import typed
from tests.tasks.duties.secretariat import Forum


@pytest.fixture
def held(planned: Forum) -> Forum:
    """January's meeting, to which CAMHS sent apologies and nobody came from the districts."""
    planned.on("Tue 29 Dec 2026")
    planned.draft_agenda()
    planned.on("Wed 13 Jan 2027")
    planned.file_record(attendance={"CAMHS": "Apologies", "District Councils": "Absent", "NPS": "Remote"})
    return planned


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


@pytest.mark.parametrize(
    ("days", "problem"),
    [
        (("--from", "1/2/2027", "--to", "1/1/2027"), "The period ends on 1 January 2027, before it begins"),
        (("--from", "1/1/2026", "--to", "1/2/2026"), "No attendance is on record from 1 January 2026"),
        (("--from", "soon"), "--from: “soon” is not"),
    ],
)
@pytest.mark.usefixtures("planned")
def test_a_period_that_shows_nothing_is_said(days: tuple[str, ...], problem: str, tmp_path: Path) -> None:
    file = tmp_path / "attendance.docx"
    with pytest.raises(Problem, match=problem):
        typed("report", "attendance", str(file), *days)
    assert not file.exists()
