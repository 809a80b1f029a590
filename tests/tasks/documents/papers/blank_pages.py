"""A printer whose pages are blank."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PdfWriter

from tasks.documents.papers.pack_pdf import PackPart


def pages(*sizes: tuple[int, int], turned: int = 0) -> bytes:
    writer = PdfWriter()
    for width, height in sizes:
        writer.add_blank_page(width, height).rotate(turned)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


A4, ACROSS = (595, 842), (842, 595)


ODD = PackPart("9", "Odd", "xlsx", b"odd")


class PrintedBlank:
    """Stands for LibreOffice: a file becomes as many blank pages as are given for it, one if none are."""

    def __init__(self, long: dict[bytes, int] | None = None, front: int = 1) -> None:
        self.long, self.front = long or {}, front
        self.asked: list[bytes] = []

    def to_pdf(self, files: Sequence[tuple[str, bytes]]) -> list[bytes | None]:
        self.asked += [content for _, content in files]
        return [self._one(content) for _, content in files]

    def _one(self, content: bytes) -> bytes | None:
        if content == ODD.content:
            return None
        front = content.startswith(b"PK")
        return pages(*[A4] * (self.front if front else self.long.get(content, 1)))
