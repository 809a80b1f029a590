from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tasks.documents.word.from_markdown import write_word

PAGE = """# A page

Reply `RELEASE`, **now**, it's as [the other page](other.md)
says.

- one
- two

| Word | Means |
| --- | --- |
| ALLOW | it goes |

![A small square](dot.png)
"""


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@pytest.fixture
def page(tmp_path: Path) -> docx.document.Document:
    """The page as Word has it, with a picture of 1 by 10 pixels."""
    size = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 10, 8, 0, 0, 0, 0))
    dots = chunk(b"IDAT", zlib.compress(b"\0\0" * 10))
    (tmp_path / "dot.png").write_bytes(b"\x89PNG\r\n\x1a\n" + size + dots + chunk(b"IEND", b""))
    return docx.Document(io.BytesIO(write_word(PAGE, tmp_path)))


def test_headings_words_and_lists_come_through(page: docx.document.Document) -> None:
    assert [
        (paragraph.style.name, paragraph.text)
        for paragraph in page.paragraphs
        if paragraph.style and paragraph.text
    ] == [
        ("Heading 1", "A page"),
        ("Normal", "Reply RELEASE, now, it’s as the other page says."),
        ("List Bullet", "one"),
        ("List Bullet", "two"),
    ]
    assert [run.text for run in page.paragraphs[1].runs if run.bold] == ["RELEASE", "now"]
    assert page.styles.element.xpath("w:docDefaults//w:lang/@w:val") == ["en-GB"]
    assert (page.core_properties.title, page.core_properties.language) == ("A page", "en-GB")


def test_a_tables_first_row_is_its_header_on_every_page(page: docx.document.Document) -> None:
    (table,) = page.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Word", "Means"],
        ["ALLOW", "it goes"],
    ]
    headers = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert headers == [True, False]


def test_a_picture_has_its_words_and_fits_on_a_page(page: docx.document.Document) -> None:
    (shape,) = page.inline_shapes
    assert shape._inline.docPr.get("descr") == "A small square"
    assert shape.height.cm <= 17
    assert shape.height / shape.width == pytest.approx(10, rel=0.01)
