"""Word files of the scripted authors and the unit: a paper, and the minutes sent back."""

from __future__ import annotations

import io

from docx import Document


def paper(marking: str, reference: str, title: str) -> bytes:
    """A one-page paper in Word."""
    document = Document()
    for section in document.sections:
        section.header.paragraphs[0].text = marking
    document.core_properties.title = title
    document.core_properties.author = ""
    document.add_heading(title, level=1)
    document.add_paragraph(f"Paper for the meeting {reference}.")
    document.add_heading("What the group is asked", level=2)
    document.add_paragraph("To consider the position and to agree the next steps.")
    return _saved(document)


def written_minutes(draft: bytes) -> bytes:
    """The draft as the unit sends it back: read through in Word and saved."""
    document = Document(io.BytesIO(draft))
    return _saved(document)


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
