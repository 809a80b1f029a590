"""The page of a letter, HTML as mail programs show it, made of its Markdown.

Values on their way through Markdown: a sign that could be a mark is another until the letter is made. The
Markdown in which letters are written, and the plain text that is made of it.

``# `` begins the sentence with what is asked, ``## `` a heading, ``### `` one without a line below it in
plain text; ``* `` what is listed, ``+ `` what is listed and presses, ``- `` a point below it, a number with
a full stop what is numbered; ``> `` what somebody wrote; ``---`` stands above the foot. ``**bold**``,
``*quiet*`` and ``***late***`` are weights of words. A line that ends is a line, and a paragraph whose first
line begins with a bold label is a list of details. A link or a picture is for the page alone, and its line
with it; the words of a link in bold are words of their sentence. What stands between ``~~~ text`` or
``~~~ page`` and ``~~~`` is in that form alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_APART = (
    0x100000  # a sign and the one that stands for it, in the last plane of Unicode, which has no meanings
)
_COULD_BE_A_MARK = re.compile(r"\A +| +\Z|[^\w \U00010000-\U0010ffff]|_")
_STANDS_FOR_ONE = re.compile("[\U00100000-\U0010d7ff\U0010e000-\U0010ffff]")


def without_marks(value: str) -> str:
    """Return a value as it goes into Markdown, in which nothing of it is a mark: as many signs."""
    return _COULD_BE_A_MARK.sub(lambda match: "".join(chr(_APART + ord(sign)) for sign in match[0]), value)


def as_typed(text: str) -> str:
    """Return what is plain text by now with its values as they were."""
    return _STANDS_FOR_ONE.sub(lambda match: chr(ord(match[0]) - _APART), text)


def as_html(html: str) -> str:
    """Return what is HTML by now with its values as they were, escaped."""
    return _STANDS_FOR_ONE.sub(lambda match: escape(chr(ord(match[0]) - _APART)), html)


TEXT, PAGE = "text", "page"


class _Parser(MarkdownIt):
    """Reads the marks of letters, and ``rules`` besides."""

    def __init__(self, *rules: str) -> None:
        super().__init__("zero")
        self.enable(
            ["heading", "list", "blockquote", "hr", "table", "emphasis", "newline", "link", "image", *rules]
        )

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Return an address as it is: it is a value."""
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        """Take any address: a template is approved with those that it has itself."""
        return True


_OF_BOTH_FORMS, _OF_ONE_FORM = _Parser("fence"), _Parser()


def parse(markdown: str) -> Sequence[SyntaxTreeNode]:
    """Return the blocks of a letter."""
    return SyntaxTreeNode(_OF_BOTH_FORMS.parse(markdown)).children


def parse_inside(one_form: SyntaxTreeNode) -> Sequence[SyntaxTreeNode]:
    """Return the blocks of what stands in one form alone."""
    return SyntaxTreeNode(_OF_ONE_FORM.parse(one_form.content)).children


def lines_of(words: SyntaxTreeNode) -> list[list[SyntaxTreeNode]]:
    """Return the words of a block, line by line."""
    lines: list[list[SyntaxTreeNode]] = [[]]
    for part in words.children:
        if part.type == "softbreak":
            lines.append([])
        elif part.type != "text" or part.content:
            lines[-1].append(part)
    return lines


def text_of(markdown: str, blocks: Sequence[SyntaxTreeNode]) -> str:
    """Return a letter, parsed, as plain text, with empty lines and margins where its source has some."""
    source = markdown.split("\n")
    lines: list[str] = []
    read, is_apart = 0, False
    for (start, end), words in _leaves(*blocks):
        is_apart = is_apart or not all(line.strip() for line in source[read:start])
        read = end
        if words:
            margin = (
                "" if words[0].startswith(" ") else " " * (len(source[start]) - len(source[start].lstrip()))
            )
            lines += [""] if is_apart and lines and lines[-1] else []
            lines += [f"{margin}{line}".rstrip() for line in words]
            is_apart = False
    return "\n".join(lines)


