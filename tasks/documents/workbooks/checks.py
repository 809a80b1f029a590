"""Checking the demands of a workbook from its XML before it is opened: cells of an area, styles, sheets.

Opening a workbook by openpyxl without its pictures, charts, pivots and properties, which nobody reads.

A few bytes can ask for millions of cells; a workbook of a forum asks for some thousands.
"""

from __future__ import annotations

import datetime as dt
import io
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.text import Text
from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import RelationshipList, get_dependents
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._reader import WorksheetReader
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.table import Table
from openpyxl.xml.constants import COMMENTS_NS, SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring, iterparse

from forum.text.problem import Problem
from tasks.documents.office.file_checks import ElementBudget, check_xml

MOST_AREAS = 500  # of merged cells in a workbook, and cells in an area
_MOST_CELLS_OF_LINKS = 5_000
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384  # of a sheet
_MOST_ELEMENTS = 400_000
_MOST_RANGES = 20_000  # of cells with a choice or a colour
_LONGEST_FORMAT, _LONGEST_FORMULA, _LONGEST_MARGIN = 255, 8_192, 255  # as Excel has it
_MOST_TRANSLATED = 200_000  # characters of formulas that stand in many cells but are written once
_MOST: Mapping[str, int] = {"sheet": 100, "xf": 5_000, "Relationship": 1_000, "numFmt": 1_000, "row": 30_000}
_CELLS = frozenset({"c", "v", "is", "t", "si"})  # elements that are quickly read
_MOST_OTHERS = 40_000
_MARGINS = frozenset(
    f"{pages}{place}" for pages in ("odd", "even", "first") for place in ("Header", "Footer")
)
_UNMERGE = "Unmerge them and send it again."
_WITH_TEXT = frozenset({"f", "definedName", *_MARGINS})
_WORDS = {
    "sheet": "sheets",
    "xf": "formats",
    "Relationship": "links",
    "numFmt": "number formats",
    "row": "rows",
}


