"""The register of research on the screen, as a workbook and on the status board."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from forum.inbox.sayings import ResearchAsked
from tasks.duties.desk.status_board import status_board
from tasks.duties.research.accept_research import ask_for_research
from tests.english import day
from tests.mase.commands.terminal import typed
from tests.tasks.duties.do import do
from tests.tasks.duties.secretariat import NURSE, Forum

QUESTION = "What works to train hotel staff?"


def test_the_register_of_research_says_how_each_request_stands_and_which_is_late(
    planned: Forum, tmp_path: Path
) -> None:
    assert "No research has been asked for." in typed("research", "list")
    asked = ResearchAsked(question=QUESTION, decision="Whether to fund it", by=day("Tue 9 Mar 2027"))
    do(ask_for_research, planned.office, planned.group, asked, planned.person(NURSE))
    assert "late" not in typed("research", "list")
    planned.on("Tue 12 Jan 2027")
    shown = " ".join(typed("research", "list", "--group", "MASE").split())
    assert "R/2026/01" in shown
    assert "very late" in shown

    (group,) = status_board(planned.office, "MASE").groups
    (late,) = (section for section in group.sections if "research" in section.title)
    assert (late.title, late.rows) == (
        "1 late request for research",
        (("R/2026/01", "asked", "–", "very late"),),
    )

    file = tmp_path / "research.xlsx"
    typed("research", "export", str(file))
    rows = [[cell.value for cell in row] for row in load_workbook(file)["Research"].iter_rows(min_row=2)]
    assert [row[:3] for row in rows] == [["R/2026/01", QUESTION, NURSE]]
