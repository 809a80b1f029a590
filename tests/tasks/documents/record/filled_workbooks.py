"""The workbook of a record, filled in and changed."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pytest
from openpyxl import Workbook, load_workbook

from forum.record.checks import check_record
from forum.text.problem import Problem
from rehearsals.leads import RecordEntries
from tasks.documents.record import read_record, write_record
from tests.record_form import FILLED, fill_record, record_form

ENTRIES = RecordEntries(
    meeting=FILLED["Meeting"][""], attendance=FILLED["Attendance"], items={"5": {"Note": "Heard."}}
)


@cache
def filled() -> bytes:
    return fill_record(write_record(record_form()), ENTRIES)


def changed(change: Callable[[Workbook], object]) -> bytes:
    """The filled workbook after somebody did something to it that they should not."""
    workbook = load_workbook(io.BytesIO(filled()))
    change(workbook)
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def faults(content: bytes) -> tuple[str, ...]:
    with pytest.raises(Problem) as raised:
        check_record(record_form(), read_record(content, "record.xlsx"))
    return raised.value.faults
