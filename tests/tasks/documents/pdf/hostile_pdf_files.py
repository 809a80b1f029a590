"""PDF files that ask for far more than they hold, made by hand, since no program writes such."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import cache

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s>>"


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects by their numbers, of which the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, written in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        out += b"%010d %05d %s \n" % (places.get(number, 0), 0, b"n" if number in places else b"f")
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, table)
    return bytes(out)


def with_page(
    page: bytes = b"", more: Mapping[int, bytes] | None = None, *, catalogue: bytes = b"", times: int = 1
) -> bytes:
    """A file of one page, which may be shown several times."""
    return pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
            2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * times, times),
            3: PAGE % page,
            **(more or {}),
        }
    )


def stream(packed: bytes, more: bytes = b"", filters: bytes = b"/FlateDecode") -> bytes:
    return b"<</Length %d/Filter%s%s>>stream\n%s\nendstream" % (len(packed), filters, more, packed)


@cache
def packed(megabytes: int, what: bytes = b" ") -> bytes:
    """So many megabytes of one letter, packed to a thousandth."""
    packing, piece = zlib.compressobj(1), what * 1_000_000
    return b"".join(packing.compress(piece) for _ in range(megabytes)) + packing.flush()


def bundle(inside: bytes, parts: int) -> bytes:
    """A file whose first objects are packed together, as newer programs write them."""
    out = bytearray(b"%PDF-1.7\n")
    held = len(out)
    out += b"4 0 obj\n" + stream(inside, b"/Type/ObjStm/N %d/First 20" % parts) + b"\nendobj\n"
    table = len(out)
    rows = b"\0" * 6 + b"".join(b"\2\0\0\0\4" + bytes([place]) for place in range(3))
    rows += b"\1" + held.to_bytes(4, "big") + b"\0" + b"\1" + table.to_bytes(4, "big") + b"\0"
    return bytes(out) + cross_references(zlib.compress(rows), b"/Size 6") + b"startxref\n%d\n%%%%EOF" % table


def cross_references(rows: bytes, more: bytes) -> bytes:
    written = stream(rows, b"/Type/XRef/W[1 4 1]/Root 1 0 R" + more)
    return b"5 0 obj\n" + written + b"\nendobj\n"


def only_references(megabytes: int, more: bytes = b"/Size 600000000") -> bytes:
    return b"%PDF-1.7\n" + cross_references(packed(megabytes, b"\0"), more) + b"startxref\n9\n%%EOF"


def chain(link: bytes, length: int, end: bytes) -> dict[int, bytes]:
    """Objects of which each names the next."""
    return {**{at: link % (at + 1) for at in range(10, 10 + length)}, 10 + length: end}


PICTURE = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB"
SHOWN = b"/Resources<</XObject<</I 5 0 R>>>>"
Make = Callable[[], bytes]

FAR_MORE: Mapping[str, Make] = {
    "a page of 300 MB": lambda: with_page(b"/Contents 4 0 R", {4: stream(packed(300))}),
    "a page packed twice": lambda: with_page(
        b"/Contents 4 0 R", {4: stream(zlib.compress(packed(400)), filters=b"[/FlateDecode/FlateDecode]")}
    ),
    "a page of a hundred thousand streams": lambda: with_page(
        b"/Contents[" + b"4 0 R " * 100_000 + b"]", {4: stream(packed(20))}
    ),
    "objects packed together of 300 MB": lambda: bundle(packed(300), 3),
    "objects packed together of 300 MB that nobody needs": lambda: with_page(
        more={4: stream(packed(300), b"/Type/ObjStm/N 1/First 4")}
    ),
    "a font of 300 MB": lambda: with_page(more={4: stream(packed(300), b"/Length1 9")}),
    "ninety thousand objects": lambda: with_page(more=dict.fromkeys(range(10, 90000), b"<</A 1>>")),
    "an array of a million": lambda: with_page(b"/X[" + b"1 " * 1_000_000 + b"]"),
    "arrays of a million together": lambda: with_page(
        b"/X[" + b" ".join(b"%d 0 R" % at for at in range(10, 110)) + b"]",
        dict.fromkeys(range(10, 110), b"[" + b"/A" * 19000 + b"]"),
    ),
    "a dictionary of a million": lambda: with_page(b"/X<<" + b"/A 1" * 1_000_000 + b">>"),
    "a text of ten million letters": lambda: with_page(b"/X(" + b"(" * 5_000_000 + b")" * 5_000_000 + b")"),
    "a name of ten million letters": lambda: with_page(b"/X/" + b"A" * 10_000_000),
    "a number of ten million digits": lambda: with_page(b"/X " + b"1" * 10_000_000),
    "remarks of ten million letters": lambda: with_page(b"/X " + b"%x\n" * 3_000_000 + b"1"),
    "a chain of forty thousand": lambda: with_page(b"/X 10 0 R", chain(b"[%d 0 R]", 40_000, b"[]")),
    "a length of 99 GB": lambda: with_page(
        b"/Contents 4 0 R", {4: b"<</Length 99999999999>>stream\nq\nendstream"}
    ),
    "a million pages": lambda: with_page(times=1_000_000),
}
"""What no paper has; refused in these or other words."""

PAGES: Mapping[str, tuple[Make, str]] = {
    "a page 20,000 times": (lambda: with_page(times=20_000), "has 20,000 pages; up to 2,000 are taken"),
    "a picture of 30,000 × 30,000 points": (
        lambda: with_page(SHOWN, {5: stream(packed(1, b"\0"), PICTURE % (30_000, 30_000))}),
        "a picture of 30000 × 30000 points",
    ),
    "a photograph of 60,000 × 60,000 points": (
        lambda: with_page(SHOWN, {5: stream(b"x", PICTURE % (60_000, 60_000), b"/DCTDecode")}),
        "a picture of 60000 × 60000 points",
    ),
}

HARD: Mapping[str, Make] = {
    "references of 300 MB": lambda: only_references(300),
    "references of 60 MB": lambda: only_references(60),
    "references through a predictor": lambda: only_references(
        60, b"/Size 600000000/DecodeParms<</Predictor 12/Columns 1>>"
    ),
    "a page of fifteen million letters that draws for ever": lambda: with_page(
        b"/Contents 4 0 R", {4: stream(zlib.compress(b"q Q " * 4_000_000, 1))}
    ),
    "a page that holds itself": lambda: with_page(times=1).replace(b"[3 0 R ]", b"[2 0 R ]"),
    "a page that is its own chapter": lambda: pdf(
        {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"}
    ),
    "bookmarks in a ring": lambda: with_page(
        catalogue=b"/Outlines 10 0 R",
        more={10: b"<</First 11 0 R/Last 11 0 R>>", 11: b"<</Title(x)/Next 11 0 R/First 11 0 R>>"},
    ),
    "names in a ring": lambda: with_page(
        catalogue=b"/Names<</Dests 10 0 R/EmbeddedFiles 10 0 R>>",
        more=chain(b"<</Kids[%d 0 R]>>", 300, b"<</Kids[10 0 R]>>"),
    ),
    "fields in a ring": lambda: with_page(
        catalogue=b"/AcroForm<</Fields[10 0 R]>>",
        more=chain(b"<</T(x)/Kids[%d 0 R]>>", 300, b"<</Kids[10 0 R]>>"),
    ),
    "arrays in arrays": lambda: with_page(b"/X" + b"[" * 50_000 + b"]" * 50_000),
    "a length that is its own": lambda: with_page(
        b"/Contents 4 0 R", {4: b"<</Length 4 0 R>>stream\nq\nendstream"}
    ),
    "a length below nought": lambda: with_page(
        b"/Contents 4 0 R", {4: b"<</Length -5>>stream\nq\nendstream"}
    ),
    "older versions in a ring": lambda: pdf({1: b"<<>>"}, b"/Prev 9"),
    "objects without an end": lambda: b"%PDF-1.7\n" + b"1 0 obj\n" * 200_000,
    "ends without a beginning": lambda: b"%PDF-1.7\n" + b"startxref\n9\n%%EOF\n" * 200_000,
    "digits without end": lambda: b"%PDF-1.7\n" + b"1 " * 2_000_000,
    "a page without sides": lambda: with_page().replace(b"0 0 595 842", b"a b c d    "),
    "a page as large as the world": lambda: with_page(b"/Rotate 45/UserUnit 1e300"),
    "a page of which others read nothing": lambda: b"%PDF-1.7\n%%EOF",
}
"""What takes others long, or breaks them: taken or refused, and soon."""
