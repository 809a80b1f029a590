"""Read single cells of a record against the form that was sent out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from forum.record.record import RecordForm
from forum.text.cell_reader import Cell, CellReader, Row, cell_text
from forum.text.cell_values import A_DATE, parse_date
from forum.text.wording import long_date


def is_filled(row: Row, headings_given: Collection[str]) -> bool:
    """Say whether a row has anything beside the columns that were filled in beforehand."""
    return any(cell_text(cell) for heading, cell in row.items() if heading not in headings_given)


class RecordReader(CellReader):
    """Reads the cells of a record; ``form`` is the form that was sent out."""

    def __init__(self, form: RecordForm, faults: Iterable[str]) -> None:
        super().__init__(faults)
        self.form = form

    def later_date(self, cell: Cell) -> dt.date | None:
        """A date after the meeting, at most three years on; an empty cell is a fault."""
        day = self.form.date
        date = parse_date(cell.value, day)
        if date is None or not day < date <= day + dt.timedelta(days=3 * 365):
            after = "" if date is None else f" after the meeting on {long_date(day)}, at most three years on"
            self.fault(cell, A_DATE + after)
            return None
        return date
