"""Opening a workbook by openpyxl without its pictures, charts, pivots and properties, which nobody reads."""

from __future__ import annotations

import datetime as dt
import io
import posixpath
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.text import Text
from openpyxl.comments.comment_sheet import CommentSheet
from openpyxl.packaging.relationship import RelationshipList, get_dependents
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import WorksheetReader
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.table import Table
from openpyxl.xml.constants import COMMENTS_NS, SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring, iterparse

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