def _leaves(*blocks: SyntaxTreeNode) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Yield the place in the source of each block that has words, and its lines; none for the page alone."""
    for block in blocks:
        place = block.map or (0, 0)
        match block.type:
            case "heading" if block.tag == "h2":  # that of the third rank has no line below it
                (line,) = _words(block.children[0])
                yield place, [line, "-" * len(line), ""]
            case "heading" | "paragraph":
                yield place, list(_words(block.children[0]))
            case "fence" if block.info.strip() == TEXT:
                yield place, text_of(block.content, parse_inside(block)).splitlines()
            case "fence" | "hr":
                yield place, []
            case "tr":
                yield place, [" | ".join(next(_words(cell.children[0]), "") for cell in block.children)]
            case "list_item":
                marker = f"{block.info}." if block.info else "-" if block.markup == "-" else "*"
                yield from _behind(f"{marker} ", "   " if block.info else "  ", block)
            case "blockquote":
                mark = "| " if block.level else "   | "
                yield from _behind(mark, mark, block)
            case _:
                yield from _leaves(*block.children)


def _behind(first: str, others: str, block: SyntaxTreeNode) -> Iterator[tuple[tuple[int, int], list[str]]]:
    """Yield what stands in a block, behind what begins its first line, and its other lines."""
    for place, words in _leaves(*block.children):
        marks = [first, *[others] * len(words)]
        yield place, [f"{mark}{line}".rstrip() for mark, line in zip(marks, words, strict=False)]
        first = others if words else first


def _words(words: SyntaxTreeNode) -> Iterator[str]:
    """Yield the lines of a block as text, without those that are for the page alone."""
    for line in lines_of(words):
        if not any(part.type in ("link", "image") for part in line):
            yield "".join(_plain(part) for part in line).strip()


def _plain(part: SyntaxTreeNode) -> str:
    return "".join(map(_plain, part.children)) if part.children else part.content


# Mail programs ignore style sheets, so each element carries its style. Words say what a colour says. A letter
# breaks words too long for a phone, such as addresses; the cells of a table do not, or short ones would too.
_FONT = "font-family:Arial,Helvetica,sans-serif;font-size:{}px;line-height:{}px;color:{};"
_INK, _GREY, _RED, _BLUE, _RULE = "#0b0c0c", "#505a5f", "#b10e1e", "#1d4f8c", "#b1b4b6"
_BODY, _CLOSE, _SMALL = _FONT.format(16, 24, _INK), _FONT.format(14, 18, _INK), _FONT.format(14, 20, _GREY)
_CELL = (
    f"{_FONT.format(15, 21, _INK)}text-align:left;vertical-align:top;padding:7px 8px 7px 0;"
    f"border-bottom:1px solid {_RULE};overflow-wrap:normal;"
)
_LINK = f"color:{_BLUE};font-weight:bold;line-height:22px;"
STYLES = {
    "paragraph": f"{_BODY}margin:0 0 16px 0;",
    "ask": f"{_BODY}margin:0;font-weight:bold;",
    "around the ask": f"padding:12px 16px;background:#eef3f8;border-left:5px solid {_BLUE};",
    "heading": f"{_FONT.format(18, 24, _INK)}font-weight:bold;margin:24px 0 8px 0;",
    "*": f"{_BODY}padding:2px 0 2px 14px;border-left:4px solid {_RULE};",
    "+": f"{_BODY}padding:2px 0 2px 14px;border-left:4px solid {_RED};",
    ".": f"{_BODY}padding:0;",
    "below an item": "margin:0 0 8px 0;",
    "points": f"{_BODY}margin:8px 0;padding-left:20px;",
    "quote": f"{_BODY}margin:8px 0;padding:0 0 0 14px;border-left:4px solid {_RULE};",
    "below words": f"{_BODY}margin:8px 0 0 0;",
    "foot": f"{_SMALL}margin:24px 0 8px 0;padding:12px 0 0 0;border-top:1px solid {_RULE};",
    "cell": _CELL,
    "head": f"{_CELL}font-weight:bold;border-bottom:2px solid {_INK};",
    "late": f"color:{_RED};",
    "quiet": f"color:{_GREY};",
    # Outlook leaves the padding out, so that the line under a word says that it is a link.
    "tap": f"display:inline-block;margin:2px 6px 6px 0;padding:7px 12px;border:1px solid {_BLUE};"
    f"color:{_BLUE};font-weight:bold;",
    "word": _LINK,
    "picture": "display:block;width:100%;max-width:420px;height:auto;border:0;margin:8px 0;",
}
CLOSE_STYLES = STYLES | {
    "paragraph": f"{_CLOSE}margin:0 0 4px 0;",
    "ask": f"{_FONT.format(15, 20, _INK)}margin:0;font-weight:bold;",
    "around the ask": f"padding:8px 12px;background:#eef3f8;border-left:5px solid {_BLUE};",
    "heading": f"{_FONT.format(15, 18, _INK)}font-weight:bold;margin:12px 0 2px 0;",
    "below words": f"{_CLOSE}margin:2px 0 0 0;",
    "*": f"{_CLOSE}padding:0 0 0 14px;border-left:4px solid {_RULE};",
    ".": f"{_CLOSE}padding:0;",
    "below an item": "margin:0 0 4px 0;",
    "points": f"{_CLOSE}margin:0 0 4px 0;padding-left:20px;",
    "tap": _LINK,
}
_MARK = f"{_FONT.format(14, 20, _INK)}font-weight:bold;text-align:center;margin:0;"
_TABLE = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"'
_BREAK = "<br>\n"
_CELLS = '<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px 0;">'
_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body style="margin:0;padding:0;background:#ffffff;">
<table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"
style="width:100%;max-width:640px;">
<tr><td style="padding:16px;overflow-wrap:anywhere;">
{above}{body}
{below}</td></tr>
</table>
</body>
</html>
"""