@dataclass
class WorkbookChecks:
    """Counts over all parts of a workbook; messages call the file ``where``."""

    where: str
    areas: int = 0
    linked: int = 0
    ranges: int = 0
    others: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    formulas: dict[str, int] = field(default_factory=dict)
    translated: int = 0
    texts: list[str] = field(default_factory=list)
    shared: str | None = None

    def element(self, written: str, attributes: dict[str, str]) -> None:
        """Count an element. Raises Problem for one too many."""
        name = written.rpartition(":")[2]
        if name in _CELLS:
            return
        self.others += name != "row"
        if self.others > _MOST_OTHERS:
            raise self._problem("is made up of far more")
        local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name in _MOST:
            self._count(name)
        if name in _WITH_TEXT:
            self.texts.clear()
        match name:
            case "mergeCell":
                self._merged(local.get("ref", ""))
            case "hyperlink" | "comment" | "table":
                self._linked(local.get("ref", ""))
            case "numFmt" if len(local.get("formatCode", "")) > _LONGEST_FORMAT:
                raise self._problem("has a longer number format")
            case "f":
                self.shared = local.get("si", "") if local.get("t") == "shared" else None
                self._translate(self.formulas.get(self.shared or "", 0))
        if "sqref" in local:
            self.ranges += local["sqref"].count(" ") + 1
            if self.ranges > _MOST_RANGES:
                raise self._problem("has drop-down lists or colour rules in far more cells")

    def ended(self, written: str) -> None:
        """Check an element's text at its end."""
        name = written.rpartition(":")[2]
        if name not in _WITH_TEXT:
            return
        length = sum(map(len, self.texts))
        if name in _MARGINS and length > _LONGEST_MARGIN:
            raise self._problem("has a longer header or footer")
        if length > _LONGEST_FORMULA:
            raise self._formulas()
        if name == "f" and self.shared is not None:
            self.formulas[self.shared] = max(self.formulas.get(self.shared, 0), length)
            self._translate(length)

    def _translate(self, length: int) -> None:
        self.translated += length
        if self.translated > _MOST_TRANSLATED:
            raise self._formulas()

    def _count(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1
        if self.counts[name] > _MOST[name]:
            raise self._problem(f"has far more {_WORDS[name]}")

    def _merged(self, area: str) -> None:
        self.areas += 1
        if self.areas > MOST_AREAS:
            raise Problem(f"{self.where} has more than {MOST_AREAS} areas of merged cells. {_UNMERGE}")
        if _size(area) > MOST_AREAS:
            raise Problem(f"{self.where}: the cells {_named(area)} are merged. {_UNMERGE}")

    def _linked(self, area: str) -> None:
        self.linked += _size(area)
        if self.linked > _MOST_CELLS_OF_LINKS:
            raise Problem(
                f"{self.where} has links, notes or tables over far too many cells, the last over "
                f"{_named(area)}. Take them off and send it again."
            )

    def _problem(self, has: str) -> Problem:
        return Problem(
            f"{self.where} {has} than one of our workbooks, and was not read. Copy what you typed into the "
            "workbook as it was sent, and send that."
        )

    def _formulas(self) -> Problem:
        return Problem(f"{self.where} has very long formulas, and was not read. Type the values themselves.")


def check_workbook(parts: Mapping[str, bytes], where: str) -> None:
    """Raise Problem for a workbook that asks for far more than one of ours does, naming the excess."""
    checks, counted = WorkbookChecks(where), ElementBudget(_MOST_ELEMENTS)
    for text in parts.values():
        checks.formulas.clear()  # each sheet numbers its own
        check_xml(text, counted, seen=checks.element, ended=checks.ended, said=checks.texts.append)


def _size(area: str) -> int:
    """Return the cells of an area, also of whole columns; 0 for anything else, which openpyxl refuses."""
    try:
        left, top, right, bottom = range_boundaries(area.rpartition("!")[2].strip().upper() or "A1")
    except (ValueError, TypeError):
        return 0
    columns = (right or _MOST_COLUMNS) - (left or 1) + 1
    rows = (bottom or _MOST_ROWS) - (top or 1) + 1
    return abs(columns * rows)


def _named(area: str) -> str:
    return area.strip()[:40]


_MOMENTS = (dt.date, dt.time, dt.timedelta)
_STRING = f"{{{SHEET_MAIN_NS}}}si"
_TYPES = {"n", "s", "b", "e", "f", "d"}  # of cells, as openpyxl writes them


class StruckText(str):
    """The text of a cell, a part of which is struck through."""

    __slots__ = ()


def open_workbook(content: bytes) -> Workbook:
    """Open the workbook with its sheets, notes, tables and formats; it can be saved again, whatever was in
    it.

    Raises the errors of openpyxl for a broken workbook.
    """
    reader = _Reader(io.BytesIO(content), keep_links=False)
    reader.read()
    workbook: Workbook = reader.wb
    for sheet in workbook.worksheets:
        for cell in sheet._cells.values():
            if isinstance(cell, Cell):
                _settle(cell)
    return workbook


class _Reader(ExcelReader):
    """Reads each sheet once, however often the workbook names it."""

    def read_properties(self) -> None:
        """Leave out the authors."""

    def read_custom(self) -> None:
        """Leave out custom properties."""

    def read_strings(self) -> None:
        """Read the texts of all cells as openpyxl does, and keep which have a part struck through."""
        package: Any = self.package
        table = package.find(SHARED_STRINGS)
        if table is None:
            return
        with self.archive.open(table.PartName[1:]) as source:
            for _, node in iterparse(source):
                if node.tag == _STRING:
                    self.shared_strings.append(_text(Text.from_tree(node)))
                    node.clear()

    def read_worksheets(self) -> None:
        targets = set[str]()
        for named, relation in self.parser.find_sheets():
            target: str = relation.target
            if target not in self.valid_files or "chartsheet" in relation.Type:
                continue
            if target in targets:
                raise ValueError("two sheets are one")
            targets.add(target)
            sheet: Any = self.wb.create_sheet(named.name)
            self._read_sheet(sheet, target)
            sheet.sheet_state = named.state

    def _read_sheet(self, sheet: Any, target: str) -> None:
        relations, relations_path = (
            RelationshipList(),
            posixpath.join(posixpath.dirname(target), "_rels", f"{posixpath.basename(target)}.rels"),
        )
        if relations_path in self.valid_files:
            relations = get_dependents(self.archive, relations_path)
        sheet._rels = relations
        with self.archive.open(target) as source:
            reading = WorksheetReader(sheet, source, self.shared_strings, self.data_only, self.rich_text)
            reading.bind_all()
        sheet.legacy_drawing = None
        for path in {relation.target for relation in relations.find(COMMENTS_NS)}:
            for at, note in self._parsed(CommentSheet, path).comments:
                cell = sheet[at]
                if isinstance(cell, Cell):
                    cell.comment = note
        for path in reading.tables:
            sheet.add_table(self._parsed(Table, path))

    def _parsed(self, kind: Any, path: str) -> Any:
        return kind.from_tree(fromstring(self.archive.read(path)))


def _text(text: Any) -> str:
    content = text.content.replace("x005F_", "")
    is_struck = any(run.rPr is not None and run.rPr.strike for run in text.r)
    return StruckText(content) if is_struck else content


def _settle(cell: Any) -> None:
    """Make a cell's type fit its value: openpyxl takes both from the file, and would fail to save them."""
    if isinstance(cell._value, (ArrayFormula, DataTableFormula)):
        cell._value = str(getattr(cell._value, "text", None) or "=")
    if cell._value is None:
        cell.data_type = "n"
    elif isinstance(cell._value, _MOMENTS):
        cell.data_type = "d"
    elif cell.data_type not in _TYPES or cell.data_type == "d":
        cell.data_type, cell._value = "s", str(cell._value)
