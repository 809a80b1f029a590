"""Checking the demands of a workbook from its XML before it is opened: cells of an area, styles, sheets.

A few bytes can ask for millions of cells; a workbook of a forum asks for some thousands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.utils import range_boundaries

from forum.text.problem import Problem
from tasks.documents.office.xml_checks import ElementBudget, check_xml

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
