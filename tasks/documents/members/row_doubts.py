"""Doubts about the rows of a unit's own list: struck through, hidden, or with a word that somebody left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forum.members.list_doubts import Doubt, is_vacant, may_be_vacant, says_away, says_left, says_no_end
from forum.text.cell_reader import Cell
from forum.text.cell_values import parse_date
from forum.text.wording import long_date
from tasks.documents.members.list_table import Table
from tasks.documents.workbooks.reading import heading_key, is_hidden, is_struck_through, read_cell

_LEAVE_OUT = "Leave {} out?"
_LAST_DAYS = frozenset(("to", "until", "end", "enddate", "ended", "memberto", "memberuntil", "dateofleaving"))
"""The headings of columns of last days that don't speak of leaving, in the form of ``heading_key``."""


@dataclass(frozen=True)
class RowDoubts:
    """The doubts about each row of a table, on a day."""

    table: Table
    today: dt.date

    def about_row(self, row: int, heading: str) -> Doubt | None:
        """Return the doubt about a whole row that is hidden, or stands under a ``heading`` of people who have
        left."""
        place, name = f"{self.table.sheet.title}, row {row}", _label(self.table.names(row), "the row")
        if heading:
            words, remedy = (
                f"{name} is under “{heading}”",
                "Take the row out, or put it above that heading if they are a member.",
            )
        elif is_hidden(self.table.sheet, row):
            words, remedy = (
                f"the row of {name} is hidden or filtered out",
                "Take the row out, or show it if they are a member.",
            )
        else:
            return None
        return Doubt(place, words, _LEAVE_OUT.format("the row"), remedy)

    def about_member(self, row: int) -> Doubt | None:
        """Return the first doubt about the member in a row, None where nobody is named or all is clear."""
        columns = [column for column in self.table.filled(row) if not self.table.is_of_deputy(column)]
        return self._about_person(row, self.table.names(row), columns)

    def about_deputy(self, row: int) -> Doubt | None:
        """Return the first doubt about the deputy in a row, None where nobody is named or all is clear."""
        columns = [column for column in self.table.filled(row) if self.table.is_of_deputy(column)]
        return self._about_person(row, [self.table.cell(row, "deputy")], columns)

    def _about_person(self, row: int, names: list[Cell], columns: list[int]) -> Doubt | None:
        if is_vacant(" ".join(cell.line for cell in names).strip()):
            return None
        label = _label(names, "this person")
        doubts = (
            *_in_names(names),
            *self._in_words(row, columns, names, label),
            *self._past_days(row, columns, label),
            *self._struck(row, columns, label),
        )
        return next(iter(doubts), None)

    def _in_words(self, row: int, columns: Iterable[int], names: list[Cell], label: str) -> Iterator[Doubt]:
        places = {cell.place for cell in names}
        for column in columns:
            cell = read_cell(self.table.sheet, row, column)
            if cell.place in places or "@" in cell.line:
                continue
            if says_away(cell.line):
                yield Doubt(
                    cell.place,
                    f"it says that {label} is away, or acts for somebody",
                    _LEAVE_OUT.format(label),
                    "Take the row out if they are no member. Take these words out if they are; who acts for "
                    "whom is on the sheet “Cover” of the members’ workbook.",
                )
            elif says_left(cell.line):
                yield Doubt(
                    cell.place,
                    f"“{cell.line}” beside {label}",
                    _LEAVE_OUT.format(label),
                    "Take the row out, or these words if they are a member.",
                )

    def _past_days(self, row: int, columns: Iterable[int], label: str) -> Iterator[Doubt]:
        """Yield a doubt for a last day that has passed, in a column whose heading says that it has last
        days."""
        for column in columns:
            heading = self.table.headings[column]
            if not (says_left(heading) or heading_key(heading) in _LAST_DAYS):
                continue
            cell = read_cell(self.table.sheet, row, column)
            day = parse_date(cell.value, self.today)
            if (day is None or day >= self.today) and (day is not None or says_no_end(cell.line)):
                continue
            yield Doubt(
                cell.place,
                f"“{heading}” of {label} is {long_date(day) if day else f'“{cell.line}”'}",
                _LEAVE_OUT.format(label),
                "Take the row out, or empty this cell if they are a member.",
            )

    def _struck(self, row: int, columns: Iterable[int], label: str) -> Iterator[Doubt]:
        for column in columns:
            if is_struck_through(self.table.sheet, row, column):
                yield Doubt(
                    read_cell(self.table.sheet, row, column).place,
                    f"struck through, in the row of {label}",
                    _LEAVE_OUT.format(label),
                    "Take out what is struck through, or take the line off.",
                )


def _in_names(names: Iterable[Cell]) -> Iterator[Doubt]:
    for cell in names:
        if says_away(cell.line):
            yield Doubt(
                cell.place,
                "more than a name: it says that somebody is away, or acts for somebody",
                _LEAVE_OUT.format("the row"),
                "Give the name of the member alone; who acts for them is on the sheet “Cover” of the "
                "members’ workbook.",
            )
        elif says_left(cell.line):
            yield Doubt(
                cell.place,
                f"“{cell.line}” is more than a name",
                _LEAVE_OUT.format("this person"),
                "Take the row out, or give the name alone.",
            )
        elif may_be_vacant(cell.line):
            yield Doubt(
                cell.place,
                f"“{cell.line}” may be a vacant place",
                "Take the place as vacant?",
                "Write “vacant” alone, or the name alone.",
            )


def _label(names: Iterable[Cell], otherwise: str) -> str:
    """Return the name in the cells of a row, for words about it; ``otherwise`` where there is none."""
    return " ".join(cell.line for cell in names if cell.line) or otherwise
