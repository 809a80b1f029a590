"""Bodies in the form that is asked for: Exchange keeps one and makes the other from it."""

from __future__ import annotations

import html as htmllib
import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element

BREAKING = frozenset(
    ["br", "p", "div", "tr", "table", "h1", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr"]
)
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


def _pieces(element: _Element) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in UNSEEN:
        yield (element.text or "").replace("\n", " ")
        for inner in element:
            yield from _pieces(inner)
            yield (inner.tail or "").replace("\n", " ")
        if element.tag in BREAKING:
            yield "\n"
        elif element.tag in ("td", "th"):
            yield " "
