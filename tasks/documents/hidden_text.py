"""Text that stands in a Word file and that nobody sees: hidden, white, tiny, or in a field’s instruction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from tasks.documents.office_fields import fields_of
from tasks.documents.office_package import Node

TINIEST = 6  # half points: letters of 3 points are a line
NARROWEST = 10  # per cent of a letter's width
FLATTEST = 20  # twips: the height of a row that shows nothing
_WHITE = 0xF4  # of 255, in each colour
_PAPER = frozenset({"", "auto", "none", "clear"})
_SEEN = (
    "{*}t",
    "{*}drawing",
    "{*}pict",
    "{*}object",
    "{*}footnoteReference",
    "{*}endnoteReference",
    "{*}sym",
)
_HIDING = ("{*}vanish", "{*}specVanish")
_SHOWING_FIELDS = frozenset(
    {
        "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "HYPERLINK", "TOC", "PAGEREF", "REF", "NOTEREF",
        "STYLEREF", "SEQ", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "TITLE", "FORMTEXT",
        "FORMCHECKBOX", "FORMDROPDOWN",
    }
)  # fmt: skip
"""Fields whose instruction is no text that a person wrote."""


class Looks:
    """How the text of a Word file looks, by the styles that its parts define."""

    def __init__(self, roots: Iterable[Node]) -> None:
        self._roots = [root for root in roots if "wordprocessingml" in (etree.QName(root).namespace or "")]
        styles = [style for root in self._roots for style in root.iter("{*}style")]
        self._styles = {_of(style, "styleId"): style for style in styles}
        self._default = [_of(one, "styleId") for one in styles if _of(one, "default") in ("1", "true")]
        self._base = [one for root in self._roots for one in root.iter("{*}rPrDefault")]

    def hidden(self) -> Iterator[Node]:
        """What Word hides until somebody asks it to show hidden text, and rows that have no height."""
        styles = {name for name in self._styles if self._hides(name)}
        everything = any(_is_true(mark) for base in self._base for mark in base.iter(*_HIDING))
        for mark in self._each(*_HIDING):
            properties = mark.getparent()
            run = None if properties is None else properties.getparent()
            if run is not None and run.tag.endswith("}r") and _is_true(mark) and _shows_something(run):
                yield run
        for name in self._each("{*}rStyle", "{*}pStyle", "{*}tblStyle") if styles else ():
            if _of(name, "val") in styles:
                yield from self._not_shown_again(name)
        if everything or any(name in styles for name in self._default):
            yield from self._each(*_SEEN)
        for row in self._each("{*}trPr"):
            around = row.getparent()
            if around is not None and _has_no_height(row) and _shows_something(around):
                yield around

    def _hides(self, style: str) -> bool:
        """Whether a style hides text: by itself, or by the nearest of those it is based on that says so."""
        for one in self._chain(style):
            marks = [*one.iter(*_HIDING)]
            if marks:
                return any(map(_is_true, marks))
        return False

    def _not_shown_again(self, name: Node) -> Iterator[Node]:
        """The runs in a hidden style, but those that say for themselves that they are shown."""
        kind = {"rStyle": "{*}r", "pStyle": "{*}p", "tblStyle": "{*}tbl"}[etree.QName(name).localname]
        styled = next(name.iterancestors(kind), None)
        for run in () if styled is None else styled.iter("{*}r"):
            own = [mark for one in run.iterchildren("{*}rPr") for mark in one.iterchildren(*_HIDING)]
            if (not own or any(map(_is_true, own))) and _shows_something(run):
                yield run

    def invisible(self) -> Iterator[Node]:
        """Text in the colour of what is behind it, or too small to be seen."""
        for node in self._each("{*}t"):
            if not (node.text or "").strip():
                continue
            size, width = self._value(node, "sz"), self._value(node, "w")
            if (
                (size.isdigit() and int(size) <= TINIEST)
                or (width.isdigit() and int(width) <= NARROWEST)
                or (not any(True for _ in node.iterancestors("{*}txbxContent")) and self._is_unseen(node))
            ):
                yield node

    def beside(self) -> Iterator[Node]:
        """What no page shows: the other of two alternatives, a note without its number, a web-only mark, a
        shape that is hidden, and what a field keeps in its instruction."""
        shown = {_of(one, "id") for one in self._each("{*}footnoteReference", "{*}endnoteReference")}
        for node in self._each("{*}footnote", "{*}endnote"):
            if _of(node, "type") in ("", "normal") and _of(node, "id") not in shown and _text(node):
                yield node
        for node in self._each("{*}AlternateContent"):
            texts = {_text(one) for one in node if _text(one)}
            if len(texts) > 1:
                yield node
        for node in self._each("{*}docPr"):
            if node.get("hidden") in ("1", "true"):
                yield node
        for node in self._each("{*}shape", "{*}rect", "{*}textbox"):
            style = node.get("style", "").replace(" ", "").lower()
            if "visibility:hidden" in style or "display:none" in style or "mso-hide:all" in style:
                yield node
        for node in self._each("{*}noFill"):
            if any(True for _ in node.iterancestors("{*}textFill")):
                yield node
        for root in self._roots:
            yield from (
                one.marks[0] for one in fields_of(root) if one.name not in _SHOWING_FIELDS and one.name
            )

    def _each(self, *kinds: str) -> Iterator[Node]:
        for root in self._roots:
            yield from root.iter(*kinds)

    def _marks(self, node: Node, name: str) -> Iterator[Node]:
        """A property of a run's letters, as the run itself has it, then its styles from the nearest on."""
        run = next(node.iterancestors("{*}r"), None)
        paragraph = next(node.iterancestors("{*}p"), None)
        own = None if run is None else run.find("{*}rPr")
        yield from () if own is None else own.iterchildren(f"{{*}}{name}")
        for style in (_style(own, "rStyle"), _paragraph_style(paragraph) or "".join(self._default[:1])):
            yield from self._of_style(style, name)
        for base in self._base:
            yield from base.iter(f"{{*}}{name}")

    def _of_style(self, style: str, name: str) -> Iterator[Node]:
        for one in self._chain(style):
            for properties in one.iterchildren("{*}rPr"):
                yield from properties.iterchildren(f"{{*}}{name}")

    def _chain(self, style: str) -> Iterator[Node]:
        seen = set[str]()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = "".join(_of(one, "val") for one in self._styles[style].iterchildren("{*}basedOn"))

    def _value(self, node: Node, name: str) -> str:
        first = next(self._marks(node, name), None)
        return "" if first is None else _of(first, "val")

    def _is_unseen(self, node: Node) -> bool:
        first = next(self._marks(node, "color"), None)
        if first is None:
            return False
        colour, theme = _of(first, "val").lower(), _of(first, "themeColor")
        behind = self._behind(node)
        if colour not in ("", "auto") and colour == behind:
            return True
        is_white = _is_white(colour) or (colour in ("", "auto") and theme == "background1")
        return is_white and (behind in _PAPER or _is_white(behind))

    def _behind(self, node: Node) -> str:
        """The colour behind a text: of the nearest of its run, paragraph, cell and table that has one."""
        run, paragraph = next(node.iterancestors("{*}r"), None), next(node.iterancestors("{*}p"), None)
        if run is not None:
            marked = next(run.iter("{*}highlight"), None)
            if marked is not None and _of(marked, "val") not in ("none", "white"):
                return _of(marked, "val")
        nearest = [
            run,
            None if paragraph is None else paragraph.find("{*}pPr"),
            *self._chain(_paragraph_style(paragraph)),
        ]
        cells = [part for cell in node.iterancestors("{*}tc") for part in cell.iterchildren("{*}tcPr")]
        tables = [part for table in node.iterancestors("{*}tbl") for part in table.iterchildren("{*}tblPr")]
        styles = [one for table in tables for one in self._chain(_style(table, "tblStyle"))]
        for place in (*nearest, *cells, *tables, *styles):
            for shade in () if place is None else place.iter("{*}shd"):
                fill = _of(shade, "fill").lower()
                if _of(shade, "themeFill") and fill in _PAPER:
                    return "theme"
                if fill not in _PAPER:
                    return fill
        return ""


