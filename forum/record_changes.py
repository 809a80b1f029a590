"""What is different in a record that is filed again: the trail from one edition to the next (own rule)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from forum.cell_reader import said
from forum.record import Sheets
from forum.wording import count, day_month, listed

MOST_NAMED = 10  # cells in a letter


@dataclass(frozen=True)
class Change:
    """A cell that says something else; ``place`` alone goes into the audit trail and into letters."""

    place: str
    words: str


def changes(before: Sheets, after: Sheets) -> tuple[Change, ...]:
    """The cells that say something else than before, in the order of the sheets."""
    old, new = _cells(before), _cells(after)
    places = [*new, *(place for place in old if place not in new)]
    return tuple(
        Change(place, f"{place}: was {_quoted(old.get(place, ''))}, now {_quoted(new.get(place, ''))}")
        for place in places
        if old.get(place, "") != new.get(place, "")
    )


def replaced_in_words(filed: dt.date, changed: Sequence[Change]) -> str:
    """Say which cells of the record filed on a day are different, without what stands in them."""
    last = f"the record filed on {day_month(filed)}"
    if not changed:
        return f"It says what {last} said: nothing has changed."
    places = [change.place for change in changed[:MOST_NAMED]]
    if more := len(changed) - len(places):
        places.append(count(more, "more cell"))
    return f"It replaces {last}. Different now: {listed(places)}."


def _cells(sheets: Sheets) -> dict[str, str]:
    return {cell.place: said(cell) for rows in sheets.rows.values() for row in rows for cell in row.values()}


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "empty"
