"""Linking the lines of a pack's contents to their pages: links in the cover, then jumps in the bound PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from forum.documents.papers import PackLine

_PAGE = "https://pages.invalid/"  # a host that nobody can have; no file that goes out has it


def link_titles(cover: bytes, contents: Sequence[PackLine]) -> bytes:
    """Make each title in the cover's table of contents a link to its page.

    A title that the template puts elsewhere stays as it is.
    """
    document = docx.Document(io.BytesIO(cover))
    entries = iter(contents)
    line = next(entries, None)
    for paragraph in _in_tables(document):
        if line is not None and paragraph.text == line.title:
            if line.page is not None:
                _link(paragraph, f"{_PAGE}{line.page}")
            line = next(entries, None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def jump_to_pages(writer: PdfWriter, front: int) -> None:
    """Make the links on the first ``front`` pages, the cover, jump to the pages that they name."""
    for page in writer.pages[:front]:
        for reference in page.get("/Annots", ()):
            link = reference.get_object()
            page_number = _page_named(link, len(writer.pages))
            if page_number:
                del link["/A"]
                target = writer.pages[page_number - 1].indirect_reference
                link[NameObject("/Dest")] = ArrayObject([target, NameObject("/Fit")])


def _in_tables(document: WordDocument) -> Iterator[Paragraph]:
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def _link(paragraph: Paragraph, target: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    for run in paragraph.runs:
        link.append(run._r)
    paragraph._p.append(link)


def _page_named(link: Any, pages: int) -> int:
    """Return the page that a link of ours names; 0 for any other link."""
    action = link.get("/A", DictionaryObject()).get_object()
    link = str(action.get("/URI", "")).removeprefix(_PAGE)
    return int(link) if link.isdecimal() and int(link) <= pages else 0
