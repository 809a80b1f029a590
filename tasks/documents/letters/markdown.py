"""The Markdown in which letters are written, and the plain text that is made of it.

``# `` begins the sentence with what is asked, ``## `` a heading, ``### `` one without a line below it in
plain text; ``* `` what is listed, ``+ `` what is listed and presses, ``- `` a point below it, a number with
a full stop what is numbered; ``> `` what somebody wrote; ``---`` stands above the foot. ``**bold**``,
``*quiet*`` and ``***late***`` are weights of words. A line that ends is a line, and a paragraph whose first
line begins with a bold label is a list of details. A link or a picture is for the page alone, and its line
with it; the words of a link in bold are words of their sentence. What stands between ``~~~ text`` or
``~~~ page`` and ``~~~`` is in that form alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

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
