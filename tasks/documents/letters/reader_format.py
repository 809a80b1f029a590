"""Converting letters and Word documents to the format a reader needs: large print, or plain text."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from types import MappingProxyType
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from forum.members.register_state import LARGE_PRINT_FROM, Format
from tasks.documents.letters.print_letter import Printed

LARGER = 1.5  # from 12 points to 18
_SIZE = re.compile(r"(font-size|line-height):(\d+)px")
_SMALLEST = 24  # pixels, which are 18 points
# On a phone the cells of a row go one below the other, since large words side by side are too wide for it.
# A mail program without this rule shows the table. Tables that scroll by themselves stay as they are.
_CELL = '[style*="overflow-wrap:normal"]'
_STACKED = f"""<style>@media (max-width:480px) {{
body>table {{ table-layout:fixed }}
{_CELL} {{ display:block!important; width:auto!important; padding:0!important; border:0!important }}
{_CELL}:last-child {{ padding-bottom:8px!important; margin-bottom:8px; border-bottom:1px solid!important }}
th[scope=col] {{ display:none!important }}
[style*="overflow-x"] {_CELL} {{ display:table-cell!important; padding:8px 4px!important }}
}}</style>"""


def letter_in_format(format: Format, printed: Printed) -> Printed:
    """Return the letter in larger type, or as plain text without its HTML form."""
    if format is Format.LARGE_PRINT:
        return replace(
            printed, html=_SIZE.sub(_larger, printed.html).replace("</head>", f"{_STACKED}</head>")
        )
    return replace(printed, html="") if format is Format.PLAIN_TEXT else printed


def letter_page(html: str, text: str, pictures: Mapping[str, bytes] = MappingProxyType({})) -> str:
    """Return a letter as a page to look at, with its ``pictures`` by file name, also where it goes as plain
    text."""
    for name, content in pictures.items():
        html = html.replace(f"cid:{name}", f"data:image/png;base64,{b64encode(content).decode()}")
    return html or f"<!DOCTYPE html><pre style='white-space:pre-wrap'>{escape(text)}</pre>"


def document_in_format(format: Format, content: bytes) -> bytes:
    """Convert a Word file to large print, or to a text file with its words."""
    file = docx.Document(io.BytesIO(content))
    if format is Format.PLAIN_TEXT:
        return _text(file).encode()
    _enlarge(file)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _larger(match: re.Match[str]) -> str:
    size = max(round(int(match[2]) * LARGER), _SMALLEST)
    return f"{match[1]}:{size}px"


def _enlarge(file: Document) -> None:
    """Make all type half as large again, and at least 18 points.

    Upright pages are laid on their sides, so that their tables keep their look.
    """
    wider = 1.0
    for section in file.sections:
        width, height = section.page_width, section.page_height
        if width and height and width < height:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = height, width
            wider = LARGER
    parts: list[Any] = [file.styles.element, file.element]
    for section in file.sections:
        parts += [section.header._element, section.footer._element]
    for part in parts:
        for name in ("w:sz", "w:szCs"):
            for size in part.iter(qn(name)):
                half_points = round(int(size.get(qn("w:val"))) * LARGER)
                size.set(qn("w:val"), str(max(half_points, 2 * LARGE_PRINT_FROM)))
    for style in file.styles:
        if style.name == "Gap":  # the air below a table
            style.font.size = Pt(3)
    for name in ("w:gridCol", "w:tcW", "w:tblW"):
        for width_of in file.element.iter(qn(name)):
            if (width := width_of.get(qn("w:w"))) and width.isdigit() and wider != 1.0:
                width_of.set(qn("w:w"), str(round(int(width) * wider)))


def _text(file: Document) -> str:
    header = file.sections[0].header.paragraphs
    marking = " ".join(paragraph.text for paragraph in header if paragraph.text.strip())
    lines = [marking, *_lines(file), marking]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _lines(file: Document) -> Iterator[str]:
    """Yield the document's words in order; a row of a table cell by cell, each with its heading."""
    for block in file.iter_inner_content():
        if isinstance(block, Paragraph):
            text = block.text
            is_heading = bool(block.style and block.style.name and block.style.name.startswith("Heading"))
            yield f"\n{text}\n{'-' * len(text)}" if is_heading and text else text
        elif isinstance(block, Table):
            yield from _rows(block)


def _rows(table: Table) -> Iterator[str]:
    headings, *rows = [[_one_line(cell.text) for cell in row.cells] for row in table.rows]
    for row in rows:
        yield ""
        cells = zip(headings, row, strict=True)
        yield from (f"{heading}: {value}" if heading else value for heading, value in cells if value)
    yield ""


def _one_line(words: str) -> str:
    return ", ".join(line.strip() for line in words.split("\n") if line.strip())
