"""Pictures that are far larger than they look."""

from __future__ import annotations

import struct
import zlib


def png(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I4s", len(head), b"IHDR") + head
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", zlib.crc32(chunk[4:]))


def jpeg(width: int, height: int, before: bytes = b"") -> bytes:
    return b"\xff\xd8" + before + b"\xff\xc2\0\x11\x08" + struct.pack(">HH", height, width) + b"\3" * 9


def tiff(width: int, height: int, order: str = "<") -> bytes:
    head = b"II*\0" if order == "<" else b"MM\0*"
    entries = struct.pack(f"{order}HHII", 256, 4, 1, width) + struct.pack(f"{order}HHII", 257, 4, 1, height)
    return head + struct.pack(f"{order}IH", 8, 2) + entries


WEBP = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + (29_999).to_bytes(3, "little") * 2


LARGE = {
    "PNG": png(30_000, 30_000),
    "GIF": b"GIF89a" + struct.pack("<HH", 30_000, 30_000),
    "BMP": b"BM" + bytes(16) + struct.pack("<ii", 30_000, -30_000),
    "JPEG": jpeg(30_000, 30_000),
    "JPEG with much before it": jpeg(30_000, 30_000, b"\xff\xe1\xff\xff" + bytes(65_533) + b"\xff\x01"),
    "TIFF": tiff(30_000, 30_000),
    "TIFF of a Mac": tiff(30_000, 30_000, ">"),
    "WebP": WEBP,
}
