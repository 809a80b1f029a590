"""The workbooks of records past their time: the list, its reviewer's decisions read, and the certificate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from forum.retention.records import Decision
from forum.text.cell_reader import CellReader, Row
from forum.text.columns import Column, Kind, plain, to_read
from forum.text.wording import long_date

NUMBER, DECISION, WHY = "Number", "Decision", "Why"
KIND, RECORD, CLOSED = "Kind", "Record", "Closed"
SAID = (KIND, RECORD, CLOSED)
"""The columns by which a row says which record it is about."""
_NUMBER = Column(NUMBER, 10, kind=Kind.NUMBER, given=True)
_RECORD = (
    Column(KIND, 18, given=True),
    Column(RECORD, 46, given=True),
    Column(CLOSED, 14, kind=Kind.DATE, given=True),
    Column("Kept until", 14, kind=Kind.DATE, given=True),
    Column("Rows", 8, kind=Kind.NUMBER, given=True),
    Column("Documents", 11, kind=Kind.NUMBER, given=True),
)
SHEET = plain(
    "Decide",
    _NUMBER,
    *_RECORD,
    Column(DECISION, 14, choices=tuple(Decision)),
    Column(WHY, 50, hint="For KEEP the reason, for TRANSFER the archive."),
)
NOT_YET = to_read("Not yet", *_RECORD, Column("What keeps it", 70))
FACTS = to_read("Certificate", Column("About", 28), Column("On record", 80))
CERTIFIED = to_read(
    "Records",
    _NUMBER,
    *_RECORD,
    Column(DECISION, 14),
    Column(WHY, 30),
    Column("Outcome", 14),
    Column("Digest of its rows", 36),
)
HELP = (
    (
        "What this is",
        "Records that were kept for as long as the terms of the group say. Nothing goes until you have "
        "decided on each, and another person has it carried out.",
    ),
    ("KEEP", "The record stays, and comes up again. Say why."),
    ("DESTROY", "The record goes, with its documents. It cannot be brought back once the backups have gone."),
    ("TRANSFER", "The record is handed to an archive in a file, and then goes. Say to which archive."),
    (
        "Not yet",
        "The second sheet has the records that a hold keeps, or that other records refer to. Nothing is to "
        "be decided on them.",
    ),
)


def read_list_decisions(
    rows: Sequence[Row],
    listed: Mapping[int, Mapping[str, str | dt.date]],
    where: str,
    faults: Sequence[str] = (),
) -> dict[int, tuple[Decision, str]]:
    """Return the reviewer's decision on the record of each number, and why.

    ``listed`` is what the list said of each record, by its number and the columns of ``SAID``: a row that
    says otherwise is not taken, since its reviewer decided on another record. Raises Problem with every
    faulty cell in one list.
    """
    reader = CellReader(faults)
    known = {str(number): number for number in listed}
    by_number = reader.rows_by(rows, NUMBER, known, all_wanted=True)
    for number, row in by_number.items():
        for heading, said in listed[known[number]].items():
            if row[heading].value != said:
                shown = long_date(said) if isinstance(said, dt.date) else f"“{said}”"
                reader.fault(row[heading], f"{shown}, as the list has it for record {number}")
    decisions = {known[number]: _decision(reader, row) for number, row in by_number.items()}
    reader.refuse_faults(where, "recorded")
    return decisions


def _decision(reader: CellReader, row: Row) -> tuple[Decision, str]:
    word, why = reader.choice(row[DECISION], Decision, needed=True), reader.line(row[WHY])
    decision = Decision(word or Decision.KEEP)
    if word and decision is not Decision.DESTROY and not why:
        reader.fault(row[WHY], f"the reason, or the archive; {decision} needs one")
    return decision, why
