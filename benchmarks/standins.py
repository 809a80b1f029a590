"""Stand-ins for what is left out of the measure: letters and documents of a fixed, small text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from forum.documents.base import Document
from forum.letters.base import Letter
from tasks.documents.letters import LetterPrinter, Printed
from tasks.documents.word import DocumentPrinter
from tasks.duties import invitations, minutes, record

TEXT = "A letter of a few lines. " * 8
CONTENT = b"a document"


class PlainLetters(LetterPrinter):
    def __init__(self) -> None:
        super().__init__(Path("templates/email"))

    def print(self, letter: Letter) -> Printed:
        return Printed(subject=letter.NAME, text=TEXT, html=TEXT)


class PlainDocuments(DocumentPrinter):
    def print(self, document: Document) -> bytes:
        return CONTENT + document.file_name.encode()


@contextmanager
def plain_files() -> Iterator[None]:
    """Calendar items, record workbooks and the standing on minutes are not made either."""
    made = (invitations.invitation_item, record.write_record, minutes.with_standing)
    invitations.invitation_item = lambda **_: CONTENT
    record.write_record = lambda form: CONTENT + form.reference.encode()
    minutes.with_standing = lambda content, standing: content + standing.encode()
    try:
        yield
    finally:
        invitations.invitation_item, record.write_record, minutes.with_standing = made
