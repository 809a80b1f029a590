"""Who wrote a paper, on which machine and where a photo was taken: nothing of it reaches a reader."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

import pytest

from tasks.documents.office.pictures import cleaned_picture
from tasks.documents.papers.take_paper import take_paper
from tests.tasks.documents.office.hostile_slides import PRESENTATION
from tests.tasks.documents.office.hostile_word import DOCUMENT, SETTINGS, drawing, having, word
from tests.tasks.documents.office.office_parts import MICROSOFT, PNG, a_presentation, related, replaced
from tests.tasks.documents.papers.metadata import JO_B, PIXELS, a_jpeg, everything, held
from tests.tasks.documents.pdf.hostile_pdfs import pdf
from tests.tasks.documents.workbooks.hostile_sheets import BOOK, SHEET, book

PROPERTIES = "application/vnd.openxmlformats-officedocument."


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def a_png() -> bytes:
    notes = (
        chunk(b"tEXt", b"Author\0" + JO_B)
        + chunk(b"eXIf", JO_B)
        + chunk(b"iTXt", b"XML:com.adobe.xmp\0" + JO_B)
    )
    return PNG[:33] + notes + PNG[33:] + b"after the end: " + JO_B


def a_tiff(order: str = "<", pixels: bytes = b"pixels") -> bytes:
    """A scan whose author, and the place where it was made, stand behind its tags."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    texts = 8 + 2 + 3 * 12 + 4
    tags = [
        (0x0100, 3, 1, 1 << (0 if order == "<" else 16)),
        (0x013B, 2, 9, texts),
        (0x8825, 4, 1, texts + 9),
    ]
    first = struct.pack(f"{order}H", 3) + b"".join(struct.pack(f"{order}HHII", *tag) for tag in tags)
    place = struct.pack(f"{order}HHHIII", 1, 0x001D, 2, 9, texts + 9 + 18, 0)
    return head + first + bytes(4) + JO_B + place + JO_B + pixels


def a_webp() -> bytes:
    pieces = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)
        for kind, data in (
            (b"VP8X", b"\x0c" + bytes(9)),
            (b"VP8 ", b"pixels"),
            (b"EXIF", JO_B),
            (b"XMP ", JO_B),
        )
    )
    return b"RIFF" + struct.pack("<I", len(pieces)) + pieces


XMP = b"<< /Type /Metadata /Subtype /XML /Length 9 >>\nstream\nJo Author\nendstream"
PICTURE = b"<< /Subtype /Image /Width 1 /Height 1 %s /Length %d >>\nstream\n%s\nendstream"
ON = b"/XObject << /X 6 0 R >>"