def page_of(blocks: Iterable[SyntaxTreeNode], *, title: str, marking: str, is_close: bool) -> str:
    """Return a letter, parsed, as a page; with ``is_close`` it is short on a phone."""
    page = _Page(CLOSE_STYLES if is_close else STYLES)
    above, below = (
        f'<p style="{_MARK}padding:{padding};">{escape(marking)}</p>\n' if marking else ""
        for padding in ("0 0 16px 0", "8px 0 0 0")
    )
    body, paragraph = list[str](), "paragraph"
    for block in blocks:
        body.append(page.block(block, paragraph))
        paragraph = "foot" if block.type == "hr" else paragraph
    return _PAGE.format(title=escape(title), above=above, body="\n".join(filter(None, body)), below=below)


class _Page:
    def __init__(self, styles: Mapping[str, str]) -> None:
        self.styles = styles

    def block(self, block: SyntaxTreeNode, paragraph: str = "paragraph") -> str:
        """A block of the page, with the style of a ``paragraph``; empty for what is in plain text alone."""
        match block.type:
            case "heading" if block.tag == "h1":
                ask = self._in("td", "around the ask", self._in("h1", "ask", self._words(block)))
                return f'{_TABLE} style="margin:0 0 16px 0;">\n<tr>{ask}</tr>\n</table>'
            case "heading":
                return self._in("h2", "heading", self._words(block))
            case "paragraph":
                return self._details(block) or self._in("p", paragraph, self._words(block))
            case "bullet_list" if block.markup == "-":
                points = "".join(f"<li>{self._inside(point)}</li>\n" for point in block.children)
                return self._in("ul", "points", f"\n{points}")
            case "bullet_list" | "ordered_list":
                return "\n".join(map(self._item, block.children))
            case "blockquote":
                return self._in("blockquote", "quote", self._inside(block))
            case "fence" if block.info.strip() == PAGE:
                return "\n".join(map(self.block, parse_inside(block)))
            case "table":
                rows = "".join(
                    f"<tr>{self._cells(row)}</tr>\n" for part in block.children for row in part.children
                )
                return f"{_CELLS}\n{rows}</table>"
            case _:
                return ""

    def _item(self, item: SyntaxTreeNode) -> str:
        number = f"{item.info}. " if item.info else ""
        cell = self._in("td", item.markup, number + self._inside(item))
        return f'{_TABLE} style="{self.styles["below an item"]}">\n<tr>{cell}</tr>\n</table>'

    def _inside(self, block: SyntaxTreeNode) -> str:
        """What stands in an item or a quote: words, and what comes below them."""
        return "\n".join(
            self._words(inner)
            if number == 0 and inner.type == "paragraph"
            else self.block(inner, "below words")
            for number, inner in enumerate(block.children)
        )

    def _details(self, block: SyntaxTreeNode) -> str:
        """A paragraph that begins with a bold label, as a table of labels and what they have; or nothing."""
        rows: list[tuple[str, list[str]]] = []
        for line in lines_of(block.children[0]):
            label = self._part(line[0].children[0]) if line and line[0].type == "strong" else ""
            if label.endswith(":"):
                rows.append((label[:-1], [self._line(line[1:])]))
            elif rows:
                rows[-1][1].append(self._line(line))
            else:
                return ""
        style = self.styles["cell"]
        cells = "".join(
            f'<tr><th scope="row" width="96" style="{style}">{label}</th>'
            f'<td style="{style}overflow-wrap:anywhere;">{_BREAK.join(words).strip()}</td></tr>\n'
            for label, words in rows
        )
        return f"{_CELLS}\n{cells}</table>"

    def _cells(self, row: SyntaxTreeNode) -> str:
        """A row of a table, whose first cell heads it."""
        return "".join(
            f'<th scope="col" style="{self.styles["head"]}">{self._words(cell)}</th>'
            if cell.type == "th"
            else f'<th scope="row" style="{self.styles["cell"]}font-weight:normal;">{self._words(cell)}</th>'
            if number == 0
            else self._in("td", "cell", self._words(cell))
            for number, cell in enumerate(row.children)
        )

    def _words(self, block: SyntaxTreeNode) -> str:
        return _BREAK.join(map(self._line, lines_of(block.children[0])))

    def _line(self, parts: Iterable[SyntaxTreeNode]) -> str:
        return "".join(map(self._part, parts))

    def _part(self, part: SyntaxTreeNode) -> str:
        """Words of one weight, a link or a picture."""
        match part.type:
            case "strong":
                return f"<strong>{self._line(part.children)}</strong>"
            case "em" if [inner.type for inner in part.children if inner.content or inner.children] == [
                "strong"
            ]:
                return self._in("span", "late", self._line(part.children))
            case "em":
                return self._in("span", "quiet", self._line(part.children))
            case "link":
                style = self.styles["word" if part.parent and part.parent.type == "strong" else "tap"]
                return f'<a href="{part.attrs["href"]}" style="{style}">{self._line(part.children)}</a>'
            case "image":
                return (
                    f'<img src="{part.attrs["src"]}" alt="{escape(part.content)}" width="420" '
                    f'style="{self.styles["picture"]}">'
                )
            case _:
                return escape(part.content)

    def _in(self, tag: str, style: str, words: str) -> str:
        return f'<{tag} style="{self.styles[style]}">{words}</{tag}>'
