"""Zip files and XML that are meant to harm whoever opens them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from tests.tasks.documents.workbooks.good_workbook import GOOD

SHEET = "xl/worksheets/sheet1.xml"


ODD = "is not written as Office writes its files, and was not read"


FAR_MORE = "has far more in it than we can read"


DAMAGED = "is damaged, or"


def packed(*parts: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The good workbook with more parts, whatever they are called."""
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a", method) as file:
        for name, content in parts:
            file.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def twice(name: str, content: bytes) -> bytes:
    """The good workbook with a second part of a name that it has, given to it afterwards."""
    return packed(("?" * len(name), content)).replace(b"?" * len(name), name.encode())


def at(content: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    """The content with bytes put in place at an offset from the last such mark."""
    place = content.rindex(mark) + offset
    return content[:place] + value + content[place + len(value) :]


def overlapping() -> bytes:
    """A part that the list names a hundred times, by different names."""
    whole = packed(("x/bomb.bin", bytes(10_000)))
    start = whole.rindex(b"PK\x01\x02")
    end = whole.rindex(b"PK\x05\x06")
    entry, parts = whole[start:end], int.from_bytes(whole[end + 10 : end + 12], "little")
    more = b"".join(entry.replace(b"x/bomb.bin", b"x/b%03d.bin" % number) for number in range(100))
    size = int.from_bytes(whole[end + 12 : end + 16], "little") + len(more)
    counts = (parts + 100).to_bytes(2, "little") * 2 + size.to_bytes(4, "little")
    return whole[:end] + more + whole[end : end + 8] + counts + whole[end + 16 :]


ZIPS: dict[str, tuple[Callable[[], bytes], str]] = {
    "two parts of one name": (lambda: twice(SHEET, b"<x/>"), ODD),
    "two parts whose names differ by capitals": (lambda: packed((SHEET.upper(), b"<x/>")), ODD),
    "two parts whose names differ by a stroke": (lambda: packed((SHEET.replace("/", "\\"), b"<x/>")), ODD),
    "a part above its folder": (lambda: packed(("../x.xml", b"<x/>")), ODD),
    "a part above its folder, further in": (lambda: packed(("xl/../../x.xml", b"<x/>")), ODD),
    "a part at the root": (lambda: packed(("/etc/x.xml", b"<x/>")), ODD),
    "a part on a drive": (lambda: packed(("C:/x.xml", b"<x/>")), ODD),
    "a part without a name": (lambda: packed(("", b"<x/>")), ODD),
    "a name with a NUL": (
        lambda: packed(("xl/xx.xml", b"<x/>")).replace(b"xl/xx.xml", b"xl/x\0.xml"),
        "",
    ),
    "a name with a line break": (lambda: packed(("xl/x\n.xml", b"<x/>")), ODD),
    "another name in its own head": (
        lambda: packed(("xl/xx.xml", b"<x/>")).replace(b"xl/xx.xml", b"xl/yy.xml", 1),
        "",
    ),
    "another size in its own head": (lambda: at(GOOD, b"PK\x03\x04", 18, b"\1\0\0\0"), ODD),
    "another way of packing in its own head": (lambda: at(GOOD, b"PK\x03\x04", 8, b"\0\0"), ODD),
    "a password in the list": (lambda: at(GOOD, b"PK\x01\x02", 8, b"\1\0"), ODD),
    "a password in its own head": (lambda: at(GOOD, b"PK\x03\x04", 6, b"\1\0"), ODD),
    "packed by bzip2": (lambda: packed(("xl/x.bin", b"x" * 99), method=zipfile.ZIP_BZIP2), ODD),
    "packed by lzma": (lambda: packed(("xl/x.bin", b"x" * 99), method=zipfile.ZIP_LZMA), ODD),
    "packed by deflate64": (lambda: at(GOOD, b"PK\x01\x02", 10, b"\x09\0"), ODD),
    "parts that share their bytes": (overlapping, ODD),
    "something before it": (lambda: b"%!PS-Adobe\n" + GOOD, ODD),
    "another zip before it": (lambda: packed(("x", b"x")) + GOOD, ODD),
    "something behind it": (lambda: GOOD + b"<html>", ODD),
    "another zip behind it": (lambda: GOOD + packed(("x", b"x")), ODD),
    "something between list and end": (lambda: GOOD.replace(b"PK\x05\x06", b"x" * 99 + b"PK\x05\x06"), ""),
    "a comment that runs over": (lambda: GOOD[:-2] + b"\x09\0", ""),
    "empty parts without end": (lambda: packed(*((f"x/{number}", b"") for number in range(4_000))), FAR_MORE),
    "a part larger than it says": (
        lambda: at(packed(("x/x.bin", bytes(5_000))), b"PK\x01\x02", 24, b"\x01\0\0\0"),
        "",
    ),
    "a part with another checksum": (lambda: at(GOOD, b"PK\x01\x02", 16, b"abcd"), DAMAGED),
    "a list that begins elsewhere": (lambda: at(GOOD, b"PK\x05\x06", 16, b"\xff\xff\xff\x7f"), ""),
    "a list that is longer than it is": (lambda: at(GOOD, b"PK\x05\x06", 12, b"\xff\xff\0\0"), ""),
}


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


PREFIXES = b" ".join(b'xmlns:p%d="y"' % number for number in range(100))


HEAD = '<?xml version="1.0" encoding="{}"?>'


XML: dict[str, tuple[bytes, str]] = {
    "entities": (BOMB.encode(), ODD),
    "entities in UTF-16": (BOMB.encode("utf-16"), ODD),
    "entities in UTF-16 without a mark": (BOMB.encode("utf-16-le"), ODD),
    "entities behind a mark": (b"\xef\xbb\xbf" + BOMB.encode(), ODD),
    "entities in UTF-7": (HEAD.format("utf-7").encode() + BOMB.encode("utf-7"), ODD),
    "entities in EBCDIC": ((HEAD.format("ibm037") + BOMB).encode("cp037"), ODD),
    "entities in Japanese": (HEAD.format("shift_jis").encode() + BOMB.encode(), ODD),
    "entities in four bytes a letter": (BOMB.encode("utf-32"), ODD),
    "an encoding that is another": (HEAD.format("utf-16").encode() + b"<x/>", ODD),
    "an encoding that nobody has": (HEAD.format("x-made-up").encode() + b"<x/>", ODD),
    "a type behind a comment": (b"<!-- <x> -->\n<!DOCTYPE x><x/>", ODD),
    "a type over several lines": (
        b'<!DOCTYPE\n\tx\n[\n<!ENTITY % p SYSTEM\n"file:///etc/passwd">\n]\n><x/>',
        ODD,
    ),
    "a type elsewhere": (b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>', ODD),
    "300 elements deep": (b"<x>" * 300 + b"</x>" * 300, FAR_MORE),
    "a thousand attributes": (
        b"<x " + b" ".join(b'a%d="1"' % number for number in range(1_000)) + b"/>",
        ODD,
    ),
    "prefixes without end": (
        b"".join(b"<x " + PREFIXES.replace(b"p", b"p%d" % deep) + b">" for deep in range(9)) + b"</x>" * 9,
        ODD,
    ),
}