TELLING: Mapping[str, Callable[[], bytes]] = {
    "properties of its own under another name": lambda: held(
        word(), "", "custom-properties", "word/more.xml", b"<Properties><p>Jo Author</p></Properties>"
    ),
    "properties by another part": lambda: held(
        word(),
        "",
        "extended-properties",
        "word/app2.xml",
        b"<Properties><Manager>Jo Author</Manager></Properties>",
    ),
    "core properties by another part": lambda: held(
        word(),
        "",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "c.xml",
        b"<coreProperties><creator>Jo Author</creator></coreProperties>",
    ),
    "a part to which nothing leads": lambda: held(
        word(), "word/nothing.xml", "image", "x.xml", b"<x>Jo Author</x>"
    ),
    "custom XML": lambda: held(word(), DOCUMENT, "customXml", "../customXml/item7.xml", b"<x>Jo Author</x>"),
    "people": lambda: held(
        word(),
        DOCUMENT,
        f"{MICROSOFT}2011/relationships/people",
        "who.xml",
        b'<w15:people xmlns:w15="w15"><w15:person w15:author="Jo Author"/></w15:people>',
    ),
    "a thumbnail": lambda: held(
        word(),
        "",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
        "t.emf",
        JO_B,
        "image/x-emf",
    ),
    "variables of the document": lambda: replaced(
        word(),
        SETTINGS,
        b"<w:zoom",
        b'<w:docVars><w:docVar w:name="x" w:val="Jo Author"/></w:docVars><w:zoom',
    ),
    "a template on the writer's disk": lambda: related(
        word(), SETTINGS, "attachedTemplate", "file:///C:/Users/Jo%20Author/x.dotx".replace("%20", " ")
    ),
    "a tracked change in a part of any name": lambda: held(
        word(),
        DOCUMENT,
        "header",
        "odd.xml",
        b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:ins '
        b'w:author="Jo Author"/>'
        b"</w:hdr>",
        f"{PROPERTIES}wordprocessingml.header+xml",
    ),
    "a change of a format": lambda: having(
        b'<w:p><w:r><w:rPr><w:rPrChange w:id="1" w:author="Jo '
        b'Author"><w:rPr/></w:rPrChange></w:rPr></w:r></w:p>'
    ),
    "where a picture lay": lambda: having(
        b'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" '
        b'descr="C:\\Users\\Jo Author\\Pictures\\map.png" title="/Users/Jo Author/map.png"/></wp:inline>'
        b"</w:drawing></w:r></w:p>"
    ),
    "building blocks": lambda: held(
        word(),
        DOCUMENT,
        "glossaryDocument",
        "g/document.xml",
        b"<glossary>Jo Author</glossary>",
        f"{PROPERTIES}wordprocessingml.document.glossary+xml",
    ),
    "a photo": lambda: held(word(), DOCUMENT, "image", "media/a.dat", a_jpeg(), "image/jpeg"),
    "a drawing program's picture": lambda: held(
        word(), DOCUMENT, "image", "media/a.dat", a_png(), "image/png"
    ),
    "a scan": lambda: held(word(), DOCUMENT, "image", "media/a.tiff", a_tiff(), "image/tiff"),
    "a picture of the web": lambda: held(word(), DOCUMENT, "image", "media/a.webp", a_webp(), "image/webp"),
    "a vector drawing": lambda: held(
        word(),
        DOCUMENT,
        "image",
        "a.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:s="http://www.inkscape.org/namespaces/inkscape" '
        b's:export-filename="/home/Jo Author/a.png"><metadata>Jo Author</metadata></svg>',
        "image/svg+xml",
    ),
    "what stands beside a vector drawing": lambda: drawing(
        b"<!-- Jo Author -->", b"<?creator Jo Author?><!-- Jo Author -->"
    ),
    "who has the workbook open": lambda: held(
        book(), BOOK, "usernames", "u.xml", b'<users name="Jo Author"/>'
    ),
    "views of persons": lambda: replaced(
        book(),
        BOOK,
        b"<calcPr",
        b'<customWorkbookViews><customWorkbookView name="Jo Author - view"/></customWorkbookViews><calcPr',
    ),
    "whose workbook it is": lambda: replaced(
        book(), BOOK, b"<workbookPr", b'<fileSharing userName="Jo Author"/><workbookPr'
    ),
    "where it is kept": lambda: replaced(
        book(), BOOK, b"<workbookPr", b'<absPath xmlns="x15ac" url="C:\\Users\\Jo Author\\"/><workbookPr'
    ),
    "the writer's printer": lambda: held(book(), SHEET, "printerSettings", "../p.bin", JO_B),
    "persons of threaded comments": lambda: held(
        book(),
        BOOK,
        f"{MICROSOFT}2017/10/relationships/person",
        "who.xml",
        b'<personList><person displayName="Jo Author" userId="Jo Author"/></personList>',
    ),
    "authors of slides": lambda: held(
        a_presentation(),
        PRESENTATION,
        f"{MICROSOFT}2018/10/relationships/authors",
        "who.xml",
        b'<a:authorLst xmlns:a="a"><a:author name="Jo Author" initials="JA" userId="Jo '
        b'Author"/></a:authorLst>',
    ),
    "tags of slides": lambda: held(
        a_presentation(),
        PRESENTATION,
        "tags",
        "tags/t.xml",
        b'<tagLst><tag name="A" val="Jo Author"/></tagLst>',
    ),
    "metadata of Google": lambda: held(
        a_presentation(),
        PRESENTATION,
        "http://customschemas.google.com/relationships/presentationmetadata",
        "metadata",
        JO_B,
        "application/binary",
    ),
    "a page's piece info": lambda: pdf(
        b"", b"/PieceInfo << /Word << /Private (Jo Author) >> >> /LastModified (x)"
    ),
    "a file's piece info": lambda: pdf(b"/PieceInfo << /Word << /Private (Jo Author) >> >>"),
    "properties of a page": lambda: pdf(b"", b"/Metadata 6 0 R", XMP),
    "properties of a file": lambda: pdf(b"/Metadata 6 0 R", b"", XMP),
    "properties of a picture": lambda: pdf(
        b"", b"", PICTURE % (b"/Metadata 7 0 R", 1, b"x"), XMP, resources=ON
    ),
    "piece info of a form": lambda: pdf(
        b"",
        b"",
        b"<< /Subtype /Form /BBox [0 0 9 9] /PieceInfo << /X (Jo Author) >> /Length 1 "
        b">>\nstream\nq\nendstream",
        resources=ON,
    ),
    "a page's thumbnail": lambda: pdf(b"", b"/Thumb 6 0 R", PICTURE % (b"", 9, JO_B)),
    "who signed": lambda: pdf(
        b"/AcroForm << /Fields [6 0 R] /SigFlags 3 >>",
        b"/Annots [6 0 R]",
        b"<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /FT /Sig /T (s) /V << /Type /Sig /Name "
        b"(Jo Author) "
        b"/Contents (Jo Author) >> >>",
    ),
    "who wrote a note": lambda: pdf(
        b"", b"/Annots [<< /Subtype /Highlight /Rect [0 0 9 9] /T (Jo Author) >>]"
    ),
    "who wrote a thread of articles": lambda: pdf(b"/Threads [<< /I << /Author (Jo Author) >> >>]"),
    "a photo in a PDF": lambda: pdf(
        b"", b"", PICTURE % (b"/Filter /DCTDecode", len(a_jpeg()), a_jpeg()), resources=ON
    ),
}


