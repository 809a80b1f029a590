"""Reading the text of minutes in Word, paragraph by paragraph, each with its place."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx

from forum.text.comparison import Paragraph
from tasks.documents.word.print_document import W

HEADINGS = (  # of the template, which messages may quote; items are named by their numbers alone
    "Present", "Apologies", "Absent without apologies", "Present for part 1 only", "In attendance", "Quorum",
    "Declarations of interest",
    "Minutes of the last meeting", "Next meeting",
)  # fmt: skip
ABOVE = "above the first heading"
_NUMBERED = re.compile(r"\s*(\w{1,5})\.\s")


def paragraphs_of(minutes: bytes) -> list[Paragraph]:
    """Return every paragraph with text in it, and every row of a table, in reading order."""
    return paragraphs_in(docx.Document(io.BytesIO(minutes)).element.body)


def paragraphs_in(body: Any) -> list[Paragraph]:
    """Return the same of the body of a document that is open already."""
    place, paragraphs = ABOVE, []
    for element in _blocks(body):
        place = place_beginning(element) or place
        if text := _block_text(element):
            paragraphs.append(Paragraph(place, text))
    return paragraphs


def place_beginning(element: Any) -> str:
    """Return the place that begins with a heading, an item by its number, never its words; empty
    otherwise."""
    if element.tag != f"{W}p" or not (element.style or "").startswith("Heading"):
        return ""
    text = paragraph_text(element)
    if number := _NUMBERED.match(text):
        return f"under item {number[1]}"
    return f"under “{text}”" if text in HEADINGS else ""


def paragraph_text(paragraph: Any) -> str:
    """Return the text of a paragraph, without deleted text."""
    return "".join(piece.text or "" for piece in paragraph.iter(f"{W}t")).strip()


def _blocks(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag in (f"{W}p", f"{W}tr"):
            yield child
        else:
            yield from _blocks(child)


def _block_text(element: Any) -> str:
    if element.tag == f"{W}p":
        return paragraph_text(element)
    cells = [" ".join(map(paragraph_text, cell.iter(f"{W}p"))).strip() for cell in element.iter(f"{W}tc")]
    return ", ".join(filter(None, cells))
