"""Files that say who wrote them, and all that they say."""

from __future__ import annotations

import io
import struct
import zipfile

from pypdf import PdfReader

from tests.tasks.documents.office.office_parts import related

JO = "Jo Author"


JO_B = JO.encode()


def held(
    content: bytes, source: str, kind: str, target: str, part: bytes, content_type: str = "application/xml"
) -> bytes:
    return related(content, source, kind, target, part=part, content_type=content_type)


def segment(kind: int, data: bytes) -> bytes:
    return bytes([0xFF, kind]) + struct.pack(">H", len(data) + 2) + data


def a_jpeg(turned: int = 1, order: str = "<") -> bytes:
    """A photo with the place where it was taken; its pixels are of no matter here."""
    ifd = struct.pack(f"{order}HHHIHH", 1, 0x0112, 3, 1, turned, 0)
    exif = b"Exif\0\0" + (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8) + ifd + JO_B
    return (
        b"\xff\xd8" + segment(0xE0, b"JFIF\0" + bytes(9)) + segment(0xE1, exif)
        + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + JO_B) + segment(0xED, b"Photoshop 3.0\0" + JO_B)
        + segment(0xFE, JO_B) + segment(0xE2, b"ICC_PROFILE\0colours") + segment(0xE2, b"MPF\0" + JO_B)
        + PIXELS
        + JO_B
    )  # fmt: skip


PIXELS = segment(0xDB, bytes(65)) + segment(0xC0, bytes(15)) + segment(0xDA, bytes(10)) + b"pixels\xff\xd9"


def everything(content: bytes) -> bytes:
    """All bytes of a file, unpacked, with the text that a PDF writes in another way."""
    if content.startswith(b"%PDF"):
        return content + b" ".join(
            str(PdfReader(io.BytesIO(content)).get_object(number)).encode() for number in (1, 3)
        )
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return b"".join(name.encode() + parts.read(name) for name in parts.namelist())
