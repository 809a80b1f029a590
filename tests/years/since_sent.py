"""What a minute-taker enters otherwise, since things have changed once the record workbook was sent."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl import Workbook

from forum.record.record import RecordForm
from forum.record.registers import CORRECTIONS
from rehearsals.leads import Typed, rows_typed
from tests.years.journal import Sat

LAST_MINUTES = "Last minutes"


def said_of_last_minutes(form: RecordForm, sheets: Workbook) -> tuple[str, Mapping[str, Mapping[str, Typed]]]:
    """Return the word on the last minutes, and the rows on what was wanted corrected in them: each was made.

    Corrections that came once the workbook was out have the minutes deferred to the next meeting.
    """
    (said,) = (row[1].value for row in sheets["Meeting"].iter_rows() if row[0].value == LAST_MINUTES)
    if said or not form.has_last_minutes:
        return str(said or ""), {}
    beforehand = form.register(CORRECTIONS.name)
    wanted = {each.reference: each for each in beforehand.lines} if beforehand else {}
    on_sheet = [str(row["Reference"]) for row in rows_typed(sheets, CORRECTIONS.name)] if wanted else []
    rows = {reference: {"Made": "Yes"} for reference in wanted if reference in on_sheet}
    if any(each.is_of_last_minutes for reference, each in wanted.items() if reference not in rows):
        word = "Deferred"
    else:
        word = "Amended" if any(wanted[reference].is_of_last_minutes for reference in rows) else "Confirmed"
    return word, {CORRECTIONS.name: rows} if rows else {}


def new_holders(sheets: Workbook, seats: Mapping[str, Sat]) -> Mapping[str, Typed]:
    """Return for each seat what is typed over its row where somebody else has come to it since the workbook
    was made."""
    made_for = {str(row["Seat"]): row["Holder"] for row in rows_typed(sheets, "Attendance")}
    return {
        name: {"Holder": seat.holder, "Stayed for part 2": None}
        if seat.holder and made_for[name] != seat.holder
        else {}
        for name, seat in seats.items()
    }
