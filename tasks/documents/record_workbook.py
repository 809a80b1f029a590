"""The record workbook: written with what is known beforehand, and read back cell by cell."""

from __future__ import annotations

from forum.record import RecordForm, Sheets


def write_record(form: RecordForm) -> bytes:
    """The workbook (.xlsx) that goes to the unit the working day before, which is also the sign-in sheet."""
    raise NotImplementedError


def read_record(content: bytes, where: str) -> Sheets:
    """What a workbook that came back holds, and what is broken (renamed sheets, lost columns, formulas).

    Raises Problem when it cannot be opened as an .xlsx workbook. ``where`` names the file in the message.
    """
    raise NotImplementedError
