"""What the documents are called."""

from __future__ import annotations

from dataclasses import replace

from forum.documents import ActionLog, AttendanceTable, Minutes
from samples import sample_of


def test_a_document_of_part_two_says_so_in_title_and_file_name() -> None:
    minutes = replace(sample_of(Minutes), part=2)
    assert minutes.title == "Minutes, part 2"
    assert minutes.file_name == "MASE-2027-01 minutes, part 2.docx"


def test_file_names_are_neutral_and_hold_no_slash() -> None:
    assert sample_of(ActionLog).file_name == "MASE-2027-01 action log.docx"
    assert sample_of(AttendanceTable).file_name == "MASE-2027-01 attendance table.docx"
