"""HTML bodies as plain text: lines where a reader sees lines, quoted text behind ">"."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

LINES = frozenset(
    {"address", "blockquote", "body", "br", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
    | {"html", "li", "ol", "p", "pre", "table", "td", "th", "tr", "ul"}
)
UNSEEN = frozenset({"head", "script", "style", "title", "template"})
RULE = "_" * 20  # Outlook puts a ruled line above the mail that is answered


def text_of_html(content: str) -> str:
    """Return the text of a body; empty for a body without any."""
    try:
        body = html.document_fromstring(content.encode("utf-8", "replace"), parser=_parser())
    except etree.LxmlError:
        return ""
    lines = "".join(_pieces(body, quoted=0)).splitlines()
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)


def _pieces(element: html.HtmlElement, quoted: int) -> Iterator[str]:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in UNSEEN:
        return
    quoted += tag == "blockquote"
    new_line = "\n" + "> " * quoted if tag in LINES else ""
    yield new_line + (RULE + "\n" if tag == "hr" else "")
    yield _words(element.text)
    for child in element:
        yield from _pieces(child, quoted)
        after = _words(child.tail)
        if after.strip() and child.tag in LINES and child.tag != "br":
            yield "\n" + "> " * quoted
        yield after


def _words(text: str | None) -> str:
    return " ".join(f"x{text}x".split())[1:-1] if text else ""
