"""Reading a picture's size in points from its first bytes, since a small file can have a billion points.

Cleaning pictures of the notes of cameras and programs, such as the place where they were taken.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from lxml import etree

from forum.papers.papers import Remark
from tasks.documents.office.links import remove_element
from tasks.documents.office.package import Node

MOST_POINTS = 100_000_000
_JPEG_SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # the marks before which a JPEG says its size
_JPEG_ALONE = {0x01, *range(0xD0, 0xDA)}  # marks without a length


def picture_size(beginning: bytes) -> tuple[int, int]:
    """Return width and height of a PNG, GIF, BMP, JPEG, TIFF or WebP picture; 0 for anything else."""
    try:
        if beginning.startswith(b"\x89PNG\r\n\x1a\n"):
            return _two(">II", beginning, 16)
        if beginning.startswith(b"GIF8"):
            return _two("<HH", beginning, 6)
        if beginning.startswith(b"BM"):
            width, height = _two("<ii", beginning, 18)
            return abs(width), abs(height)
        if beginning.startswith(b"\xff\xd8"):
            return _jpeg(beginning)
        if beginning.startswith((b"II*\0", b"MM\0*")):
            return _tiff(beginning)
        if beginning[:4] == b"RIFF" and beginning[8:16] == b"WEBPVP8X" and len(beginning) >= 30:
            width, height = (1 + int.from_bytes(beginning[at : at + 3], "little") for at in (24, 27))
            return width, height
    except (struct.error, IndexError):
        pass
    return 0, 0


def _two(how: str, content: bytes, at: int) -> tuple[int, int]:
    first, second = struct.unpack_from(how, content, at)
    return int(first), int(second)


def _jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while content[at] == 0xFF:
        mark = content[at + 1]
        if mark in _JPEG_SIZES:
            height, width = _two(">HH", content, at + 5)
            return width, height
        at += 2 if mark in _JPEG_ALONE else 2 + max(2, int.from_bytes(content[at + 2 : at + 4], "big"))
    return 0, 0


def _tiff(content: bytes) -> tuple[int, int]:
    order = "<" if content.startswith(b"II") else ">"
    (at,) = struct.unpack_from(f"{order}I", content, 4)
    (count,) = struct.unpack_from(f"{order}H", content, at)
    values = {}
    for number in range(min(count, 100)):
        tag, kind = _two(f"{order}HH", content, at + 2 + 12 * number)
        (value,) = struct.unpack_from(f"{order}{'H' if kind == 3 else 'I'}", content, at + 10 + 12 * number)
        values[tag] = int(value)
    return values.get(256, 0), values.get(257, 0)


_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_IMAGE_FOLLOWS = 0xDA
_KEPT_SEGMENTS = frozenset(range(0xC0, 0xE0)) | {0xE0, 0xEE, 0xDD}  # pixels, tables, JFIF and Adobe's colours
_EXIF = b"Exif\0\0"
_COLOURS = b"ICC_PROFILE\0"
_TEXTS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_ORIENTATION = 0x0112
_UPRIGHT = 1
_TIFF = (b"II*\0", b"MM\0*")
_SIZES = {3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}  # of TIFF's kinds, where not one
_NOTES = frozenset(
    {
        0x010D, 0x010E, 0x010F, 0x0110, 0x0131, 0x0132, 0x013B, 0x013C, 0x02BC, 0x8298, 0x83BB, 0x8649,
        0x8769, 0x8825, 0x935C, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F,
    }
)  # fmt: skip  # names, texts, times, places, and what cameras and programs keep for themselves
_IN_TAGS = frozenset({0x8769, 0x8825})  # their values are the places of more notes
_MOST_NOTES = 50
_EXIF_AND_XMP = 0x08 | 0x04  # flags in a WebP picture's head for notes that follow
_FETCHES = re.compile(r"""url\(\s*["']?(?!\s*["']?(?:#|data:image/))""", re.IGNORECASE)
_IMPORTS = re.compile(r"@import|\\", re.IGNORECASE)  # a letter may be written behind a backslash


def cleaned_picture(content: bytes) -> bytes:
    """Return a JPEG, PNG, TIFF or WebP without the notes of cameras and programs, every pixel as it was.

    The picture's orientation stays. Other formats, and files that break the rules of theirs, stay as they
    are.
    """
    try:
        if content.startswith(_JPEG):
            return _JPEG + b"".join(_segments(content))
        if content.startswith(_PNG):
            return _PNG + b"".join(_chunks(content))
        if content.startswith(_TIFF):
            return _blanked(content)
        if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
            pieces = b"WEBP" + b"".join(_riff_pieces(content))
            return b"RIFF" + struct.pack("<I", len(pieces)) + pieces
    except (struct.error, ValueError, LookupError):
        pass
    return content


def _segments(content: bytes) -> Iterator[bytes]:
    at = 2
    while True:
        if content[at : at + 1] != b"\xff":
            raise ValueError("no segment begins here")
        kind = content[at + 1]
        if kind == 0xFF:  # a byte between two segments
            at += 1
            continue
        if kind == _IMAGE_FOLLOWS:
            end = content.rfind(b"\xff\xd9")
            yield content[at : end + 2] if end > at else content[at:]
            return
        (size,) = struct.unpack_from(">H", content, at + 2)
        segment, data = content[at : at + 2 + size], content[at + 4 : at + 2 + size]
        if kind in _KEPT_SEGMENTS or (kind == 0xE2 and data.startswith(_COLOURS)):
            yield segment
        elif kind == 0xE1 and data.startswith(_EXIF) and (turned := _orientation(data[6:])) != _UPRIGHT:
            yield _only_orientation(turned)
        at += 2 + size


def _riff_pieces(content: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(content):
        kind, size = struct.unpack_from("<4sI", content, at)
        piece = bytearray(content[at : at + 8 + size + size % 2])
        if kind == b"VP8X":
            piece[8] &= ~_EXIF_AND_XMP
        if kind not in (b"EXIF", b"XMP "):
            yield bytes(piece)
        at += 8 + size + size % 2


def _blanked(tiff: bytes) -> bytes:
    """Return a TIFF with zeros in place of its notes, since all its other data has fixed places."""
    order = "<" if tiff.startswith(b"II") else ">"
    out, offsets = bytearray(tiff), set[int]()
    waiting = [(struct.unpack_from(f"{order}I", tiff, 4)[0], False)]
    while waiting and len(offsets) < _MOST_NOTES:
        first, is_note = waiting.pop()
        if not first or first in offsets:
            continue
        offsets.add(first)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            at = first + 2 + 12 * number
            tag, kind, length, place = struct.unpack_from(f"{order}HHII", tiff, at)
            if not is_note and tag not in _NOTES:
                continue
            if tag in _IN_TAGS:
                waiting.append((place, True))
            size = _SIZES.get(kind, 1) * length
            begin = at + 8 if size <= 4 else place
            if tag not in _IN_TAGS:
                end = min(begin + size, len(out))
                out[begin:end] = bytes(max(0, end - begin))
        if not is_note:
            waiting.append((struct.unpack_from(f"{order}I", tiff, first + 2 + 12 * count)[0], False))
    return bytes(out)


def _orientation(tiff: bytes) -> int:
    """Read a picture's orientation from the camera's note; upright where that can't be read."""
    order = "<" if tiff.startswith(b"II") else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else _UPRIGHT
    except struct.error:
        pass
    return _UPRIGHT


def _only_orientation(turned: int) -> bytes:
    note = _EXIF + b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note


def _chunks(content: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at < len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        if kind not in _TEXTS:
            yield content[at : at + 12 + size]
        if kind == b"IEND":  # no program shows data behind it
            return
        at += 12 + size


def clean_svg(root: Node) -> set[Remark]:
    """Take scripts, notes and fetched content out of a drawing; its picture stays."""
    remarks = set[Remark]()
    for node in [*root.iter("{*}script", "{*}foreignObject", "{*}metadata", "{*}namedview")]:
        if etree.QName(node).localname in ("script", "foreignObject"):
            remarks.add(Remark.ACTIONS)
        remove_element(node)
    for node in [*root.iter("{*}style")]:
        style = "".join(map(str, node.itertext()))
        if _FETCHES.search(style) or _IMPORTS.search(style):
            remarks.add(Remark.LINKED)
            remove_element(node)
    for node in root.iter(etree.Element):
        for key, value in [*node.attrib.items()]:
            name, text = etree.QName(str(key)), re.sub(r"\s", "", str(value)).lower()
            if name.localname.startswith("on"):
                remarks.add(Remark.ACTIONS)
            elif name.localname == "href" and not text.startswith(("#", "data:image/")):
                remarks.add(Remark.LINKED)
            elif name.localname == "attributeName" and text.endswith("href"):
                remarks.add(Remark.ACTIONS)
            elif _FETCHES.search(text) or (name.localname == "style" and _IMPORTS.search(text)):
                remarks.add(Remark.LINKED)
            elif "inkscape" not in (name.namespace or "") and "sodipodi" not in (name.namespace or ""):
                continue
            del node.attrib[key]
    return remarks
