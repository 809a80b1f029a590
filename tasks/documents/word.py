"""Word documents from the templates that the unit edits in Word."""

from __future__ import annotations

from pathlib import Path

from forum.documents import Document


class DocumentPrinter:
    """Prints documents from the templates in ``folder``, one ``<name>.docx`` each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def print(self, document: Document) -> bytes:
        """Return the document as a Word file; Problem where the template or a value will not do."""
        raise NotImplementedError


def placeholder_faults(folder: Path) -> list[str]:
    """Return a sentence for each placeholder of the templates that is unknown or unused."""
    raise NotImplementedError
