"""The workbook with the records past their time: its columns, and the reviewer's decisions read."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from forum.retention.records import Decision
from forum.text.cell_reader import CellReader, Row
from forum.text.problem import Problem
from forum.text.wording import count

SHEET, NOT_YET = "Decide", "Not yet"
NUMBER, DECISION, WHY = "Number", "Decision", "Why"
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


def read_decisions(
    rows: Sequence[Row], numbers: Collection[int], where: str, faults: Sequence[str] = ()
) -> dict[int, tuple[Decision, str]]:
    """Return the reviewer's decision on the record of each number, and why.

    Raises Problem with every faulty cell in one list.
    """
    reader = CellReader(faults)
    known = {str(number): number for number in numbers}
    decisions = {
        known[number]: _decision(reader, row)
        for number, row in reader.rows_by(rows, NUMBER, known, all_wanted=True).items()
    }
    if reader.faults:
        things = count(len(reader.faults), "thing")
        raise Problem(
            f"{where} can’t be taken as it is: {things} to correct. Nothing has been recorded.", reader.faults
        )
    return decisions


def _decision(reader: CellReader, row: Row) -> tuple[Decision, str]:
    word, why = reader.choice(row[DECISION], Decision, needed=True), reader.line(row[WHY])
    decision = Decision(word or Decision.KEEP)
    if word and decision is not Decision.DESTROY and not why:
        reader.fault(row[WHY], f"the reason, or the archive; {decision} needs one")
    return decision, why
