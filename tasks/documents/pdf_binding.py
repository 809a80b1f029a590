"""PDF files bound into one: a bookmark for each, and on every page the marking and the page number."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from tasks.documents.contents_links import lead_to_pages

_SIZE, _EDGE, _SIDE = 9, 14, 28  # points: of the letters, and from the paper's edges
_FONT = "/PackFont"


@dataclass(frozen=True)
class Piece:
    """A file to be bound, by the title that its bookmark has."""

    title: str
    pdf: bytes


def pages_in(pdf: bytes | None) -> int:
    """How many pages a file has; 0 where it can't be bound."""
    if pdf is None:
        return 0
    try:
        bind([Piece("", pdf)], title="", marking="", foot="")
        return len(PdfReader(io.BytesIO(pdf)).pages)
    except Exception:  # pypdf raises whatever it meets in what others wrote
        return 0


def bind(pieces: Sequence[Piece], *, title: str, marking: str, foot: str) -> bytes:
    """One file of all the pieces, the first of them their contents; ``foot`` stands before each page's
    number: "MASE/2027-02 pack".

    Raises what pypdf raises for a broken file.
    """
    writer, front = PdfWriter(), 0
    for piece in pieces:
        start = len(writer.pages)
        writer.append(io.BytesIO(piece.pdf), import_outline=False)
        front = front or len(writer.pages)
        writer.add_outline_item(title=piece.title, page_number=start)
    lead_to_pages(writer, front)
    for number, page in enumerate(writer.pages, start=1):
        _stamp(page, marking, f"{foot}, page {number} of {len(writer.pages)}")
    writer.metadata = {"/Title": title}
    writer.root_object.pop(NameObject("/Metadata"), None)
    writer.page_mode = "/UseOutlines"
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _stamp(page: PageObject, head: str, foot: str) -> None:
    """Write a line at the top and one at the bottom of a page, whichever way round it lies."""
    page.transfer_rotation_to_content()
    box = page.cropbox
    left = float(box.left) + _SIDE
    lines = ((float(box.top) - _EDGE - _SIZE, head), (float(box.bottom) + _EDGE, foot))
    drawn = b"".join(
        f"BT {_FONT} {_SIZE} Tf 0 g {left:.2f} {height:.2f} Td ".encode() + _literal(text) + b" Tj ET\n"
        for height, text in lines
        if text
    )
    stream = DecodedStreamObject()
    stream.set_data(drawn)
    stamp = PageObject.create_blank_page(width=float(page.mediabox.right), height=float(page.mediabox.top))
    stamp.mediabox = page.mediabox
    stamp[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject(_FONT): _helvetica()})}
    )
    stamp[NameObject("/Contents")] = stream
    page.merge_page(stamp)


def _helvetica() -> DictionaryObject:
    """The font that every reader of PDF has."""
    names = {
        "/Type": "/Font",
        "/Subtype": "/Type1",
        "/BaseFont": "/Helvetica",
        "/Encoding": "/WinAnsiEncoding",
    }
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})


def _literal(text: str) -> bytes:
    """A text as it stands in a page's content."""
    plain = text.encode("cp1252", "replace")
    return b"(" + plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"
