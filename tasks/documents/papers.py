"""Papers as they come in: which kinds of file are taken, and how they are recognised."""

from __future__ import annotations

import io
import zipfile

from forum.problem import Problem

LARGEST = 20_000_000  # bytes
PDF = ("pdf", "application/pdf")
OFFICE = {
    "word/": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "ppt/": ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}


def checked_paper(content: bytes) -> tuple[str, str]:
    """The ending and media type of a paper: PDF, Word, Excel or PowerPoint, without macros; else Problem."""
    if len(content) > LARGEST:
        raise Problem(
            f"The paper has {len(content) / 1e6:.1f} MB; up to {LARGEST // 1_000_000} MB are taken."
        )
    if content.startswith(b"%PDF-"):
        return PDF
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise Problem("The paper has macros in it; save it without them and send it again.")
        for folder, kind in OFFICE.items():
            if any(name.startswith(folder) for name in names):
                return kind
    raise Problem(
        "The paper is not a PDF, Word, Excel or PowerPoint file; save it as one of these and send it again."
    )