def hidden_runs(roots: Iterable[Node]) -> bool:
    """Whether some text of these parts is hidden by Word."""
    return any(True for _ in Looks(roots).hidden())


def _has_no_height(properties: Node) -> bool:
    for mark in properties.iterchildren("{*}hidden"):
        if _is_true(mark):
            return True
    for height in properties.iterchildren("{*}trHeight"):
        value = _of(height, "val")
        if _of(height, "hRule") == "exact" and value.isdigit() and int(value) <= FLATTEST:
            return True
    return False


def _shows_something(node: Node) -> bool:
    return any(not one.tag.endswith("}t") or (one.text or "").strip() for one in node.iter(*_SEEN))


def _paragraph_style(paragraph: Node | None) -> str:
    return "" if paragraph is None else _style(paragraph.find("{*}pPr"), "pStyle")


def _style(properties: Node | None, name: str) -> str:
    return (
        ""
        if properties is None
        else "".join(_of(one, "val") for one in properties.iterchildren(f"{{*}}{name}"))
    )


def _is_true(mark: Node) -> bool:
    return _of(mark, "val").lower() not in ("0", "false", "off")


def _is_white(colour: str) -> bool:
    try:
        return len(colour) == 6 and all(int(colour[at : at + 2], 16) >= _WHITE for at in (0, 2, 4))
    except ValueError:
        return False


def _text(node: Node) -> str:
    return "".join((one.text or "") for one in node.iter("{*}t")).strip()


def _of(node: Node, name: str) -> str:
    """An attribute by its name, of whichever of Word's two namespaces."""
    for key, value in node.attrib.items():
        if etree.QName(str(key)).localname == name:
            return str(value)
    return ""
