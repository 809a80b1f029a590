"""The scripted minute-taker types where a person would, and nowhere else."""

from __future__ import annotations

import pytest

from rehearsals.leads import RecordEntries
from tasks.documents.record import write_record
from tests.record_form import fill_record, record_form
from tests.sheet_rows import sheet_rows


@pytest.fixture
def sent() -> bytes:
    return write_record(record_form())


def test_new_rows_go_below_those_already_typed(sent: bytes) -> None:
    once = fill_record(sent, RecordEntries(actions=({"Short title (no names)": "First"},)))
    twice = fill_record(once, RecordEntries(actions=({"Short title (no names)": "Second"},)))
    typed = {row["Reference"]: row["Short title (no names)"] for row in sheet_rows(twice, "Actions")}
    assert (typed["MASE/2027-01/01"], typed["MASE/2027-01/02"]) == ("First", "Second")
    assert typed["MASE/2027-01/03"] is None


def test_rows_already_there_are_found_by_their_first_column(sent: bytes) -> None:
    filled = fill_record(sent, RecordEntries(attendance={"KCHFT": {"Status": "Remote"}}))
    statuses = {row["Seat"]: row["Status"] for row in sheet_rows(filled, "Attendance")}
    assert (statuses["KCHFT"], statuses["CCGs"]) == ("Remote", None)


def test_a_row_can_be_emptied_but_keeps_what_is_given(sent: bytes) -> None:
    filled = fill_record(sent, RecordEntries(actions=({"Short title (no names)": "First"},)))
    emptied = fill_record(filled, RecordEntries(cleared={"Actions": ["MASE/2027-01/01"]}))
    assert sheet_rows(emptied, "Actions")[0]["Short title (no names)"] is None
    assert sheet_rows(emptied, "Actions")[0]["Reference"] == "MASE/2027-01/01"


@pytest.mark.parametrize(
    "entries",
    [
        RecordEntries(attendance={"No such seat": {"Status": "Present"}}),
        RecordEntries(attendance={"KCHFT": {"No such heading": "x"}}),
        RecordEntries(meeting={"No such line": "x"}),
    ],
)
def test_a_row_or_heading_that_is_not_there_stops_the_script(sent: bytes, entries: RecordEntries) -> None:
    with pytest.raises(KeyError, match="No such"):
        fill_record(sent, entries)
