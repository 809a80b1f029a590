"""Finding text in a Word file that nobody sees: hidden, white, tiny, off the page, or not shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tasks.documents.office.package import Node
from tasks.documents.office.unprinted_text import (
    Colours,
    has_no_line,
    is_condensed,
    is_moved_away,
    is_off_page,
    is_white,
    measure,
    unprinted_notes,
    unprinted_text,
    unseen_drawings,
    unseen_tables,
)
from tasks.documents.office.unprinted_text import attribute as _of

TINIEST = 6  # half points: letters of 3 points are a line
NARROWEST = 10  # per cent of a letter's width
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
_HIDING_ON_WEB = ("{*}webHidden",)  # where Word shows no pages
_PAGE_NUMBER = re.compile(r"\s*(\d+|[ivxlc]+)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class _Around:
    """The sources of a text's look: its run's own properties, the names of its styles, and its tables'
    styles."""

    text: Node
    own: Node | None
    letters: str
    paragraph: str
    tables: Sequence[Node]


class TextAppearance:
    """The look of a Word file's text, by the styles that its parts define."""

    def __init__(self, roots: Iterable[Node]) -> None:
        parts = [*roots]
        self._colours = Colours(parts)
        self._roots = [root for root in parts if "wordprocessingml" in (etree.QName(root).namespace or "")]
        styles = [style for root in self._roots for style in root.iter("{*}style")]
        self._styles = {_of(style, "styleId"): style for style in styles}
        defaults = [style for style in styles if _of(style, "default") in ("1", "true", "on")]
        self._default = [_of(default, "styleId") for default in defaults]
        self._normal = next(
            (_of(default, "styleId") for default in defaults if _of(default, "type") == "paragraph"), ""
        )
        self._last: _Around | None = None
        self._by_style: dict[tuple[str, str], Sequence[Node]] = {}
        self._base = [node for root in self._roots for node in root.iter("{*}rPrDefault")]

    def hidden(self) -> Iterator[Node]:
        """Yield text that Word hides until asked to show hidden text or on the web, and table rows without
        height."""
        yield from self._hidden_by(_HIDING)
        yield from (node for node in self._hidden_by(_HIDING_ON_WEB) if not _is_of_contents(node))
        for row in self._each("{*}trPr"):
            around = row.getparent()
            if around is not None and _has_no_height(row) and _shows_something(around):
                yield around

    def _hidden_by(self, marks: Sequence[str]) -> Iterator[Node]:
        """Yield what one of these marks hides, on a run, in a style, or for the whole file."""
        styles = {name for name in self._styles if self._hides(name, marks)}
        everything = any(_is_true(mark) for base in self._base for mark in base.iter(*marks))
        for mark in self._each(*marks):
            properties = mark.getparent()
            run = None if properties is None else properties.getparent()
            if run is not None and run.tag.endswith("}r") and _is_true(mark) and _shows_something(run):
                yield run
        for name in self._each("{*}rStyle", "{*}pStyle", "{*}tblStyle") if styles else ():
            if _of(name, "val") in styles:
                yield from self._not_shown_again(name, marks)
        if everything or any(name in styles for name in self._default):
            yield from self._each(*_SEEN)

    def _hides(self, style: str, by: Sequence[str]) -> bool:
        """Tell whether a style hides text, by itself or by the nearest style it is based on that decides
        it."""
        for element in self._chain(style):
            marks = [*element.iter(*by)]
            if marks:
                return any(map(_is_true, marks))
        return False

    def _not_shown_again(self, name: Node, marks: Sequence[str]) -> Iterator[Node]:
        """Yield the runs in a hidden style, without those whose own properties show them."""
        kind = {"rStyle": "{*}r", "pStyle": "{*}p", "tblStyle": "{*}tbl"}[etree.QName(name).localname]
        styled = next(name.iterancestors(kind), None)
        for run in () if styled is None else styled.iter("{*}r"):
            own = [mark for rpr in run.iterchildren("{*}rPr") for mark in rpr.iterchildren(*marks)]
            if (not own or any(map(_is_true, own))) and _shows_something(run):
                yield run

    def invisible(self) -> Iterator[Node]:
        """Yield text in the colour behind it, too small to be seen, or off the page."""
        for node in self._each("{*}t"):
            if (node.text or "").strip() and any(
                check(node) for check in (self._is_tiny, self._is_unseen, self._is_away)
            ):
                yield node
        for root in self._roots:
            for node in (*unseen_tables(root), *unseen_drawings(root)):
                if _shows_text(node):
                    yield node

    def beside(self) -> Iterator[Node]:
        """Yield text that no page shows.

        That is text in other elements than letters, the other of two alternatives, a note without its number,
        a hidden shape, and words in a field's instruction.
        """
        yield from unprinted_notes(self._roots)
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
            yield from unprinted_text(root)

    def _each(self, *kinds: str) -> Iterator[Node]:
        for root in self._roots:
            yield from root.iter(*kinds)

    def _marks(self, node: Node, name: str) -> Iterator[Node]:
        """Yield a property of a run's letters: the run's own, then that of each style from the nearest on."""
        around = self._around(node)
        yield from () if around.own is None else around.own.iterchildren(f"{{*}}{name}")
        for style in (around.letters, around.paragraph):
            yield from self._of_style(style, f"{{*}}rPr/{{*}}{name}")
        for part in around.tables:
            yield from part.iterfind(f"{{*}}rPr/{{*}}{name}")
        for base in self._base:
            yield from base.iter(f"{{*}}{name}")

    def _around(self, node: Node) -> _Around:
        """Return the sources of a text's look, kept while the same text is asked about."""
        if self._last is None or self._last.text is not node:
            run = next(node.iterancestors("{*}r"), None)
            own = None if run is None else run.find("{*}rPr")
            tables = [*self._table_styles(node)]
            self._last = _Around(node, own, _style(own, "rStyle"), self._paragraph_style(node), tables)
        return self._last

    def _of_paragraph(self, node: Node, name: str) -> Iterator[Node]:
        """Yield a property of the paragraph around a text, from the nearest place that has it on."""
        paragraph = next(node.iterancestors("{*}p"), None)
        yield from () if paragraph is None else paragraph.iterfind(f"{{*}}pPr/{{*}}{name}")
        yield from self._of_style(self._around(node).paragraph, f"{{*}}pPr/{{*}}{name}")

    def _paragraph_style(self, node: Node) -> str:
        paragraph = next(node.iterancestors("{*}p"), None)
        style = "" if paragraph is None else _style(paragraph.find("{*}pPr"), "pStyle")
        return style or self._normal

    def _table_styles(self, node: Node) -> Iterator[Node]:
        """Yield the styles of the tables around a text: for its cell's place first, then for all cells."""
        for cell in node.iterancestors("{*}tc"):
            row, table = cell.getparent(), next(cell.iterancestors("{*}tbl"), None)
            name = "" if table is None else _style(table.find("{*}tblPr"), "tblStyle")
            if row is None or name not in self._styles:
                continue
            places = _places(row, cell)
            for part in self._of_style(name, "{*}tblStylePr"):
                if _of(part, "type") in places or _of(part, "type").startswith("band"):
                    yield part
            yield from self._chain(name)

    def _of_style(self, style: str, path: str) -> Sequence[Node]:
        """Return a property of a style and of those it is based on, nearest first; looked up once."""
        if (style, path) not in self._by_style:
            chain = self._chain(style)
            self._by_style[style, path] = [mark for element in chain for mark in element.iterfind(path)]
        return self._by_style[style, path]

    def _chain(self, style: str) -> Iterator[Node]:
        visited = set[str]()
        while style in self._styles and style not in visited:
            visited.add(style)
            yield self._styles[style]
            style = "".join(_of(element, "val") for element in self._styles[style].iterchildren("{*}basedOn"))

    def _first(self, node: Node, name: str) -> Node | None:
        return next(self._marks(node, name), None)

    def _is_tiny(self, node: Node) -> bool:
        size, width = self._first(node, "sz"), self._first(node, "w")
        sizes = [size]
        if self._first(node, "cs") is not None or self._first(node, "rtl") is not None:
            sizes.append(self._first(node, "szCs"))
        heights = [measure(_of(size, "val"), 2) for size in sizes if size is not None]
        across = None if width is None else measure(_of(width, "val"), 1)
        return any(height is not None and height <= TINIEST for height in heights) or (
            across is not None and across <= NARROWEST
        )

    def _is_away(self, node: Node) -> bool:
        """Tell whether a text is moved off its line, or its paragraph off the page or into too low lines."""
        moved, closer = self._first(node, "position"), self._first(node, "spacing")
        if (moved is not None and is_moved_away(moved)) or (closer is not None and is_condensed(closer)):
            return True
        spacing = next(self._of_paragraph(node, "spacing"), None)
        places = (next(self._of_paragraph(node, name), None) for name in ("ind", "framePr"))
        return (spacing is not None and has_no_line(spacing)) or any(
            place is not None and is_off_page(place) for place in places
        )

    def _is_unseen(self, node: Node) -> bool:
        drawn, colour = self._first(node, "textFill"), self._first(node, "color")
        colours = frozenset[str]() if colour is None else self._colours.of_text(colour)
        if drawn is not None:
            colours, is_clear = self._colours.of_fill(drawn)
            if is_clear:
                return True
        if not colours:
            return False
        behind = self._behind(node)
        on_paper = not behind or any(map(is_white, behind))
        return bool(colours & behind) or (on_paper and any(map(is_white, colours)))

    def _behind(self, node: Node) -> frozenset[str]:
        """Return the colours behind a text: of the nearest coloured letters, paragraph, box, cell or table.

        Empty where the page is behind it.
        """
        highlight = self._first(node, "highlight")
        if highlight is not None and (colours := self._colours.of_highlight(highlight)):
            return colours
        around = (
            shade
            for part in self._around(node).tables
            for path in ("{*}tcPr/{*}shd", "{*}tblPr/{*}shd")
            for shade in part.iterfind(path)
        )
        for shades in (
            self._marks(node, "shd"),
            self._of_paragraph(node, "shd"),
            (element for cell in node.iterancestors("{*}tc") for element in cell.iterfind("{*}tcPr/{*}shd")),
            around,
            (
                element
                for table in node.iterancestors("{*}tbl")
                for element in table.iterfind("{*}tblPr/{*}shd")
            ),
        ):
            for shade in shades:
                if colours := self._colours.of_shade(shade):
                    return colours
        return self._colours.of_box(node)


