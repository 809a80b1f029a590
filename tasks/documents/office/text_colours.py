"""Reading the colours of a Word file's text and of what is behind it, by number or by name of its theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
