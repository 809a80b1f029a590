"""The sheet Corrections of the record: what the meeting made of each that members want in the minutes (clause
6: a meeting confirms them; that each is answered is an own rule)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from forum.minutes.states import Confirmation
from forum.record.cells import RecordReader
from forum.record.form import RecordForm
from forum.record.ledger import Ledger, Values
from forum.text.cell_reader import Cell, Row
from forum.text.columns import given, line, yes_no
from forum.text.wording import listed, long_date


@dataclass(frozen=True, kw_only=True)
class CorrectionWanted:
    """A correction that a member wants in the minutes of an earlier meeting; whether they are among those
    that this meeting is to confirm, and what it made of it: ``because`` says why it did not make it."""

    reference: str = given("Reference", 18, added=True)
    person: str = given("From", 24)
    on: dt.date = given("On", 20, long_date)
    text: str = given("Correction", 70)
    made: bool | None = yes_no("Made", 10, "Did the meeting make it?", added=True)
    because: str = line("Because", 40, "Why it was not made", added=True)
    id: UUID
    is_of_last_minutes: bool = True


def _known(form: RecordForm) -> dict[str, CorrectionWanted]:
    there = form.register(CORRECTIONS.name)
    return {correction.reference: correction for correction in there.lines} if there else {}


def _check_row(reader: RecordReader, row: Row, values: Values) -> None:
    """Note a line that no correction has, and one that was not made for no reason."""
    known = _known(reader.form)
    if values["reference"] not in known:
        reader.fault(row["Reference"], listed(known, "or") or "no row here")
    if values.get("made") is False and "because" not in values:
        reader.fault(row["Because"], "why it was not made")


def check_corrections(
    reader: RecordReader,
    answers: Sequence[CorrectionWanted],
    last_minutes: Confirmation | None,
    cell: Cell | None,
) -> None:
    """Note where minutes are confirmed or amended with a correction open; ``cell`` is that of the last
    minutes."""
    answered = {answer.reference: answer for answer in answers}
    if cell is not None:
        for reference, correction in _known(reader.form).items():
            _check(reader, correction, answered.get(reference), last_minutes, cell)


def _check(
    reader: RecordReader,
    correction: CorrectionWanted,
    answer: CorrectionWanted | None,
    last_minutes: Confirmation | None,
    cell: Cell,
) -> None:
    if not correction.is_of_last_minutes or last_minutes in (None, Confirmation.DEFERRED):
        return
    which = f"{correction.reference}, which {correction.person} sent on {long_date(correction.on)}"
    if answer is None:
        say = "Say on the sheet Corrections whether it was made, or why not"
        reader.fault(cell, f"Deferred, while a correction is open: {which}. {say}")
    elif answer.made and last_minutes is Confirmation.CONFIRMED:
        reader.fault(cell, f"Amended, since a correction was made: {which}")


CORRECTIONS = Ledger(
    CorrectionWanted,
    "Corrections",
    "What members want corrected in the minutes: say of each whether the meeting made it, or why not.",
    "Say of each whether the meeting made it, or why not: whoever asked for it hears. One that comes after "
    "this workbook is on the next line by its reference, which the desk letter has.",
    check=_check_row,
    make=lambda form, values: replace(_known(form)[values["reference"]], **values),
    said_anew=True,
)
