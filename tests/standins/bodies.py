"""Bodies in the form that is asked for: Exchange keeps one and makes the other from it."""

from __future__ import annotations

import html as htmllib
import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

LINES = frozenset(("br", "div", "tr", "li", "hr"))  # end a line
PARAGRAPHS = frozenset(
    ("p", "table", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "pre")
)  # and leave one free
UNSEEN = frozenset(("style", "script", "head"))


def as_text(text: str, html: str) -> str:
    return text or (_plain(html) if html else "")


def as_html(text: str, html: str) -> str:
    if html or not text:
        return html
    return f"<html><body><pre>{htmllib.escape(text, quote=False)}</pre></body></html>"


def _plain(html: str) -> str:
    root = etree.fromstring(html or "<p></p>", etree.HTMLParser())
    lines = "".join(_pieces(root)).split("\n")
    text = "\n".join(re.sub(r"[ \t\r\xa0]+", " ", line).strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _pieces(element: _Element, exact: bool = False) -> Iterator[str]:
    """The text of an element with its ends of lines; ``exact`` where the source's own count."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return
    exact = exact or element.tag == "pre"
    yield _flowing(element.text, exact)
    for inner in element:
        yield from _pieces(inner, exact)
        yield _flowing(inner.tail, exact)
    if element.tag in PARAGRAPHS:
        yield "\n\n"
    elif element.tag in LINES:
        yield "\n"
    elif element.tag in ("td", "th"):
        yield " "


def _flowing(text: str | None, exact: bool) -> str:
    return text or "" if exact else (text or "").replace("\n", " ")
