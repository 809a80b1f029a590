"""Pictures of far more points than a page can show are refused in words, without being drawn."""

from __future__ import annotations

import struct
import zlib

import pytest

from forum.text.problem import Problem
from tasks.documents.office.picture_sizes import picture_size
from tasks.documents.papers.take_paper import take_paper
from tests.tasks.documents.office.office_parts import with_parts
from tests.tasks.documents.papers.test_take_paper import a_word_file


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


@pytest.mark.parametrize("ending", ["png", "bin", "emf"])
@pytest.mark.parametrize("kind", LARGE)
def test_a_picture_of_far_too_many_points_is_refused_whatever_it_is_called(kind: str, ending: str) -> None:
    paper = with_parts(a_word_file(), {f"word/media/image1.{ending}": LARGE[kind]})
    with pytest.raises(Problem, match="The paper has a picture of 30,000 × 30,000 points"):
        take_paper(paper)


def test_a_photograph_as_cameras_take_them_is_taken() -> None:
    paper = with_parts(a_word_file(), {"word/media/image1.jpeg": jpeg(9_000, 6_000)})
    assert take_paper(paper).ending == "docx"


@pytest.mark.parametrize("kind", LARGE)
def test_a_picture_that_is_cut_off_has_no_size_and_breaks_nothing(kind: str) -> None:
    for length in range(0, min(len(LARGE[kind]), 64)):
        assert picture_size(LARGE[kind][:length]) in ((0, 0), (30_000, 30_000), (30_000, 0), (0, 30_000))
