"""The next register that records write: what it takes, and that all of its sheet follows from its class."""

from __future__ import annotations

import importlib
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from forum.record import registers
from forum.record.checks import check_record
from forum.record.prefill import with_present_names
from forum.record.record import Record, RecordForm
from forum.text.problem import Problem
from rehearsals.leads import open_sheets, rows_typed
from tasks.documents.record import HEADER_ROW, read_record, write_record
from tasks.duties.record import registers as duties
from tests.record_form import fill_record, record_form
from tests.tasks.documents.record.filled_workbooks import ENTRIES
from tests.tasks.duties.plan_ahead import cells

SOURCES = {
    "near_misses.py": '''
"""Near misses, and what was learnt of each."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from forum.record.sheets import Ledger
from forum.text.columns import choice, ended, given, seat, text


class Cause(StrEnum):
    RULES = "rules"
    PRACTICE = "practice"


@dataclass(frozen=True, kw_only=True)
class NearMiss:
    """A near miss, with the seat that looks into it."""

    reference: str = given("Reference", 12)
    what: str = text("What nearly happened", 40, "No names or cases", "what nearly happened")
    seat_id: UUID = seat("Looked into by", 16, "A seat")
    cause: Cause | None = choice(
        "Cause", 14, "May stay empty", {cause.capitalize(): cause for cause in Cause}, default=None
    )
    learnt: str = text("What was learnt", 40, "Once it is known")
    settled_on: dt.date | None = ended("Status", 11, "Settled takes it off", ("Open", "Settled"))


NEAR_MISSES = Ledger(NearMiss, "Near misses", "What nearly went wrong.", "Say what was learnt.", free=3)
''',
    "file_near_misses.py": '''
"""What a meeting changed in the near misses, written from its record."""

from near_misses import NEAR_MISSES
from tasks.duties.record.registers import Written

KEPT = {}


def near_misses_beforehand(session, policy, meeting):
    return NEAR_MISSES.beforehand([*KEPT.values()], "N")


def file_near_misses(forum, meeting, near_misses):
    """Keep the near misses of a record that are new or changed."""
    KEPT.update((near_miss.reference, near_miss) for near_miss in near_misses)


WRITTEN = Written(NEAR_MISSES, near_misses_beforehand, file_near_misses)
''',
}
MORE_ROWS = ("forum/record/registers.py", "tasks/duties/record/registers.py")  # a line in each one's table
FILES, LINES = 4, 80  # the most that a register takes, besides its table
HEADINGS = ("Reference", "What nearly happened", "Looked into by", "Cause", "What was learnt", "Status")
SAID = cells(What_nearly_happened="A list went astray", Looked_into_by="KCHFT", Cause="practice")


@pytest.fixture
def near_misses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The register of near misses, beside those that there are."""
    for name, source in SOURCES.items():
        (tmp_path / name).write_text(source)
    monkeypatch.syspath_prepend(tmp_path)
    written = importlib.import_module("file_near_misses").WRITTEN
    monkeypatch.setattr(registers, "LEDGERS", (*registers.LEDGERS, written.ledger))
    monkeypatch.setattr(duties, "REGISTERS", (written,))
    yield written
    for name in SOURCES:
        del sys.modules[name.removesuffix(".py")]


def with_register() -> RecordForm:
    """The form of a meeting, with what the register has."""
    nobody: Any = None
    return replace(record_form(), registers=duties.registers_beforehand(nobody, nobody, nobody))


def workbook(typed: dict[str, dict[str, object]], form: RecordForm) -> bytes:
    """The workbook of a meeting with near misses typed in."""
    return fill_record(write_record(form), replace(ENTRIES, registers={"Near misses": typed}))


def read(content: bytes, form: RecordForm) -> Record:
    return check_record(form, with_present_names(form, read_record(content, "The record")))


def test_a_register_takes_four_files_and_eighty_lines() -> None:
    assert len(SOURCES) + len(MORE_ROWS) <= FILES
    assert sum(len(source.strip().splitlines()) for source in SOURCES.values()) + len(MORE_ROWS) <= LINES


def test_its_sheet_its_reading_and_its_filing_follow_from_its_class(near_misses: Any) -> None:
    form = with_register()
    content = workbook({"N1": SAID}, form)
    sheets = open_sheets(content)
    sheet = sheets["Near misses"]
    assert tuple(cell.value for cell in sheet[HEADER_ROW]) == HEADINGS
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert (offered["D5:D7"], offered["F5:F7"]) == ('"Rules,Practice"', '"Open,Settled"')
    assert ("Near misses", "Say what was learnt.") in sheets["Help"].values
    renamed = tuple(
        replace(seat, short_name="Community Health") if seat.short_name == "KCHFT" else seat
        for seat in form.seats
    )
    nothing: Any = None
    duties.file_registers(nothing, nothing, read(content, replace(form, seats=renamed)))
    form = with_register()
    assert rows_typed(open_sheets(write_record(form)), "Near misses")[:2] == [
        {
            "Reference": "N1",
            "What nearly happened": "A list went astray",
            "Looked into by": "KCHFT",
            "Cause": "Practice",
            "What was learnt": None,
            "Status": "Open",
        },
        dict.fromkeys(HEADINGS) | {"Reference": "N2"},
    ]
    said_again = read(workbook({}, form), form)
    (settled,) = near_misses.ledger.of(read(workbook({"N1": {"Status": "Settled"}}, form), form).registers)
    assert (near_misses.ledger.of(said_again.registers), settled.settled_on) == ((), form.date)
    with pytest.raises(Problem) as refused:
        read(workbook({"N2": SAID | {"Looked into by": "Fire", "What nearly happened": None}}, form), form)
    first, second = refused.value.faults
    assert first == "Near misses, cell B6: nothing found; allowed: what nearly happened."
    assert second.startswith("Near misses, cell C6: found “Fire”; allowed: NPS, CRC")