def has_hidden_text(roots: Iterable[Node]) -> bool:
    """Tell whether Word hides some text of these parts."""
    return any(True for _ in TextAppearance(roots).hidden())


def _has_no_height(properties: Node) -> bool:
    return any(map(_is_true, properties.iterchildren("{*}hidden"))) or any(
        map(has_no_line, properties.iterchildren("{*}trHeight"))
    )


def _places(row: Node, cell: Node) -> frozenset[str]:
    """Return the parts of a table's style that apply to a cell, by its place."""
    down, across = _ends(row, "{*}tr"), _ends(cell, "{*}tc")
    corners = {"nw": ("first", "first"), "ne": ("first", "last"), "sw": ("last", "first")}
    corners["se"] = ("last", "last")
    return frozenset(
        {
            "wholeTable",
            *(f"{kind}Row" for kind in down),
            *(f"{kind}Col" for kind in across),
            *(f"{name}Cell" for name, (row, col) in corners.items() if row in down and col in across),
        }
    )


def _ends(node: Node, kind: str) -> frozenset[str]:
    """Tell whether an element is the first or the last of its kind, or both."""
    ends = (("first", node.itersiblings(kind, preceding=True)), ("last", node.itersiblings(kind)))
    return frozenset(name for name, others in ends if next(others, None) is None)


def _shows_text(node: Node) -> bool:
    return any((element.text or "").strip() for element in node.iter("{*}t"))


def _shows_something(node: Node) -> bool:
    return any(
        not element.tag.endswith("}t") or (element.text or "").strip() for element in node.iter(*_SEEN)
    )


def _is_of_contents(run: Node) -> bool:
    """Tell whether a run is of a table of contents, whose page numbers every Word file hides on the web."""
    links = (link for link in run.iterancestors("{*}hyperlink") if _of(link, "anchor"))
    words = "".join(element.text or "" for element in run.iter("{*}t"))
    return next(links, None) is not None or _PAGE_NUMBER.fullmatch(words) is not None


def _style(properties: Node | None, name: str) -> str:
    return (
        ""
        if properties is None
        else "".join(_of(element, "val") for element in properties.iterchildren(f"{{*}}{name}"))
    )


def _is_true(mark: Node) -> bool:
    return _of(mark, "val").lower() not in ("0", "false", "off")
