"""Reading single cells of a record, against what was known of the meeting beforehand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from forum.record.record import RecordForm
from forum.text.cell_reader import Cell, CellReader, Row, cell_text
from forum.text.cell_values import A_DATE, parse_date
from forum.text.wording import long_date


def is_filled(row: Row, given: Collection[str]) -> bool:
    """Whether anything was typed into a row, beside what was given."""
    return any(cell_text(cell) for heading, cell in row.items() if heading not in given)


class Reader(CellReader):
    """Reads the cells of a record; ``form`` is what it was sent out with."""

    def __init__(self, form: RecordForm, faults: Iterable[str]) -> None:
        super().__init__(faults)
        self.form = form

    def later_date(self, cell: Cell) -> dt.date | None:
        """A date after the meeting, at most three years on; it must be there."""
        day = self.form.date
        found = parse_date(cell.value, day) if cell_text(cell) else None
        if found is None or not day < found <= day + dt.timedelta(days=3 * 365):
            after = "" if found is None else f" after the meeting on {long_date(day)}, at most three years on"
            self.fault(cell, A_DATE + after)
            return None
        return found
