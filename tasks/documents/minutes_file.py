"""Minutes as Word files that come back: checked before they are kept."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from forum.documents.minutes import Standing
from forum.problem import Problem

LARGEST = 20_000_000  # bytes
STANDINGS = frozenset(Standing)


def checked_minutes(content: bytes, reference: str) -> None:
    """Refuse what is not the Word file of these minutes, or has macros or tracked changes in it."""
    if len(content) > LARGEST:
        raise Problem(
            f"The minutes have {len(content) / 1e6:.1f} MB; up to {LARGEST // 1_000_000} MB are taken."
        )
    try:
        document = Document(io.BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Problem(
            "The minutes are not a Word file (.docx); save them as one and file them again."
        ) from error
    faults = []
    if any(
        str(part.partname).lower().endswith("vbaproject.bin") for part in document.part.package.iter_parts()
    ):
        faults.append("It has macros in it: save it without them.")
    body = document.element.body
    if body.xpath(".//w:ins | .//w:del"):
        faults.append("It has tracked changes: accept or reject them all.")
    if not any(reference in text for text in _texts(document)):
        faults.append(f"It does not name the meeting {reference}: use the draft that was sent.")
    if not any(paragraph.text in STANDINGS for paragraph in document.paragraphs):
        faults.append(
            f"The line that says how the minutes stand is gone; put “{Standing.DRAFT}” below the title."
        )
    if faults:
        raise Problem("The minutes can't be filed as they are:", faults)


def _texts(document: object) -> list[str]:
    element = document.element  # type: ignore[attr-defined]
    sections = document.sections  # type: ignore[attr-defined]
    headers = [paragraph.text for section in sections for paragraph in section.header.paragraphs]
    return ["".join(element.itertext()), *headers]
