"""Cleaning PDF files of commands and authors' names; the pages stay as they are."""

from __future__ import annotations

import io
import logging

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject

from forum.papers.remarks import Remark
from forum.text.problem import Problem
from tasks.documents.pdf.active_content import clean_objects
from tasks.documents.pdf.limits import open_pdf, within_limits

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote the files
LOCKED = "The paper has a password, or is locked against changes; save it without and send it again."
UNREADABLE = "The paper is damaged, or can’t be read through. Open it, print it to PDF and send that."
_OBJECTS = (b"obj", b"<<", b"stream")  # a file without any of these has no object


@within_limits()
def cleaned_pdf(content: bytes) -> tuple[bytes, frozenset[Remark]]:
    """Write the file anew from the objects that its pages need; return it with the remarks on what was found.

    Raises Problem for a file that is encrypted, starts programs, or can't be read to its end: another program
    might still find commands in it. A file without any object shows nothing in any program; it is taken as it
    came, with a remark.
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
    except Exception as error:  # pypdf raises errors of any kind for damaged files
        raise Problem(UNREADABLE) from error
