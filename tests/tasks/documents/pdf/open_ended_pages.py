"""Pages of a PDF that leave something open for what is drawn after them."""

from __future__ import annotations

import zlib

from tests.tasks.documents.pdf.hostile_pdf_files import stream, with_page


def page(written: bytes, *more: bytes) -> bytes:
    """A page on which that is written, in one stream or several."""
    font = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    streams = {4 + place: stream(zlib.compress(one)) for place, one in enumerate((written, *more))}
    names = b" ".join(b"%d 0 R" % number for number in streams)
    return with_page(font + b"/Contents[" + names + b"]", streams)


WORDS = b"BT /F 20 Tf 50 700 Td (Training) Tj ET "


PAGES_THAT_GO_ON = {
    "as it should be": page(WORDS),
    "in two streams": page(WORDS[:20], WORDS[20:]),
    "with what is saved left open": page(WORDS + b"q " * 50),
    "with more put back than was saved": page(WORDS + b"Q " * 50),
    "with a text that has no end": page(WORDS + b"(Training"),
    "with all that follows cut away": page(WORDS + b"0 0 1 1 re W n"),
    "with all that follows turned over": page(WORDS + b"1 0 0 -1 0 0 cm"),
    "with all that follows unseen": page(WORDS + b"3 Tr"),
}
