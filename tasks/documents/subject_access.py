"""The words of a document, to look for a name in them."""

from __future__ import annotations

import io
import re
import zipfile

from pypdf import PdfReader

_TAG = re.compile(rb"<[^>]*>")
_ENDS = re.compile(rb"</(?=w:p>|a:p>|t>|si>)")  # of a paragraph, or of a cell


def words_of_document(name: str, content: bytes) -> str | None:
    """Return the text of a Word, Excel or PowerPoint file, or of a PDF; empty for any other, such as a
    picture, and None for one that can't be read.

    It is a stranger's file: the caller runs this within limits.
    """
    try:
        return _words(name, content)
    except Exception:  # what reads a damaged file raises errors of any kind
        return None


def _words(name: str, content: bytes) -> str:
    if name.lower().endswith(".pdf"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return ""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        texts = [parts.read(part) for part in parts.namelist() if part.endswith(".xml")]
    return "\n".join(_TAG.sub(b"", _ENDS.sub(b" </", text)).decode("utf-8", "replace") for text in texts)
