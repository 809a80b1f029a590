"""What is different in a record that is filed again: the trail from one edition to the next (own rule)."""

from __future__ import annotations

from dataclasses import dataclass

from forum.cell_reader import said
from forum.record import Sheets


@dataclass(frozen=True)
class Change:
    """A cell that says something else; ``place`` alone goes into the audit trail."""

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


def _cells(sheets: Sheets) -> dict[str, str]:
    return {cell.place: said(cell) for rows in sheets.rows.values() for row in rows for cell in row.values()}


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "empty"
