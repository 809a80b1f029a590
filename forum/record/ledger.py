"""A register that meetings write: its lines on a sheet of the record, a column a field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from forum.record.cells import RecordReader, is_filled, typed_in
from forum.record.form import Beforehand, RecordForm
from forum.record.record import Sheets
from forum.text.cell_reader import Row
from forum.text.checks import folded
from forum.text.columns import Sheet, columns_of

Line = TypeVar("Line")
Values = dict[str, Any]
Check = Callable[[RecordReader, Row, Values], None]


@dataclass(frozen=True)
class Ledger(Generic[Line]):
    """A register whose lines are of a class with columns, the first of which has their references.

    ``help`` is its paragraph on the sheet Help, ``free`` its lines to type in. ``check`` notes what is wrong
    with a row as a whole; ``make`` makes a line of what was read, where the class does not. A row is read
    where it says something else than beforehand and than at the last filing; where a ledger is ``said_anew``,
    each time. One that was filed may not change where ``once`` says what is allowed in its place.
    """

    line: type[Line]
    name: str
    intro: str
    help: str
    free: int = 0
    check: Check | None = None
    make: Callable[[RecordForm, Values], Line] | None = None
    said_anew: bool = False
    once: str = ""

    @cached_property
    def sheet(self) -> Sheet:
        """Its sheet."""
        return Sheet(self.name, self.intro, columns_of(self.line), self.free)

    def of(self, lines: Mapping[str, tuple[Any, ...]]) -> tuple[Line, ...]:
        """Return its lines among those of all registers."""
        return lines.get(self.name, ())

    def beforehand(self, lines: Sequence[Line], stem: str) -> Beforehand:
        """Return what a form has of it: its lines, and the free ones by their references."""
        known = {str(getattr(line, self.sheet.columns[0].name)) for line in lines}
        numbered = (f"{stem}{number}" for number in range(1, self.free + 1))
        free = tuple(reference for reference in numbered if reference not in known)
        return Beforehand(self.name, tuple(lines), free)

    def rows(self, form: RecordForm) -> tuple[Mapping[str, object], ...]:
        """Return its rows as they are filled in beforehand; none where the group has no such register."""
        there, columns = form.register(self.name) or Beforehand(self.name), self.sheet.columns
        return (
            *(
                {column.heading: form.shown(column, getattr(line, column.name)) for column in columns}
                for line in there.lines
            ),
            *({columns[0].heading: reference} for reference in there.free),
        )

    def read(self, reader: RecordReader, rows: Sequence[Row], before: Sheets | None) -> tuple[Line, ...]:
        """Return the lines that a record tells of; faults are noted by the reader."""
        key, *columns = self.sheet.columns
        wanted = {column.name for column in columns if column.wanted}
        lines = []
        for reference, row in self._news(reader, rows, before):
            faults = len(reader.faults)
            values = {key.name: reference} | reader.values(columns, row)
            if self.check is not None:
                self.check(reader, row, values)
            if len(reader.faults) == faults and wanted <= values.keys():
                lines.append(self.make(reader.form, values) if self.make else self.line(**values))
        return tuple(lines)

    def _news(
        self, reader: RecordReader, rows: Sequence[Row], before: Sheets | None
    ) -> Iterator[tuple[str, Row]]:
        """Yield the rows that say something new, by their references. Since the last filing the register may
        have changed by the record of a later meeting."""
        key, given = self.sheet.columns[0].heading, self.sheet.given
        known = {str(row[key]): self._white(row) for row in self.rows(reader.form)}
        filed = before.rows.get(self.name, ()) if before and not self.said_anew else ()
        earlier = {folded(row[key].line): typed_in(row, given) for row in filed if is_filled(row, given)}
        kept = earlier if self.once else {}
        filled = [row for row in rows if is_filled(row, given) or folded(row[key].line) in kept]
        for reference, row in reader.rows_by(filled, key, known).items():
            now, last = typed_in(row, given), earlier.get(folded(reference))
            if self.once and last not in (None, now):
                reader.fault(row[self.sheet.white[0]], self.once)
            elif now not in (known[reference], last):
                yield reference, row

    def _white(self, row: Mapping[str, object]) -> dict[str, str]:
        """The text of the white cells of a row as it is filled in beforehand."""
        return {heading: " ".join(str(row.get(heading, "")).split()) for heading in self.sheet.white}
