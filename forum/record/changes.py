"""The cells that differ in a record that is filed again, for the audit trail and for letters (own rule)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from forum.record.record import Sheets
from forum.text.cell_reader import Cell
from forum.text.wording import count, day_month, listed

MOST_NAMED = 10  # cells in a letter


@dataclass(frozen=True)
class ChangedCell:
    """A cell that differs. Only ``place`` goes into the audit trail and into letters."""

    place: str
    words: str


def changed_cells(before: Sheets, after: Sheets) -> tuple[ChangedCell, ...]:
    """Return the cells that differ, in the order of the sheets.

    Rows are counted without empty ones, so that an empty row put in between changes no row below it.
    """
    old, new = _cells(before), _cells(after)
    changes_found = []
    for key in [*new, *(key for key in old if key not in new)]:
        old_text, new_text = (cells[key].line if key in cells else "" for cells in (old, new))
        if old_text != new_text:
            place = (new if key in new else old)[key].place
            changes_found.append(
                ChangedCell(place, f"{place}: was {_quoted(old_text)}, now {_quoted(new_text)}")
            )
    return tuple(changes_found)


def describe_replacement(filed: dt.date, changed: Sequence[ChangedCell]) -> str:
    """Say in a sentence which cells differ from the record filed on that day, without their text."""
    last = f"the record filed on {day_month(filed)}"
    if not changed:
        return f"It says what {last} said: nothing has changed."
    places = [change.place for change in changed[:MOST_NAMED]]
    if more := len(changed) - len(places):
        places.append(count(more, "more cell"))
    return f"It replaces {last}. Different now: {listed(places)}."


def _cells(sheets: Sheets) -> dict[tuple[str, int, str], Cell]:
    """The cells by sheet, row and column."""
    return {
        (sheet, number, column): cell
        for sheet, rows in sheets.rows.items()
        for number, row in enumerate(row for row in rows if any(cell.line for cell in row.values()))
        for column, cell in row.items()
    }


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "empty"
