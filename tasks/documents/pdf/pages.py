"""Drawing pages of PDF files as they are: their content is neither read nor rewritten."""

from __future__ import annotations

from dataclasses import dataclass, field

from pypdf import PageObject, PdfWriter, Transformation
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
