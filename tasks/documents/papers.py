"""Papers as they come in: which kinds of file are taken, and how they are made ready for their readers."""

from __future__ import annotations

from dataclasses import dataclass

from forum.paper_remarks import Remark
from forum.problem import Problem
from tasks.documents.media_types import EXCEL, PDF, POWERPOINT, WORD
from tasks.documents.office_cleaning import cleaned_office
from tasks.documents.office_files import Wanted, checked_parts
from tasks.documents.pdf_cleaning import cleaned_pdf

PAPER = Wanted(
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
OFFICE = {"word/": ("docx", WORD), "xl/": ("xlsx", EXCEL), "ppt/": ("pptx", POWERPOINT)}  # by their folder


@dataclass(frozen=True)
class TakenPaper:
    """A paper's ending, media type and content, cleaned of its authors, and what was found in it."""

    ending: str
    media_type: str
    content: bytes
    remarks: frozenset[Remark]


def taken_paper(content: bytes) -> TakenPaper:
    """The paper made ready for its readers: PDF, Word, Excel or PowerPoint, without macros or password.

    Raises Problem for any other. A file that can't be cleaned is taken as it is, which a remark says.
    """
    ending, media_type = _kind(content)
    try:
        clean = cleaned_pdf if ending == "pdf" else cleaned_office
        cleaned, remarks = clean(content)
    except Problem:
        raise
    except Exception:  # pypdf and lxml raise whatever they meet in what others wrote
        cleaned, remarks = content, frozenset({Remark.NOT_CLEANED})
    return TakenPaper(ending, media_type, cleaned, remarks)


def _kind(content: bytes) -> tuple[str, str]:
    if content.startswith(b"%PDF-"):
        if len(content) > PAPER.largest:
            raise Problem(
                f"The paper has {len(content) / 1e6:.1f} MB; up to {PAPER.largest // 1_000_000} MB are taken."
            )
        return "pdf", PDF
    names = checked_parts(content, "The paper", PAPER)
    for folder, kind in OFFICE.items():
        if any(name.startswith(folder) for name in names):
            return kind
    raise Problem(f"The paper is not {PAPER.what}. {PAPER.save_as}")
