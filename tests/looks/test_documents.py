"""Word documents and workbooks as they come out of the printer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from config.settings import ROOT
from forum.documents import (
    ALL_DOCUMENTS,
    ActionLog,
    ActionPlan,
    Agenda,
    AttendanceTable,
    ChallengeLog,
    DecisionsRegister,
    ListOfMembers,
    MinutesInWord,
    PurposesReport,
    RiskRegister,
)
from forum.documents.base import Document
from samples import sample_of
from tasks.documents.record import write_record
from tasks.documents.terms.workbook import write_policy
from tasks.documents.word.print_document import DocumentPrinter
from tests.forum.policies import SECOND
from tests.looks.printed_pages import Sheet, printed
from tests.played_once import played_once
from tests.record_form import SEATS, record_form

pytestmark = pytest.mark.long

MARKING = "OFFICIAL-SENSITIVE"
RECORD, MEMBERS, POLICY = "record.xlsx", "members.xlsx", "policy.xlsx"
LANDSCAPE = (
    ChallengeLog,
    RiskRegister,
    ActionLog,
    ActionPlan,
    AttendanceTable,
    DecisionsRegister,
    ListOfMembers,
    PurposesReport,
)
PAGES = {
    "agenda": 1, "minutes": 2, "action_log": 1, "attendance_table": 1, "changes": 1, "action_plan": 3,
    "pack_cover": 1, "cover_sheet": 1, "your_part": 1, "members_list": 2, "confidentiality_agreement": 1,
    "letters_in_your_name": 1, "attendance_report": 2, "actions_report": 1, "purposes_report": 1,
    "board_report": 2, "compliance_page": 1, "forward_plan": 1, "decisions_register": 1,
    "risk_register": 1, "challenge_log": 1,
    "long agenda": 3, "long minutes": 9, "long action_log": 8, "action_note": 1, "commission": 1,
    "inspection_index": 3,
}  # fmt: skip  # at most

Printed = dict[str, list[Sheet]]


def samples() -> dict[str, Document]:
    """Every document with its sample, and those that grow with a month's work as long as they get."""
    agenda, minutes, log = sample_of(Agenda), sample_of(MinutesInWord), sample_of(ActionLog)
    actions = tuple(
        replace(action, reference=f"MASE/2026-{month:02}/{number:02}", due=dt.date(2026, month, 20))
        for month in range(1, 13)
        for number, action in enumerate(log.actions, start=1)
    )
    return {
        **{kind.NAME: sample_of(kind) for kind in ALL_DOCUMENTS},
        "long agenda": replace(agenda, items=agenda.items * 3),
        "long minutes": replace(minutes, items=minutes.items * 10),
        "long action_log": replace(log, actions=actions),
    }


SAMPLES = samples()
each_document = pytest.mark.parametrize("name", SAMPLES)
each_workbook = pytest.mark.parametrize("name", [RECORD, MEMBERS, POLICY])


@pytest.fixture
def pages(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Printed:
    """The pages of every document and workbook, by its name."""
    folder = tmp_path_factory.mktemp("printed")
    return played_once("documents", lambda: _printed(folder), tmp_path_factory, request)


def _printed(folder: Path) -> Printed:
    printer = DocumentPrinter(ROOT / "templates" / "documents")
    files = {f"{name}.docx": printer.print(document) for name, document in SAMPLES.items()}
    files[RECORD] = write_record(record_form())
    files[POLICY] = write_policy(SECOND)
    files[MEMBERS] = (ROOT / "config" / "members-sample.xlsx").read_bytes()
    sheets = printed(files, folder)
    return {name.removesuffix(".docx"): found for name, found in sheets.items()}


@each_document
def test_a_document_has_no_more_pages_than_it_needs(pages: Printed, name: str) -> None:
    assert 1 <= len(pages[name]) <= PAGES[name]
    assert {page.landscape for page in pages[name]} == {isinstance(SAMPLES[name], LANDSCAPE)}


@each_document
def test_every_page_bears_the_marking_above_and_below_and_its_number(pages: Printed, name: str) -> None:
    marking = SAMPLES[name].marking
    assert pages[name]
    for number, page in enumerate(pages[name], start=1):
        lines = [line.strip() for line in page.text.splitlines() if line.strip()]
        assert (lines[0] == MARKING, MARKING in lines[-3:]) == (bool(marking), bool(marking))
        assert f"Page {number} of {len(pages[name])}" in "\n".join(lines[-2:])


@pytest.mark.parametrize("name", [*SAMPLES, RECORD, MEMBERS, POLICY])
def test_nothing_is_left_over_and_nothing_could_not_be_shown(pages: Printed, name: str) -> None:
    text = "\n".join(page.text for page in pages[name])
    for trace in ("{{", "}}", "{%", "%}", "None", "Err:5", "#REF!", "#NAME?", "#VALUE!", "###", "Error!"):
        assert trace not in text


@pytest.mark.parametrize("name", ["long action_log", "long agenda"])
def test_each_page_of_a_long_table_has_the_headings_of_its_columns(pages: Printed, name: str) -> None:
    assert len(pages[name]) > 1
    headings = ("Reference", "Owner", "Raised") if "log" in name else ("No.", "Time", "Lead and paper")
    for page in pages[name]:
        assert any(all(heading in line for heading in headings) for line in page.text.splitlines())


@each_workbook
def test_a_workbook_numbers_its_pages_and_has_no_more_than_a_handful_of_a_sheet(
    pages: Printed, name: str
) -> None:
    for number, page in enumerate(pages[name], start=1):
        assert f"page {number} of {len(pages[name])}" in page.text
    of_sheets = Counter(page.text.rsplit(", page ")[-2].rsplit("  ")[-1] for page in pages[name])
    assert max(of_sheets.values()) <= 5, of_sheets


def test_every_page_of_the_record_bears_the_marking(pages: Printed) -> None:
    assert pages[RECORD]
    for page in pages[RECORD]:
        assert page.text.count(MARKING) == 2


def test_the_sign_in_sheet_is_one_page_landscape_with_every_seat(pages: Printed) -> None:
    (sheet,) = [page for page in pages[RECORD] if "Attendance, page" in page.text]
    assert sheet.landscape
    assert "Signature" in sheet.text
    for _, short, holder in SEATS:
        assert short.split()[0] in sheet.text  # a long one is broken over two lines
        assert not holder or holder.split()[0] in sheet.text
