"""Finding text that a Word file keeps and shows on no page: in fields, choices, notes and unknown elements.

Reading the colours of a Word file's text and of what is behind it, by number or by name of its theme.
Finding text of a Word file that has no room on the page, or lies beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from tasks.documents.office.fields import Field, fields_of
from tasks.documents.office.package import Node

WHITE = 0xF4  # of 255, in each colour
UNKNOWN = frozenset({"a pattern or picture"})
_OWN_NAMES = {
    **dict.fromkeys(("background1", "light1", "bg1"), "lt1"),
    **dict.fromkeys(("background2", "light2", "bg2"), "lt2"),
    **dict.fromkeys(("text1", "dark1", "tx1"), "dk1"),
    **dict.fromkeys(("text2", "dark2", "tx2"), "dk2"),
}
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000ff", "cyan": "00ffff", "green": "00ff00", "magenta": "ff00ff",
    "red": "ff0000", "yellow": "ffff00", "white": "ffffff",
}  # fmt: skip
_HEX = re.compile(r"[0-9a-f]{6}")
_FILLS = ("{*}solidFill", "{*}gradFill", "{*}blipFill", "{*}pattFill", "{*}grpFill", "{*}noFill")
_CLEAR = 90_000  # of 100,000: letters that let so much light through are not seen


def attribute(node: Node, name: str) -> str:
    """Return an attribute by its local name, in any of Word's namespaces, without blanks around it."""
    for key, value in node.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value).strip()
    return ""


def is_white(colour: str) -> bool:
    return _HEX.fullmatch(colour) is not None and all(
        int(colour[at : at + 2], 16) >= WHITE for at in (0, 2, 4)
    )


class Colours:
    """The colours that a file's theme names.

    Where a file gives a number and a name, either may count: programs differ, and Office writes the same in
    both.
    """

    def __init__(self, roots: Iterable[Node]) -> None:
        self._theme = {"lt1": "ffffff", "dk1": "000000"}
        for root in roots:
            for scheme in root.iter("{*}clrScheme"):
                for named in scheme.iterchildren("{*}*"):
                    for colour in named.iterchildren("{*}srgbClr", "{*}sysClr"):
                        self._theme[named.tag.rpartition("}")[2]] = attribute(
                            colour, "val" if colour.tag.endswith("srgbClr") else "lastClr"
                        ).lower()

    def of_text(self, mark: Node) -> frozenset[str]:
        return self._said(mark, "val", "theme", "Color")

    def of_shade(self, mark: Node) -> frozenset[str]:
        """Return the colours of a shading; none where it leaves the page as it is."""
        match attribute(mark, "val").lower():
            case "nil":
                return frozenset()
            case "" | "clear":
                return self._said(mark, "fill", "themeFill")
            case "solid":
                return self._said(mark, "color", "theme", "Color")
            case _:
                return (
                    self._said(mark, "fill", "themeFill")
                    | self._said(mark, "color", "theme", "Color")
                    | UNKNOWN
                )

    def of_highlight(self, mark: Node) -> frozenset[str]:
        name = attribute(mark, "val").lower()
        return frozenset() if name in ("", "none") else frozenset({_HIGHLIGHTS.get(name, name)})

    def of_fill(self, around: Node | None) -> tuple[frozenset[str], bool]:
        """Return the colours of a drawing's or letter's own fill, and whether it is transparent."""
        fill = None if around is None else next(around.iterchildren(*_FILLS), None)
        if fill is None or fill.tag.endswith("noFill"):
            return frozenset(), fill is not None
        if not fill.tag.endswith("solidFill"):
            return UNKNOWN, False
        alpha = next(fill.iter("{*}alpha"), None)
        return frozenset(self._drawn(fill)), alpha is not None and attribute(alpha, "val").isdigit() and (
            int(attribute(alpha, "val")) >= _CLEAR
        )

    def of_box(self, text: Node) -> frozenset[str]:
        """Return the colours behind the text of a text box; none where the page is seen through it."""
        shape = next(text.iterancestors("{*}wsp", "{*}shape", "{*}rect", "{*}roundrect"), None)
        if shape is None:
            return frozenset()
        if not shape.tag.endswith("wsp"):
            colour = attribute(shape, "fillcolor").lower().lstrip("#")[:6]
            is_clear = attribute(shape, "filled").lower() in ("f", "false", "0") or colour in (
                "",
                "white",
                "window",
            )
            return frozenset() if is_clear else frozenset({colour})
        properties = shape.find("{*}spPr")
        if properties is not None and next(properties.iterchildren(*_FILLS), None) is not None:
            return self.of_fill(properties)[0]
        named = next(shape.iter("{*}fillRef"), None)
        return (
            frozenset() if named is None or attribute(named, "idx") == "0" else frozenset(self._drawn(named))
        )

    def _drawn(self, fill: Node) -> Iterator[str]:
        for colour in fill.iterchildren("{*}srgbClr", "{*}schemeClr", "{*}sysClr"):
            value = attribute(colour, "lastClr" if colour.tag.endswith("sysClr") else "val")
            yield self._theme.get(_OWN_NAMES.get(value, value), value.lower())

    def _said(self, mark: Node, number: str, theme: str, ending: str = "") -> frozenset[str]:
        colour, name = attribute(mark, number).lower(), attribute(mark, theme + ending)
        colours = {colour} if _HEX.fullmatch(colour) else set()
        if named := self._theme.get(_OWN_NAMES.get(name, name)):
            colours.add(_changed(named, attribute(mark, f"{theme}Tint"), attribute(mark, f"{theme}Shade")))
        return frozenset(colours)


