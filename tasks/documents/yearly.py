"""A sealed file: a PDF with other files attached, which opens with a password alone.

Every reader of PDF files opens it, on machines on which nothing may be installed; Windows opens no encrypted
ZIP file by itself.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Mapping

from pypdf import PdfWriter
from pypdf.annotations import FreeText

A4 = (595, 842)  # points
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that sound or look alike


def new_password() -> str:
    """Return a password that can be read out over the telephone: "k7mp-9xqt-3wdz-h4nb", of 78 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def seal(files: Mapping[str, bytes], words: str, password: str) -> bytes:
    """Return a PDF with these files attached and a page with ``words``, encrypted with AES-256."""
    writer = PdfWriter()
    writer.add_blank_page(*A4)
    note = FreeText(
        text=words, rect=(50, 700, 545, 790), font="Helvetica", font_size="12pt", border_color=None
    )
    writer.add_annotation(0, note)
    for name, content in files.items():
        writer.add_attachment(name, content)
    writer.page_mode = "/UseAttachments"
    writer.encrypt(password, algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
