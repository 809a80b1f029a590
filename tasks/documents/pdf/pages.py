"""Drawing pages of PDF files as they are: their content is neither read nor rewritten.

Opening PDF files of other people within limits of reads, of unpacked bytes and of pages.

A file of a few kilobytes can ask for gigabytes, or for hours.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter, Transformation, apply_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    RectangleObject,
    StreamObject,
)

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
    """Let pypdf stop with a Problem at sizes that no paper has."""
    try:
        with apply_configuration(**_LIMITS):
            yield
    except (LimitReachedError, RecursionError, MemoryError) as error:
        raise Problem(FAR_MORE) from error


def open_pdf(content: bytes) -> PdfReader:
    """Open a file and look at every object in it; Problem for a file that unpacks to far too much.

    To be called ``within_limits``. An encrypted file is left to the caller.
    """
    reader = PdfReader(_Metered(content))
    if reader.is_encrypted:
        return reader
    objects = [number for numbers in reader.xref.values() for number in numbers]
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
    """A file that can be read only so many times."""

    left = _MOST_READS

    def read(self, size: int | None = -1, /) -> bytes:
        self.left -= 1
        if self.left < 0:
            raise LimitReachedError("read too often")
        return super().read(size)


def _check_bundles(reader: PdfReader) -> None:
    """Check the size of bundles of objects: one is unpacked whenever one of its objects is needed."""
    size = 0
    for bundle in {number for number, _ in reader.xref_objStm.values()}:
        stream = reader.get_object(bundle)
        size += len(stream.get_data()) if isinstance(stream, StreamObject) else 0
        if size > _MOST_IN_BUNDLES:
            raise Problem(FAR_MORE)


def _check_streams(reader: PdfReader) -> None:
    unpacked = {False: 0, True: 0}
    most = {False: _MOST_UNPACKED, True: _MOST_OF_PICTURES}
    for number in sorted({number for numbers in reader.xref.values() for number in numbers}):
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
    """Return an object of a file; None for a broken one, which is met again where it is needed."""
    try:
        return reader.get_object(number)
    except LimitReachedError:
        raise
    except Exception:  # pypdf raises errors of any kind for damaged files
        return None


def _bytes_shown(picture: DictionaryObject) -> int:
    try:
        width, height, bits = (int(picture.get(key, 8)) for key in ("/Width", "/Height", "/BitsPerComponent"))
    except (TypeError, ValueError):
        return 0
    colours = 1 if bits == 1 or "/Gray" in str(picture.get("/ColorSpace")) else 4
    return width * height * bits * colours // 8


def _unpacked(stream: StreamObject, most: int) -> int:
    """Return the bytes to which a stream unpacks by Flate; ``most`` + 1 for more, or for Flate twice over."""
    filters = stream.get("/Filter", [])
    names = [str(name) for name in (filters if isinstance(filters, ArrayObject) else [filters])]
    times = sum(1 for name in names if name in ("/FlateDecode", "/Fl"))
    if not times or names[0] not in ("/FlateDecode", "/Fl"):
        return 0  # streams in hexadecimal and the like are left to the limits of pypdf
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


_MOST_STREAMS = 1_000  # that make up a page
_MOST_COPIED = 50_000_000  # bytes, of all pages
_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")


@dataclass
class PageForms:
    """The contents of a file's pages, each as one form; pages with the same content share a form."""

    writer: PdfWriter
    made: dict[tuple[int, ...], IndirectObject] = field(default_factory=dict)
    copied: int = 0

    def of(self, page: PageObject) -> IndirectObject | None:
        """Return the form of a page; None for an empty page. Raises LimitReachedError for too much."""
        contents = page.get("/Contents", ArrayObject()).get_object()
        streams = (
            [part.get_object() for part in contents] if isinstance(contents, ArrayObject) else [contents]
        )
        streams = [stream for stream in streams if isinstance(stream, StreamObject)]
        resources = page.get("/Resources", DictionaryObject()).get_object()
        box = page.mediabox
        if not streams:
            return None
        key = (*map(id, streams), id(resources), *(int(side) for side in box))
        if key not in self.made:
            if len(streams) > _MOST_STREAMS:
                raise LimitReachedError("a page of too many streams")
            form = self._form(streams)
            form[NameObject("/Type")], form[NameObject("/Subtype")] = (
                NameObject("/XObject"),
                NameObject("/Form"),
            )
            form[NameObject("/BBox")] = ArrayObject([FloatObject(side) for side in box])
            form[NameObject("/Resources")] = getattr(resources, "indirect_reference", None) or resources
            self.made[key] = self.writer._add_object(form)
        return self.made[key]

    def _form(self, streams: list[StreamObject]) -> StreamObject:
        """Return one stream as it is packed, or several joined."""
        if len(streams) == 1:
            form = type(streams[0])()
            form.update(streams[0])
            form._data = streams[0]._data
            self._copy(len(form._data))
            return form
        data = bytearray()
        for stream in streams:
            data += stream.get_data() + b"\n"
            self._copy(len(stream.get_data()))
        joined = DecodedStreamObject()
        joined.set_data(bytes(data))
        return joined.flate_encode()

    def _copy(self, size: int) -> None:
        self.copied += size
        if self.copied > _MOST_COPIED:
            raise LimitReachedError("pages of too many bytes")


def turn_upright(page: PageObject) -> str:
    """Turn a page that lies on its side upright, and return the matrix that turns its content instead."""
    turn, box = -page.rotation, RectangleObject(page.mediabox)
    page.rotation = 0
    middle = (-float(box.left + box.width / 2), -float(box.bottom + box.height / 2))
    turned = Transformation().translate(*middle).rotate(turn)
    (x, y), (to_x, to_y) = turned.apply_on(box.lower_left), turned.apply_on(box.upper_right)
    turned = turned.translate(-min(x, to_x), -min(y, to_y))
    for name in _BOXES:
        if name in page:
            old = RectangleObject(page[name])  # type: ignore[arg-type]
            (x, y), (to_x, to_y) = turned.apply_on(old.lower_left), turned.apply_on(old.upper_right)
            page[NameObject(name)] = RectangleObject((min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)))
    return " ".join(f"{number:.4f}" for number in turned.ctm)
