"""Read single cells of a workbook, and collect every fault with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from forum.text.addresses import checked_address
from forum.text.cell_values import A_DATE, A_TIME, parse_date, parse_time
from forum.text.checks import checked_line, checked_text, folded
from forum.text.names_of_people import checked_name
from forum.text.problem import Problem
from forum.text.wording import count, listed, long_date

MOST_FAULTS = 200  # in a letter
LONGEST_QUOTED = 80  # characters of a cell that a fault quotes
YEARS = range(1990, 2101)  # those of a date
_UNSURE = "text; the cell holds a date or a time. Type it again with an apostrophe before it"


@dataclass(frozen=True)
class Cell:
    """A cell's value, and its place as a person finds it: "Attendance, cell F5"."""

    place: str
    value: str | int | float | bool | dt.date | dt.time | None

    @property
    def text(self) -> str:
        """The value as text; a whole number without ".0", as of a phone."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return "" if self.value is None else str(self.value)

    @property
    def line(self) -> str:
        """The value as text on one line."""
        return " ".join(self.text.split())


Row = dict[str, Cell]  # by the column's heading


class CellReader:
    """Reads cells, and collects their faults in ``faults``, so that the sender hears of all at once.

    The ``faults`` given are those of cells that couldn't be read at all, such as formulas; ``today`` places
    a date written without its year.
    """

    def __init__(self, faults: Iterable[str] = (), today: dt.date = dt.date.min) -> None:
        self.faults = list(faults)
        self.today = today
        self._unreadable = tuple(self.faults)

    def fault(self, cell: Cell, allowed: str) -> None:
        """Add the fault of a cell: its place, its value and what is allowed. A cell that couldn't be read has
        its fault already."""
        if any(earlier.startswith(f"{cell.place}: ") for earlier in self._unreadable):
            return
        text = long_date(cell.value) if isinstance(cell.value, dt.date) else cell.line
        short = text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"
        quotation = f"found “{short}”" if text else "nothing found"
        self.faults.append(f"{cell.place}: {quotation}; allowed: {allowed}.")

    def refuse_faults(self, where: str, outcome: str) -> None:
        """Raise Problem with the faults, if there are any; ``outcome`` is what has not been done.

        Of many it has the first, and how many more there are: a sheet wrong all over would fill the letter.
        """
        if not self.faults:
            return
        more = len(self.faults) - MOST_FAULTS
        things = count(len(self.faults), "thing")
        raise Problem(
            f"{where} can’t be taken as it is: {things} to correct. Nothing has been {outcome}.",
            [*self.faults[:MOST_FAULTS], *([f"And {more:,} more; correct these first."] if more > 0 else [])],
        )

    def text(self, cell: Cell, expectation: str = "") -> str:
        """Text with its line breaks. An empty cell is a fault where an ``expectation`` is given."""
        raw = cell.value if isinstance(cell.value, str) else cell.line
        if not raw and expectation:
            self.fault(cell, expectation)
        try:
            return checked_text(raw, cell.place).strip()
        except Problem as problem:
            self.faults.append(problem.sentence)
            return ""

    def line(self, cell: Cell, expectation: str = "") -> str:
        """Text on one line."""
        return self._on_a_line(cell, expectation, checked_line)

    def words(self, cell: Cell, expectation: str = "") -> str:
        """Text on one line. A date or a time is a fault: Excel may have made it of text."""
        if isinstance(cell.value, (dt.date, dt.time)):
            self.fault(cell, _UNSURE)
            return ""
        return self.line(cell, expectation)

    def name(self, cell: Cell, expectation: str = "") -> str:
        """A person's name on one line."""
        return self._on_a_line(cell, expectation, checked_name)

    def _on_a_line(self, cell: Cell, expectation: str, check: Callable[[str, str], str]) -> str:
        line = " ".join(self.text(cell, expectation).split())
        try:
            return check(line, cell.place)
        except Problem as problem:
            self.faults.append(problem.sentence)
            return ""

    def choice(self, cell: Cell, words: Iterable[str], *, needed: bool = False) -> str:
        """The one of these words that the cell has, as we write it; "" when the cell is empty or has another
        word, which is a fault."""
        by_folded = {folded(word): word for word in words}
        word_chosen = by_folded.get(folded(cell.line), "")
        if not word_chosen and (cell.line or needed):
            empty = "" if needed else ", or nothing"
            self.fault(cell, (listed(by_folded.values(), "or") or "nothing") + empty)
        return word_chosen

    def yes(self, cell: Cell, *, needed: bool = False) -> bool | None:
        """Yes or no; None when the cell is empty. A ticked box is a yes."""
        if isinstance(cell.value, bool):
            return cell.value
        short = {"y": "Yes", "n": "No"}.get(folded(cell.line))
        word = short or self.choice(cell, ("Yes", "No"), needed=needed)
        return {"Yes": True, "No": False}.get(word)

    def time(self, cell: Cell, *, needed: bool = False) -> dt.time | None:
        """A time of day; None when the cell is empty."""
        time = parse_time(cell.value) if cell.line else None
        if time is None and (cell.line or needed):
            self.fault(cell, A_TIME)
        return time

    def date(self, cell: Cell, allowed: str = A_DATE, *, needed: bool = False) -> dt.date | None:
        """A date; None when the cell is empty."""
        date = parse_date(cell.value, self.today) if cell.line else None
        if (date is None or date.year not in YEARS) and (cell.line or needed):
            self.fault(cell, allowed)
            return None
        return date

    def number(self, cell: Cell, most: int) -> int | None:
        """A whole number up to ``most``; None when the cell is empty."""
        text = cell.line
        if not text:
            return None
        if not text.isdecimal() or int(text) > most:
            self.fault(cell, f"a whole number up to {most}, or nothing")
            return None
        return int(text)

    def address(self, cell: Cell) -> str:
        """An email address that can be written to; "" when the cell is empty."""
        if not cell.line:
            return ""
        try:
            return checked_address(cell.text)
        except Problem as problem:
            self.faults.append(f"{cell.place}: {problem.sentence}")
            return ""

    def rows_by(
        self, rows: Iterable[Row], heading: str, known: Mapping[str, object], *, all_wanted: bool = False
    ) -> dict[str, Row]:
        """The rows by their value under ``heading``, which must be one of ``known`` and in one row only.

        With ``all_wanted`` a missing row is a fault.
        """
        names = {folded(name): name for name in known}
        rows_by_name: dict[str, Row] = {}
        for row in rows:
            name = names.get(folded(row[heading].line))
            if name is None:
                self.fault(row[heading], listed(known, "or") or "no row here")
            elif name in rows_by_name:
                self.fault(row[heading], f"each once; it is also in {rows_by_name[name][heading].place}")
            else:
                rows_by_name[name] = row
        missing = [name for name in known if name not in rows_by_name]
        if all_wanted and missing:
            self.faults.append(f"{heading}: the row of {listed(missing)} is missing; put it back as it was.")
        return rows_by_name
