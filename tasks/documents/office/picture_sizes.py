"""Reading a picture's size in points from its first bytes, since a small file can have a billion points."""

from __future__ import annotations

import struct

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