def _changed(colour: str, tint: str, shade: str) -> str:
    """Mix a colour with white (tint) or black (shade); Word gives the share of it that is left, in hex."""
    if not _HEX.fullmatch(colour):
        return colour
    parts = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    for share, into in ((tint, 255), (shade, 0)):
        if re.fullmatch(r"[0-9a-fA-F]{1,2}", share):
            lightness = int(share, 16) / 255
            parts = [round(part * lightness + into * (1 - lightness)) for part in parts]
    return "".join(f"{part:02x}" for part in parts)


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


_SHOWING_FIELDS = frozenset(
    {
        "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "HYPERLINK", "TOC", "PAGEREF", "REF", "NOTEREF",
        "STYLEREF", "SEQ", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "TITLE", "FORMTEXT",
        "FORMCHECKBOX", "FORMDROPDOWN",
    }
)  # fmt: skip
"""Fields without words of a person in their instruction."""
_BARE = _SHOWING_FIELDS - {"HYPERLINK", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ"}
_FORMATS = ("\\@", "\\t", "\\#")
_KNOWN = (
    "http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "http://purl.oclc.org/",
    "urn:schemas-microsoft-com:", "http://www.w3.org/",
)  # fmt: skip
_OF_TEXT = ("wordprocessingml", "/math", "/markup-compatibility/")
_LETTERS = frozenset(
    {
        "t", "instrText", "delInstrText", "align", "posOffset", "pctWidth", "pctHeight", "pctPosHOffset",
        "pctPosVOffset",
    }
)  # fmt: skip
"""Elements whose text programs read; they pass over the text of all others."""
_CHOICES = ("{*}helpText", "{*}statusText", "{*}attr", "{*}listItem", "{*}listEntry", "{*}alias", "{*}tag")
_SENTENCE = 4  # words


def unprinted_text(root: Node) -> Iterator[Node]:
    """Yield every element of one part with text that no page shows."""
    texts: Any = root.xpath("//text()")
    for text in texts:
        around = text.getparent()
        if _says(text) and (text.is_tail or etree.QName(around).localname not in _LETTERS):
            yield around
    for node in root.iter(etree.Element):
        if _is_passed_over(node):
            yield node
    for node in root.iter(*_CHOICES):
        if any(len(str(value).split()) >= _SENTENCE for value in node.attrib.values()):
            yield node
    for node in root.iter("{*}AlternateContent"):
        if _differs(node):
            yield node
    for field in fields_of(root):
        if field.name and (field.name not in _SHOWING_FIELDS or _keeps_words(field)):
            yield field.marks[0]


def _is_passed_over(node: Node) -> bool:
    """Tell whether programs pass over an element with text, since they do not know its kind."""
    name, around = etree.QName(node), node.getparent()
    if not _is_known(name.namespace) and _says("".join(map(str, node.itertext()))):
        return True
    for key, value in node.items():
        if not _is_known(etree.QName(str(key)).namespace) and _says(str(value)):
            return True
    if around is None or name.localname not in ("r", "p") or "wordprocessingml" not in (name.namespace or ""):
        return False
    return not any(namespace in (etree.QName(around).namespace or "") for namespace in _OF_TEXT)


def unprinted_notes(roots: list[Node]) -> Iterator[Node]:
    """Yield notes to which no number leads, and separator lines with text in them."""
    for kind in ("footnote", "endnote"):
        ids = {attribute(element, "id") for root in roots for element in root.iter(f"{{*}}{kind}Reference")}
        for root in roots:
            for note in root.iter(f"{{*}}{kind}"):
                is_note = attribute(note, "type") in ("", "normal")
                if _says(text_in(note)) and not (is_note and attribute(note, "id") in ids):
                    yield note


def text_in(node: Node) -> str:
    return "".join((element.text or "") for element in node.iter("{*}t")).strip()


def _differs(alternatives: Node) -> bool:
    """Tell whether one of two alternatives has text that the other lacks, or none can be shown."""
    texts = {text_in(alternative) for alternative in alternatives}
    if not any(True for _ in alternatives.iterchildren("{*}Fallback")):
        required = {
            choice.nsmap.get(prefix)
            for choice in alternatives.iterchildren("{*}Choice")
            for prefix in attribute(choice, "Requires").split()
        }
        texts |= {""} if any(not _is_known(namespace or "?") for namespace in required) else set()
    return len(texts) > 1


def _keeps_words(field: Field) -> bool:
    """Tell whether a field that shows content of the file has words of its own in its instruction."""
    if any(_says(node.text or "") for node in field.hidden):
        return True
    words = field.words
    for before, word in zip([None, *words], words, strict=False):
        is_argument = before is not None and before.startswith("\\")
        if before in _FORMATS:
            continue
        if not word.startswith("\\") and (
            (field.name in _BARE and not is_argument) or len(word.split()) >= _SENTENCE
        ):
            return True
    return False


def _is_known(namespace: str | None) -> bool:
    return not namespace or namespace.startswith(_KNOWN)


def _says(text: str) -> bool:
    return any(letter.isalnum() for letter in text)
