"""Checking the record of a meeting: all cells right, or nothing is recorded (where the terms are silent)."""

from __future__ import annotations

from forum.record import Record, RecordForm, Sheets


def check_record(form: RecordForm, sheets: Sheets) -> Record:
    """The record that the sheets hold.

    Raises Problem with every faulty cell in one list: sheet, cell, what was found and what is allowed.
    """
    raise NotImplementedError
