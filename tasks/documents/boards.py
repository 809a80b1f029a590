"""Reading a report that came back from the unit: the words in its boxes, and whatever else was changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.exceptions import XmlchemyError

from forum.boards.report import Box
from forum.text.checks import checked_text
from forum.text.problem import Problem
from forum.text.wording import listed
from tasks.documents.office.file_checks import WORD_FILE, checked_parts
from tasks.documents.word.print_document import W

LONGEST = 6_000  # characters of all boxes: two sides of A4 hold no more
_BROKEN = (PackageNotFoundError, zipfile.BadZipFile, XmlchemyError, OSError, LookupError, ValueError)
_BOXES = {box.value: box for box in Box}
_LINE_ENDS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " "}


@dataclass(frozen=True)
class ReturnedReport:
    """The words in the boxes of a report, without those left empty, and the ``other`` lines of the file."""

    written: tuple[tuple[Box, str], ...]
    other: tuple[str, ...]


def read_board_report(content: bytes, reference: str, boxes: tuple[Box, ...]) -> ReturnedReport:
    """Read the report with a reference. Deleted text that Word still keeps is no part of it.

    Problem for a file that can't be opened safely, for one that is no draft of ours or another report, and
    for one without some of its ``boxes``.
    """
    where = f"The file of the report {reference}"
    checked_parts(content, where, WORD_FILE)
    try:
        document = docx.Document(io.BytesIO(content))
        body = document.element.body
        written = {
            box: text
            for control in body.iter(f"{W}sdt")
            if (box := _BOXES.get(_tag(control))) and (text := _text_in(control)) is not None
        }
        feet = [*_feet(document)]
    except _BROKEN as error:
        raise Problem(f"{where} is damaged, or not a Word file. {WORD_FILE.save_as}") from error
    if not any(line.startswith(f"{reference},") for line in feet):
        raise Problem(
            f"{where} is no draft of that report: its foot does not name it. Write in the draft that we sent "
            "for it, and send that. Nothing has been taken."
        )
    if lost := [box.value.replace("_", " ") for box in boxes if box not in written]:
        raise Problem(
            f"{where} has lost the box for {listed(lost)}. Copy your words into the boxes of the draft that "
            "we sent, and send that. Nothing has been taken."
        )
    if sum(map(len, written.values())) > LONGEST:
        raise Problem(f"{where} is longer than two sides: leave at most {LONGEST:,} letters in its boxes.")
    return ReturnedReport(
        tuple((box, checked_text(text, where)) for box, text in written.items() if text),
        tuple(_lines(body, inside_boxes=False)),
    )


def reference_in_foot(content: bytes) -> str:
    """Return the reference that the foot of a report of ours names: the board's date as it was then."""
    feet = "\n".join(_feet(docx.Document(io.BytesIO(content))))
    (reference, *_) = re.findall(r"^(\S+/\d{4}-\d\d-\d\d),", feet, re.MULTILINE)
    return str(reference)


def lines_outside_boxes(content: bytes) -> tuple[str, ...]:
    """Return the lines of a report of ours that stand in no box."""
    return tuple(_lines(docx.Document(io.BytesIO(content)).element.body, inside_boxes=False))


def _feet(document: Document) -> Iterator[str]:
    return (line for section in document.sections for line in _lines(section.footer._element))


def _tag(control: Any) -> str:
    tag = control.find(f"{W}sdtPr/{W}tag")
    return "" if tag is None else tag.get(f"{W}val", "")


def _text_in(control: Any) -> str | None:
    """Return the text of a box, a line a paragraph; empty for one that still has its prompt."""
    content = control.find(f"{W}sdtContent")
    if content is None:
        return None
    text = "\n".join(filter(None, _lines(content)))
    return "" if text.startswith("[") and text.endswith("]") else text


def _lines(element: Any, *, inside_boxes: bool = True) -> Iterator[str]:
    """Yield the lines of paragraphs that have text, without tracked deletions."""
    for paragraph in element.iter(f"{W}p"):
        if not inside_boxes and any(
            _tag(control) in _BOXES for control in paragraph.iterancestors(f"{W}sdt")
        ):
            continue
        pieces = (
            piece.text if piece.tag == f"{W}t" else _LINE_ENDS.get(piece.tag) for piece in paragraph.iter()
        )
        yield from filter(None, (line.strip() for line in "".join(filter(None, pieces)).split("\n")))
