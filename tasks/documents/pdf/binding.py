"""Binding PDF files into one, with a bookmark for each, and the marking and page number on every page.

Linking the lines of a pack's contents to their pages: links in the cover, then jumps in the bound PDF.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, IndirectObject, NameObject

from forum.documents.agenda import PackLine
from tasks.documents.pdf.pages import PageForms, open_pdf, turn_upright, within_limits

_PAGE_NUMBER = "https://pages.invalid/"  # a host that nobody can have; no file that goes out has it


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
                _link(paragraph, f"{_PAGE_NUMBER}{line.page}")
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
    link = str(action.get("/URI", "")).removeprefix(_PAGE_NUMBER)
    return int(link) if link.isdecimal() and int(link) <= pages else 0


_SIZE, _EDGE, _SIDE = 9, 14, 28  # points: of the letters, and from the paper's edges
_FONT, _PAGE = "/PackFont", "/PackPage"


@dataclass(frozen=True)
class BoundFile:
    """A file to be bound, with the title of its bookmark."""

    title: str
    pdf: bytes


def pages_in(pdf: bytes | None) -> int:
    """Return the number of pages of a file; 0 where it can't be bound."""
    if pdf is None:
        return 0
    try:
        bound = bind([BoundFile("", pdf)], title="", marking="", foot="")
        return len(PdfReader(io.BytesIO(bound)).pages)
    except Exception:  # pypdf raises errors of any kind for damaged files
        return 0


@within_limits()
def bind(pieces: Sequence[BoundFile], *, title: str, marking: str, foot: str) -> bytes:
    """Bind the pieces, the first of them the contents, into one file.

    ``foot`` ("MASE/2027-02 pack") is printed before each page's number. Raises Problem for a piece that
    unpacks to far more than a paper has, and the errors of pypdf for a broken file.
    """
    writer, front = PdfWriter(), 0
    for piece in pieces:
        start = len(writer.pages)
        writer.append(open_pdf(piece.pdf), import_outline=False)
        front = front or len(writer.pages)
        writer.add_outline_item(title=piece.title, page_number=start)
    jump_to_pages(writer, front)
    pages, font = [*writer.pages], writer._add_object(_helvetica())
    forms = PageForms(writer)
    for number, page in enumerate(pages, start=1):
        _stamp(page, forms, font, marking, f"{foot}, page {number} of {len(pages)}")
    writer.metadata = {"/Title": title}
    writer.root_object.pop(NameObject("/Metadata"), None)
    writer.page_mode = "/UseOutlines"
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _stamp(page: PageObject, forms: PageForms, font: IndirectObject, head: str, foot: str) -> None:
    """Write a line at the top and one at the bottom of a page, whichever way round it lies.

    The page's content is drawn below them as one form, unread, so that nothing in it can undo the lines.
    """
    form = forms.of(page)
    turned = turn_upright(page)
    box = page.cropbox
    left = float(box.left) + _SIDE
    lines = ((float(box.top) - _EDGE - _SIZE, head), (float(box.bottom) + _EDGE, foot))
    drawn = b"".join(
        f"BT {_FONT} {_SIZE} Tf 0 g {left:.2f} {height:.2f} Td ".encode() + _literal(text) + b" Tj ET\n"
        for height, text in lines
        if text
    )
    resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject(_FONT): font})})
    if form is not None:
        resources[NameObject("/XObject")] = DictionaryObject({NameObject(_PAGE): form})
        drawn = f"q {turned} cm {_PAGE} Do Q\n".encode() + drawn
    stream = DecodedStreamObject()
    stream.set_data(drawn)
    page[NameObject("/Resources")] = resources
    page[NameObject("/Contents")] = forms.writer._add_object(stream)


def _helvetica() -> DictionaryObject:
    """Return the font that every PDF reader has."""
    names = {
        "/Type": "/Font",
        "/Subtype": "/Type1",
        "/BaseFont": "/Helvetica",
        "/Encoding": "/WinAnsiEncoding",
    }
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})


def _literal(text: str) -> bytes:
    """Encode a text for a page's content."""
    plain = text.encode("cp1252", "replace")
    return b"(" + plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"
