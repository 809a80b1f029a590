"""Word files of the scripted authors and the unit: a paper, and the minutes and reports sent back."""

from __future__ import annotations

import io
from collections.abc import Mapping

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from forum.boards.report import Box
from tasks.documents.word.print_document import W


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


def written_minutes(draft: bytes, corrections: Mapping[str, str]) -> bytes:
    """The draft as the unit sends it back: read through in Word, with words put for others, and saved."""
    document = Document(io.BytesIO(draft))
    for text in document.element.body.iter(f"{W}t"):
        for wrong, right in corrections.items():
            text.text = (text.text or "").replace(wrong, right)
    return _saved(document)


def written_report(draft: bytes, words: Mapping[Box, str]) -> bytes:
    """The draft of a report to a board with words typed into its boxes, a paragraph a line."""
    document = Document(io.BytesIO(draft))
    for control in document.element.body.iter(f"{W}sdt"):
        text = words.get(Box(control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")))
        if text is not None:
            inside = control.find(f"{W}sdtContent")
            for paragraph in list(inside):
                inside.remove(paragraph)
            for line in text.split("\n"):
                inside.append(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{line}</w:t></w:r></w:p>"))
    return _saved(document)


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()
