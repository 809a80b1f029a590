"""Binding PDF files into one, with a bookmark for each, and the marking and page number on every page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, IndirectObject, NameObject

from tasks.documents.pdf.limits import open_pdf, within_limits
from tasks.documents.pdf.pages import PageForms, turn_upright
from tasks.documents.pdf.table_of_contents import jump_to_pages

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
