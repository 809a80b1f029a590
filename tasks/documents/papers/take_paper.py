"""Taking a paper that comes in: the kinds of file allowed, and cleaning it for its readers.

The media types of documents, as mail and web name them (IANA).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forum.papers.papers import MARKING, Remark
from forum.text.problem import Problem
from tasks.documents.office.cleaning import cleaned_office
from tasks.documents.office.file_checks import OfficeKind, checked_parts
from tasks.documents.pdf.active_content import cleaned_pdf
from tasks.documents.pdf.pages import open_pdf

_OFFICE = "application/vnd.openxmlformats-officedocument"

WORD = f"{_OFFICE}.wordprocessingml.document"
EXCEL = f"{_OFFICE}.spreadsheetml.sheet"
POWERPOINT = f"{_OFFICE}.presentationml.presentation"
PDF = "application/pdf"
PNG = "image/png"
PLAIN_TEXT = "text/plain; charset=utf-8"


PAPER = OfficeKind(
    "a PDF, Word, Excel or PowerPoint file",
    "such a file",
    ".doc, .xls or .ppt",
    "Open it, choose “Save as”, then PDF or the newest format of Word, Excel or PowerPoint, and send that.",
    largest=20_000_000,
    largest_content=100_000_000,
    largest_xml=20_000_000,
    most_elements=1_500_000,
    most_parts=3_000,
    may_be_damaged=True,
)
AS_PDF = "Save it as PDF and send that."
MEDIA_TYPES = {"docx": WORD, "xlsx": EXCEL, "pptx": POWERPOINT}
WHERE = "The paper"


@dataclass(frozen=True)
class TakenPaper:
    """A paper's ending, media type and cleaned content, with the remarks on what was found in it."""

    ending: str
    media_type: str
    content: bytes
    remarks: frozenset[Remark]


def take_paper(content: bytes) -> TakenPaper:
    """Clean a paper for its readers: a PDF, Word, Excel or PowerPoint file.

    Raises Problem for any other file, and for one that can't be read to its end, whose effects nobody knows.
    """
    if content.startswith(b"%PDF-"):
        if len(content) > PAPER.largest:
            raise Problem(PAPER.too_large(WHERE, len(content)))
        cleaned, remarks = cleaned_pdf(content)
        if Remark.NOT_CLEANED not in remarks:
            remarks |= _marking(_first_page(cleaned))
        return TakenPaper("pdf", PDF, cleaned, remarks)
    checked_parts(content, WHERE, PAPER)
    office = cleaned_office(content, WHERE, PAPER, AS_PDF)
    remarks = office.remarks | _marking(_parts(office.content))
    return TakenPaper(office.ending, MEDIA_TYPES[office.ending], office.content, remarks)


def _marking(texts: Iterable[str]) -> frozenset[Remark]:
    """Say whether a paper has a protective marking, or may have one that can't be read."""
    try:
        return frozenset({Remark.MARKED} if any(map(MARKING.search, texts)) else ())
    except Exception:  # pypdf raises errors of any kind for damaged pages, which other programs may show
        return frozenset({Remark.MARKED})


def _first_page(content: bytes) -> Iterator[str]:
    yield from (page.extract_text() for page in open_pdf(content).pages[:1])


def _parts(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith(".xml"):
                yield re.sub(rb"<[^>]*>", b" ", package.read(name)).decode(errors="replace")
