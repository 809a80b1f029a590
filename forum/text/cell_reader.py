"""Reading single cells of a workbook, and keeping every fault with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from forum.text.addresses import checked_address
from forum.text.cell_values import A_TIME, written_time
from forum.text.checks import checked_line, checked_text, folded
from forum.text.names_of_people import checked_name
from forum.text.problem import Problem
from forum.text.wording import listed

LONGEST_QUOTED = 80  # characters of what stands in a cell, where a fault tells of it


@dataclass(frozen=True)
class Cell:
    """What stands in a cell. ``place`` is how a person finds it: "Attendance, cell F5"."""

    place: str
    value: str | int | float | bool | dt.date | dt.time | dt.datetime | None


Row = dict[str, Cell]  # by the column's heading


def said(cell: Cell) -> str:
    """What stands in a cell, as text on one line; a whole number without ".0"."""
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(str(value).split())


class CellReader:
    """Reads cells and notes what is wrong with them, so that all faults are told at once."""

    def __init__(self, faults: Iterable[str] = ()) -> None:
        self.faults = list(faults)
        self._unreadable = tuple(self.faults)

    def fault(self, cell: Cell, allowed: str) -> None:
        """Note a faulty cell: where it is, what was found and what is allowed; a formula is told of once."""
        if any(one.startswith(f"{cell.place}: ") for one in self._unreadable):
            return
        text = said(cell)
        short = text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"
        found = f"found “{short}”" if text else "nothing found"
        self.faults.append(f"{cell.place}: {found}; allowed: {allowed}.")

    def text(self, cell: Cell, wanted: str = "") -> str:
        """Text as it stands, line breaks kept; a fault when it is empty and ``wanted`` says what for."""
        raw = cell.value if isinstance(cell.value, str) else said(cell)
        if not raw and wanted:
            self.fault(cell, wanted)
        try:
            return checked_text(raw, cell.place).strip()
        except Problem as problem:
            self.faults.append(problem.sentence)
            return ""

    def line(self, cell: Cell, wanted: str = "") -> str:
        """Text on one line."""
        return self._on_a_line(cell, wanted, checked_line)

    def name(self, cell: Cell, wanted: str = "") -> str:
        """Somebody's name."""
        return self._on_a_line(cell, wanted, checked_name)

    def _on_a_line(self, cell: Cell, wanted: str, check: Callable[[str, str], str]) -> str:
        line = " ".join(self.text(cell, wanted).split())
        try:
            return check(line, cell.place)
        except Problem as problem:
            self.faults.append(problem.sentence)
            return ""

    def choice(self, cell: Cell, words: Iterable[str], *, needed: bool = False) -> str:
        """One of these words as we write it; "" when the cell is empty, or its word is none of them."""
        known = {folded(word): word for word in words}
        found = known.get(folded(said(cell)), "")
        if not found and (said(cell) or needed):
            empty = "" if needed else ", or nothing"
            self.fault(cell, (listed(known.values(), "or") or "nothing") + empty)
        return found

    def yes(self, cell: Cell, *, needed: bool = False) -> bool | None:
        """Yes or no; None when the cell is empty. A ticked box is a yes."""
        if isinstance(cell.value, bool):
            return cell.value
        short = {"y": "Yes", "n": "No"}.get(folded(said(cell)))
        word = short or self.choice(cell, ("Yes", "No"), needed=needed)
        return {"Yes": True, "No": False}.get(word)

    def time(self, cell: Cell, *, needed: bool = False) -> dt.time | None:
        found = written_time(cell.value) if said(cell) else None
        if found is None and (said(cell) or needed):
            self.fault(cell, A_TIME)
        return found

    def number(self, cell: Cell, most: int) -> int | None:
        """A whole number up to ``most``; None when the cell is empty."""
        text = said(cell)
        if not text:
            return None
        if not text.isdecimal() or int(text) > most:
            self.fault(cell, f"a whole number up to {most}, or nothing")
            return None
        return int(text)

    def address(self, cell: Cell) -> str:
        """An email address that can be written to; "" when the cell is empty."""
        if not said(cell):
            return ""
        try:
            return checked_address(str(cell.value))
        except Problem as problem:
            self.faults.append(f"{cell.place}: {problem.sentence}")
            return ""

    def rows_by(
        self, rows: Iterable[Row], heading: str, known: Mapping[str, object], *, all_wanted: bool = False
    ) -> dict[str, Row]:
        """The rows by what stands under ``heading``, which must be one of ``known`` and in one row only."""
        names = {folded(name): name for name in known}
        found: dict[str, Row] = {}
        for row in rows:
            name = names.get(folded(said(row[heading])))
            if name is None:
                self.fault(row[heading], listed(known, "or") or "no row here")
            elif name in found:
                self.fault(row[heading], f"each once; it is also in {found[name][heading].place}")
            else:
                found[name] = row
        lost = [name for name in known if name not in found]
        if all_wanted and lost:
            self.faults.append(f"{heading}: the row of {listed(lost)} is missing; put it back as it was.")
        return found
