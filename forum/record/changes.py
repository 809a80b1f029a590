"""What is different in a record that is filed again: the trail from one edition to the next (own rule)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from forum.record.record import Sheets
from forum.text.cell_reader import Cell, cell_text
from forum.text.wording import count, day_month, listed

MOST_NAMED = 10  # cells in a letter


@dataclass(frozen=True)
class Change:
    """A cell that says something else; ``place`` alone goes into the audit trail and into letters."""

    place: str
    words: str


def changes(before: Sheets, after: Sheets) -> tuple[Change, ...]:
    """The cells that say something else than before, in the order of the sheets. Rows are counted without
    empty ones, so that a row that somebody put in between is no change of all below it.
    """
    old, new = _cells(before), _cells(after)
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        was, now = (cell_text(cells[key]) if key in cells else "" for cells in (old, new))
        if was != now:
            place = (new if key in new else old)[key].place
            found.append(Change(place, f"{place}: was {_quoted(was)}, now {_quoted(now)}"))
    return tuple(found)


def replaced_in_words(filed: dt.date, changed: Sequence[Change]) -> str:
    """Say which cells of the record filed on a day are different, without what stands in them."""
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
        for number, row in enumerate(row for row in rows if any(map(cell_text, row.values())))
        for column, cell in row.items()
    }


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "empty"
