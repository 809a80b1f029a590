"""HTML bodies as plain text: lines where a reader sees lines, quoted text behind ">".

Bounds on how much of an inbox item is looked at, whichever gateway read it. Reports that a letter could
not be delivered, read within limits of size, time and memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree, html

from tasks.limited.runner import LimitExceeded, Runner
from tasks.mail.protocol.mailer import ReceivedItem
from tasks.mail.protocol.marks import MOST_ANSWERED, ReturnedLetter, parse_report

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


LONGEST_TEXT = 200_000  # characters of a body that are looked at
LONGEST_HTML = 2_000_000  # characters of a body in HTML that are made text
LONGEST_LINE = 1_000  # characters of a subject or of a Message-ID that is answered
LONGEST_ADDRESS = 320
LONGEST_NAME = 255  # characters of a file's name, from its end
MOST_FILES = 200
TOO_SLOW = "It takes too long to read: open it in the mailbox."


def cut_to_bounds(item: ReceivedItem) -> ReceivedItem:
    """Cut an item to what is dealt with. An address longer than any can be is taken for none."""
    return replace(
        item,
        sender=_sound(item.sender) if len(item.sender) <= LONGEST_ADDRESS else "",
        subject=_sound(item.subject[:LONGEST_LINE]),
        text=_sound(item.text[:LONGEST_TEXT]),
        message_id=_sound(item.message_id),
        answers=tuple(_sound(id) for id in item.answers if len(id) <= LONGEST_LINE),
        vote=_sound(item.vote[:LONGEST_LINE]),
        failed_address=_sound(item.failed_address[:LONGEST_ADDRESS]),
        files=tuple(
            replace(file, name=_sound(file.name[-LONGEST_NAME:])) for file in item.files[:MOST_FILES]
        ),
    )


def _sound(text: str) -> str:
    """Replace characters that no database takes (NUL, halves of a surrogate pair) by a mark."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()


LARGEST_REPORT = 5_000_000  # bytes


def read_non_delivery(limited: Runner, report: bytes) -> ReturnedLetter:
    """Read a report in its MIME form; an empty result for one too large, or too slow to read."""
    if len(report) > LARGEST_REPORT:
        return ReturnedLetter()
    try:
        letter = limited.run(parse_report, report)
    except LimitExceeded:
        return ReturnedLetter()
    return replace(letter, message_ids=letter.message_ids[:MOST_ANSWERED])
