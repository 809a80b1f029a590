"""Checking the record of a meeting: all cells right and all is recorded, or nothing is (own rule, for clause 6)."""

from __future__ import annotations

from forum.record import Record, RecordForm, Sheets


def check_record(form: RecordForm, sheets: Sheets) -> Record:
    """The record that the sheets hold.

    Raises Problem with every faulty cell in one list: sheet, cell, what was found and what is allowed.
    """
    raise NotImplementedError
