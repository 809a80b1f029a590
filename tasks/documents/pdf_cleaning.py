"""PDF files without what gives their authors away; what is on the pages stays as it is."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from forum.paper_remarks import Remark
from forum.problem import Problem

_NO_REMARKS = ("/Link", "/Widget", "/Popup")  # annotations that are no reader's comment
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of what is in the files
LOCKED = "The paper has a password, or is locked against changes; save it without and send it again."


def cleaned_pdf(content: bytes) -> tuple[bytes, frozenset[Remark]]:
    """The file without its properties and the names at its comments, and what was found in it.

    Raises Problem for one that is encrypted, and what pypdf raises for a broken one.
    """
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise Problem(LOCKED)
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    remarks = set[Remark]()
    for one in _with_properties(writer):
        del one["/Metadata"]
    for page in writer.pages:
        for annotation in page.annotations or ():
            note = annotation.get_object()
            if note.get("/Subtype") in _NO_REMARKS:
                continue
            remarks.add(Remark.EMBEDDED if note.get("/Subtype") == "/FileAttachment" else Remark.COMMENTS)
            note.pop(NameObject("/T"), None)
    if "/EmbeddedFiles" in writer.root_object.get("/Names", {}):
        remarks.add(Remark.EMBEDDED)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue(), frozenset(remarks)


def _with_properties(writer: PdfWriter) -> Iterator[DictionaryObject]:
    """The file and those of its pages that have a packet of properties (XMP)."""
    yield from (one for one in (writer.root_object, *writer.pages) if "/Metadata" in one)
