"""Read single cells of a record against the form that was sent out.

The cells that differ in a record that is filed again, for the audit trail and for letters (own rule).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forum.record.record import FormItem, RecordForm, Sheets
from forum.text.cells import A_DATE, Cell, CellReader, Row, parse_date
from forum.text.columns import Column, Kind
from forum.text.wording import count, day_month, listed, long_date


def is_filled(row: Row, headings_given: Collection[str]) -> bool:
    """Say whether a row has anything beside the columns that were filled in beforehand."""
    return any(cell.line for heading, cell in row.items() if heading not in headings_given)


def same_row(row: Row, other_row: Row) -> bool:
    """Say whether two rows have the same text in each column."""
    return typed_in(row, ()) == typed_in(other_row, ())


def typed_in(row: Row, headings_given: Collection[str]) -> dict[str, str]:
    """The text of a row beside the columns that were filled in beforehand."""
    return {heading: cell.line for heading, cell in row.items() if heading not in headings_given}


class RecordReader(CellReader):
    """Reads the cells of a record; ``form`` is the form that was sent out."""

    def __init__(self, form: RecordForm, faults: Iterable[str]) -> None:
        super().__init__(faults, form.date)
        self.form = form

    def values(self, columns: Iterable[Column], row: Row) -> dict[str, Any]:
        """What the cells of a register's row hold, by the fields of its line; nothing of empty cells."""
        values = {
            column.name: self._value(column, row[column.heading]) for column in columns if not column.given
        }
        return {name: value for name, value in values.items() if value not in (None, "")}

    def _value(self, column: Column, cell: Cell) -> Any:
        words = self.form.meanings(column)
        match column.kind:
            case Kind.TEXT:
                return self.text(cell, column.wanted)
            case Kind.LINE:
                return self.line(cell, column.wanted)
            case Kind.CHOICE:
                return words.get(self.choice(cell, words, needed=bool(column.wanted)))
            case Kind.LATER_DAY:
                return self.later_date(cell)
            case Kind.YES_NO:
                return self.yes(cell, needed=bool(column.wanted))
            case Kind.ENDED:
                return self.form.date if self.choice(cell, words) == [*words][-1] else None

    def later_date(self, cell: Cell) -> dt.date | None:
        """A date after the meeting, at most three years on; an empty cell is a fault."""
        day = self.form.date
        date = parse_date(cell.value, day)
        if date is None or not day < date <= day + dt.timedelta(days=3 * 365):
            after = "" if date is None else f" after the meeting on {long_date(day)}, at most three years on"
            self.fault(cell, A_DATE + after)
            return None
        return date

    def item(self, cell: Cell, *, needed: bool = False) -> FormItem | None:
        """The item with this number; None for an empty cell, which is a fault where ``needed``."""
        items = {item.number: item for item in self.form.items}
        return items.get(self.choice(cell, items, needed=needed))

    def check_part(self, cell: Cell, references: Mapping[str, int], of_line: int, part: int) -> None:
        """Add a fault for what stands on a line of the other part: its number would betray part 2 (own
        rule)."""
        if part != of_line:
            first = next(reference for reference, of_part in references.items() if of_part == part)
            self.fault(cell, f"what belongs to part {of_line}; part {part} has the lines from {first} on")


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
