from __future__ import annotations

import io

from openpyxl import load_workbook

from forum.research import Check, ResearchKind, Size
from tasks.documents.workbooks.layout import write_workbook
from tasks.duties.research.follow_research import SHEET, research_cells
from tests.english import day
from tests.forum.research.requests import request


def test_the_register_is_a_sheet_with_a_row_a_request_that_opens_no_formula() -> None:
    done = request(
        kind=ResearchKind.DATA,
        purpose="1c",
        size=Size.SMALL,
        check=Check.DPIA,
        accepted_on=day("Mon 18 Jan 2027"),
        due=day("Tue 30 Mar 2027"),
        progress_on=day("Mon 1 Feb 2027"),
        progress="=three boards have answered",
    )
    declined = request(
        reference="R/2027/02", declined_on=day("Mon 18 Jan 2027"), because="the board looks into it"
    )
    rows = [
        research_cells(done, "Jo Field", "Sam Hill", "late"),
        research_cells(declined, "Jo Field", "", ""),
    ]
    content = write_workbook("MASE Group: register of research", (SHEET, rows))
    sheet = load_workbook(io.BytesIO(content))["Research"]
    headings, first, second = ([cell.value for cell in row] for row in sheet.iter_rows())
    row = dict(zip(headings, first, strict=True))
    assert (row["Reference"], row["Asked by"], row["Researcher"]) == ("R/2027/01", "Jo Field", "Sam Hill")
    assert (row["Size"], row["Check"], row["Stage"], row["Late"]) == ("S", "DPIA", "under way", "late")
    assert str(row["Due"]) == "2027-03-30 00:00:00"
    standing = "How it stands, or why it was declined"
    assert row[standing] == "=three boards have answered"
    assert sheet.cell(2, headings.index(standing) + 1).data_type == "s"
    row = dict(zip(headings, second, strict=True))
    assert (row["Stage"], row[standing]) == ("declined", "the board looks into it")
    assert not row["Check"]
