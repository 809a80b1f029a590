"""PDF files without what runs or gives their authors away; what is on the pages stays as it is."""

from __future__ import annotations

import io
import logging

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject

from forum.papers.remarks import Remark
from forum.text.problem import Problem
from tasks.documents.pdf.active_content import clean_objects
from tasks.documents.pdf.limits import open_pdf, within_limits

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of what is in the files
LOCKED = "The paper has a password, or is locked against changes; save it without and send it again."
UNREADABLE = "The paper is damaged, or can’t be read through. Open it, print it to PDF and send that."
_OBJECTS = (b"obj", b"<<", b"stream")  # without any of these it has no object


@within_limits()
def cleaned_pdf(content: bytes) -> tuple[bytes, frozenset[Remark]]:
    """The file written anew from what its pages need, and what was found in it.

    Raises Problem for one that is encrypted or starts programs, and for one that can't be read through:
    another program may still find in it what runs. A file without any object shows nothing in any program;
    it is taken as it came, which a remark says.
    """
    if not any(mark in content for mark in _OBJECTS):
        return content, frozenset({Remark.NOT_CLEANED})
    try:
        reader = open_pdf(content)
        if reader.is_encrypted:
            raise Problem(LOCKED)
        root = reader.trailer["/Root"].get_object()
        if not isinstance(root, DictionaryObject):
            raise Problem(UNREADABLE)
        remarks = clean_objects(root)
        writer = PdfWriter(clone_from=reader)
        writer.metadata, writer.pdf_header = None, reader.pdf_header
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue(), frozenset(remarks)
    except Problem:
        raise
    except Exception as error:  # pypdf raises whatever it meets in what others wrote
        raise Problem(UNREADABLE) from error
