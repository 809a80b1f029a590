"""Finding text of a Word file that has no room on the page, or lies beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.documents.office.package import Node
from tasks.documents.office.text_colours import attribute

_ROOM = 80  # twips, four points: less than any line of letters needs
_BESIDE, _BEYOND = -3_000, 11_000  # twips: further left, or further in, than an A4 page reaches
_LOWER = 17_000  # twips: below an A4 page
_RAISED = 200  # half points
_CONDENSED = -80  # twips, taken from each letter's width
_EMU = 635  # of a drawing, in a twip
_PER_POINT = {"pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pc": 12.0, "pi": 12.0, "px": 0.75}
_MEASURE = re.compile(r"\s*\+?(-?\d*\.?\d+)\s*(pt|mm|cm|in|pc|pi|px|%)?\s*", re.IGNORECASE)
_ACROSS = ("left", "start", "right", "end", "firstLine", "hanging", "x", "w", "tblpX")
_DOWN = ("y", "tblpY")
_STYLE = re.compile(r"(margin-left|margin-top|left|top|width|height)\s*:\s*([^;]+)", re.IGNORECASE)


def measure(value: str, per_point: float) -> float | None:
    """Read a measure in a unit of which a point has ``per_point``; None for anything else.

    A number without a unit is in that unit already; one with a unit ("2cm") is converted.
    """
    match = _MEASURE.fullmatch(value)
    if match is None:
        return None
    unit = (match[2] or "").lower()
    return float(match[1]) * (_PER_POINT[unit] * per_point if unit in _PER_POINT else 1)


def is_off_page(mark: Node) -> bool:
    """Tell whether an indent or a frame puts text off the page."""
    across = [measure(attribute(mark, name), 20) for name in _ACROSS]
    down = [measure(attribute(mark, name), 20) for name in _DOWN]
    return any(length is not None and not _BESIDE <= length <= _BEYOND for length in across) or any(
        length is not None and not _BESIDE <= length <= _LOWER for length in down
    )


def has_no_line(mark: Node) -> bool:
    """Tell whether a paragraph's lines, or a table's row, are lower than letters need."""
    rule, value = (
        (attribute(mark, "lineRule"), "line")
        if attribute(mark, "lineRule")
        else (attribute(mark, "hRule"), "val")
    )
    height = measure(attribute(mark, value), 20)
    return rule == "exact" and height is not None and abs(height) <= _ROOM


def is_moved_away(mark: Node) -> bool:
    """Tell whether letters are raised or lowered out of their line."""
    value = measure(attribute(mark, "val"), 2)
    return value is not None and abs(value) > _RAISED


def is_condensed(mark: Node) -> bool:
    """Tell whether letters stand on each other."""
    value = measure(attribute(mark, "val"), 20)
    return value is not None and value <= _CONDENSED


def unseen_tables(root: Node) -> Iterator[Node]:
    """Yield cells behind another one, or without width, and tables beside the page."""
    for table in root.iter("{*}tbl"):
        is_fixed = any(
            attribute(element, "type") == "fixed" for element in table.iterfind("{*}tblPr/{*}tblLayout")
        )
        for cell in table.iterfind("{*}tr/{*}tc"):
            behind = (*cell.iterfind("{*}tcPr/{*}vMerge"), *cell.iterfind("{*}tcPr/{*}hMerge"))
            widths = [
                measure(attribute(element, "w"), 20)
                for element in cell.iterfind("{*}tcPr/{*}tcW")
                if attribute(element, "type") == "dxa"
            ]
            narrow = is_fixed and any(width is not None and width <= _ROOM for width in widths)
            if narrow or any(attribute(element, "val") in ("", "continue") for element in behind):
                yield cell
        moved = (*table.iterfind("{*}tblPr/{*}tblpPr"), *table.iterfind("{*}tblPr/{*}tblInd"))
        if any(is_off_page(element) for element in moved):
            yield table


def unseen_drawings(root: Node) -> Iterator[Node]:
    """Yield drawings and shapes without size, or beside the page."""
    for drawing in root.iter("{*}anchor", "{*}inline"):
        for element in drawing.iterchildren("{*}extent"):
            if any(_twips(attribute(element, side)) <= _ROOM for side in ("cx", "cy")):
                yield drawing
        for element in drawing.iter("{*}posOffset"):
            if not _BESIDE - 2_000 <= _twips(element.text or "") <= _LOWER:
                yield drawing
    for shape in root.iter("{*}shape", "{*}rect", "{*}roundrect"):
        for name, value in _STYLE.findall(shape.get("style", "")):
            number = measure(value, 20)
            if number is None:
                continue
            size = name.lower() in ("width", "height") and not value.strip().endswith("%")
            if (size and number <= _ROOM) or not _BESIDE - 2_000 <= number <= _LOWER:
                yield shape


def _twips(value: str) -> float:
    length = measure(value, 12_700)
    return _ROOM + 1 if length is None else length / _EMU
