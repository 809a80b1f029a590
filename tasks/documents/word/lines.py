"""The text of a Word file line by line, so that two versions of a template can be compared."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape

from tasks.documents.office.cleaning import cleaned_office
from tasks.documents.office.file_checks import WORD_FILE

_PARAGRAPH, _TAG = re.compile(r"</w:p>"), re.compile(r"<[^>]*>")


def lines_of_word_file(content: bytes, name: str) -> list[str]:
    """Return each part of the file by name and check number, each followed by its paragraphs with their tags.

    The file is cleaned first, as for printing. Raises Problem for anything but a safe Word file.
    """
    cleaned = cleaned_office(content, name, WORD_FILE, "Put the template back.").content
    with zipfile.ZipFile(io.BytesIO(cleaned)) as parts:
        return [line for part in sorted(parts.namelist()) for line in _lines(part, parts.read(part))]


def _lines(part: str, content: bytes) -> Iterator[str]:
    yield f"{part} {hashlib.sha256(content).hexdigest()[:12]}"
    if part.startswith("word/") and part.endswith(".xml"):
        for paragraph in _PARAGRAPH.split(content.decode(errors="backslashreplace")):
            if text := unescape(_TAG.sub("", paragraph)).strip():
                yield text
