"""The sheet Corrections of the record: what the meeting made of each that members want in the minutes (clause
6: a meeting confirms them; that each is answered is an own rule)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forum.minutes.states import Confirmation
from forum.record import sheets
from forum.record.cells import RecordReader, is_filled
from forum.record.form import FormCorrection, RecordForm
from forum.record.record import CorrectionRecord
from forum.text.cell_reader import Cell, Row
from forum.text.wording import long_date

GIVEN = tuple(column.heading for column in sheets.CORRECTIONS.columns if column.given)


def correction_rows(form: RecordForm) -> tuple[Mapping[str, object], ...]:
    """The rows of the sheet Corrections as they are filled in beforehand, with lines for those that come
    later."""
    return (
        *(
            {
                "Reference": correction.reference,
                "From": correction.person,
                "On": long_date(correction.on),
                "Correction": correction.text,
            }
            for correction in form.corrections
        ),
        *({"Reference": reference} for reference in form.later_corrections),
    )


def read_corrections(
    reader: RecordReader, rows: Sequence[Row], last_minutes: Confirmation | None, cell: Cell | None
) -> tuple[CorrectionRecord, ...]:
    """Return what the meeting made of corrections. Minutes are neither confirmed nor amended with one open;
    ``cell`` is that of the last minutes."""
    known = {correction.reference: correction for correction in reader.form.corrections}
    answers: dict[str, CorrectionRecord] = {}
    filled = [row for row in rows if is_filled(row, GIVEN)]
    for reference, row in reader.rows_by(filled, "Reference", known).items():
        made = reader.yes(row["Made"], needed=True)
        because = reader.line(row["Because"], "why it was not made" if made is False else "")
        if made is not None:
            answers[reference] = CorrectionRecord(known[reference].id, made, because)
    if cell is not None:
        for reference, correction in known.items():
            _check(reader, correction, answers.get(reference), last_minutes, cell)
    return tuple(answers.values())


def _check(
    reader: RecordReader,
    correction: FormCorrection,
    answer: CorrectionRecord | None,
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
