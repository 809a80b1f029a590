"""PDF files that others wrote, opened within limits: of what is read, of what it unpacks to, of its pages.

A file of a few kilobytes can ask for gigabytes, or for hours.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from forum.text.problem import Problem

MOST_PAGES = 2_000
_MOST_OBJECTS = 60_000
_MOST_READS = 2_500_000  # of a few bytes each; pypdf reads letter by letter
_MOST_IN_BUNDLES = 5_000_000  # bytes of objects that are packed together
_MOST_UNPACKED, _MOST_OF_PICTURES = 200_000_000, 1_000_000_000  # bytes of all streams
_LARGEST_PICTURE = 400_000_000  # bytes as it is shown: 10,000 × 10,000 points in four colours
_LIMITS: dict[str, Any] = {
    "maximum_declared_stream_length": 20_000_000,
    "array_maximum_element_count": 50_000,
    "dictionary_maximum_element_count": 20_000,
    "array_based_stream_maximum_output_length": 10_000_000,
    "zlib_maximum_output_length": 10_000_000,
    "zlib_maximum_recovery_input_length": 500_000,
    "lzw_maximum_output_length": 1_000_000,
    "run_length_maximum_output_length": 10_000_000,
    "flate_maximum_columns": 10_000,
    "stream_filters_maximum_length": 4,
    "stream_decoding_work_maximum_length": 20_000_000,
    "stream_parsing_work_maximum_count": 200_000,
    "page_tree_maximum_entries": 30_000,
    "page_tree_maximum_page_entries": 200_000,
}
FAR_MORE = "The paper has far more in it than we can read. Print it to PDF again and send that."
_PIECE = 1_000_000  # bytes


@contextmanager
def within_limits() -> Iterator[None]:
    """Have pypdf stop at what no paper has; Problem then says so."""
    try:
        with apply_configuration(**_LIMITS):
            yield
    except (LimitReachedError, RecursionError, MemoryError) as error:
        raise Problem(FAR_MORE) from error


def open_pdf(content: bytes) -> PdfReader:
    """Open a file, look at every object in it, and raise Problem for one that asks for far more than it has.

    To be called ``within_limits``. What is encrypted is left to the caller.
    """
    reader = PdfReader(_Metered(content))
    if reader.is_encrypted:
        return reader
    objects = [(number, kept) for kept, numbers in reader.xref.items() for number in numbers]
    if len(objects) + len(reader.xref_objStm) > _MOST_OBJECTS:
        raise Problem(FAR_MORE)
    _check_bundles(reader)
    if len(reader.pages) > MOST_PAGES:
        raise Problem(
            f"The paper has {len(reader.pages):,} pages; up to {MOST_PAGES:,} are taken. Send it in parts."
        )
    _check_streams(reader)
    return reader


class _Metered(io.BytesIO):
    """A file that is read so many times and no more."""

    left = _MOST_READS

    def read(self, size: int | None = -1, /) -> bytes:
        self.left -= 1
        if self.left < 0:
            raise LimitReachedError("read too often")
        return super().read(size)


def _check_bundles(reader: PdfReader) -> None:
    """Objects that are packed together are unpacked as often as one of them is needed."""
    size = 0
    for bundle in {number for number, _ in reader.xref_objStm.values()}:
        stream = reader.get_object(bundle)
        size += len(stream.get_data()) if isinstance(stream, StreamObject) else 0
        if size > _MOST_IN_BUNDLES:
            raise Problem(FAR_MORE)


def _check_streams(reader: PdfReader) -> None:
    unpacked = {False: 0, True: 0}
    most = {False: _MOST_UNPACKED, True: _MOST_OF_PICTURES}
    numbers = {number for kept in reader.xref.values() for number in kept}
    for number in sorted(numbers):
        stream = _object(reader, number)
        if not isinstance(stream, StreamObject):
            continue
        is_picture = stream.get("/Subtype") == "/Image"
        if is_picture and _bytes_shown(stream) > _LARGEST_PICTURE:
            raise Problem(
                f"The paper has a picture of {stream['/Width']} × {stream['/Height']} points, far more than "
                "a page can show. Make it smaller, and send the paper again."
            )
        unpacked[is_picture] += _unpacked(stream, most[is_picture] - unpacked[is_picture])
        if unpacked[is_picture] > most[is_picture]:
            raise Problem(FAR_MORE)


def _object(reader: PdfReader, number: int) -> Any:
    """An object of a file; None for a broken one, which is met again where it is needed."""
    try:
        return reader.get_object(number)
    except LimitReachedError:
        raise
    except Exception:  # pypdf raises whatever it meets in what others wrote
        return None


def _bytes_shown(picture: DictionaryObject) -> int:
    try:
        width, height, bits = (int(picture.get(key, 8)) for key in ("/Width", "/Height", "/BitsPerComponent"))
    except (TypeError, ValueError):
        return 0
    colours = 1 if bits == 1 or "/Gray" in str(picture.get("/ColorSpace")) else 4
    return width * height * bits * colours // 8


def _unpacked(stream: StreamObject, most: int) -> int:
    """How many bytes a stream unpacks to by Flate, also twice over; one more than ``most`` if it is more."""
    filters = stream.get("/Filter", [])
    named = [str(one) for one in (filters if isinstance(filters, ArrayObject) else [filters])]
    times = sum(1 for one in named if one in ("/FlateDecode", "/Fl"))
    if not times or named[0] not in ("/FlateDecode", "/Fl"):
        return 0  # what is in hexadecimal and the like before is let go through the limits of pypdf
    if times > 1:
        return most + 1
    inflating, size = zlib.decompressobj(), 0
    waiting: bytes = stream._data
    while waiting and size <= most and not inflating.eof:
        try:
            size += len(inflating.decompress(waiting, _PIECE))
        except zlib.error:
            break
        waiting = inflating.unconsumed_tail
    return size