@pytest.mark.parametrize("name", TELLING)
def test_nobody_learns_who_wrote_a_paper(name: str) -> None:
    content = TELLING[name]()
    assert JO_B in everything(content)
    assert JO_B not in everything(take_paper(content).content)


@pytest.mark.parametrize(("turned", "order"), [(1, "<"), (6, "<"), (8, ">"), (99, ">")])
def test_a_photo_keeps_every_pixel_and_which_way_up_it_is(turned: int, order: str) -> None:
    clean = cleaned_picture(a_jpeg(turned, order))
    assert clean.endswith(PIXELS)
    assert b"ICC_PROFILE\0colours" in clean
    assert (b"Exif" in clean) == (1 < turned < 9)
    assert cleaned_picture(clean) == clean


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"\xff\xd8", b"\xff\xd8\xff", PNG[:20], b"\xff\xd8\xff\xe1\0\xff"]
)
def test_a_picture_that_is_no_jpeg_or_png_within_stays_as_it_is(content: bytes) -> None:
    assert cleaned_picture(content) == content


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_scan_keeps_all_but_its_notes_where_it_was(order: str) -> None:
    clean = cleaned_picture(a_tiff(order))
    assert JO_B not in clean
    assert len(clean) == len(a_tiff(order))
    assert clean.endswith(b"pixels")
    assert clean[:22] == a_tiff(order)[:22]


def test_a_picture_of_the_web_says_no_more_that_it_has_notes() -> None:
    clean = cleaned_picture(a_webp())
    assert JO_B not in clean
    assert clean[20] == 0
    assert struct.unpack("<I", clean[4:8])[0] == len(clean) - 8
    assert b"VP8 \x06\0\0\0pixels" in clean


def test_a_png_keeps_every_pixel() -> None:
    assert cleaned_picture(a_png()) == PNG


def test_what_a_picture_shows_is_still_said_to_whoever_cannot_see_it() -> None:
    shown = b'<w:drawing><wp:docPr id="1" name="P" descr="A map: /Users of the park"/></w:drawing>'
    cleaned = take_paper(having(b"<w:p><w:r>" + shown + b"</w:r></w:p>")).content
    with zipfile.ZipFile(io.BytesIO(cleaned)) as parts:
        assert b'descr="A map: /Users of the park"' in parts.read(DOCUMENT)
