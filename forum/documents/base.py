"""What every Word document has in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Self


@dataclass(frozen=True, kw_only=True)
class Document:
    """One kind of Word document. Its fields and properties are what its template may use.

    ``NAME`` names the template, ``templates/documents/<NAME>.docx``. ``group`` is the forum's full name,
    ``marking`` the protective marking shown on every page (empty for none), ``reference`` the meeting's
    ("MASE/2027-01").
    """

    NAME: ClassVar[str]

    group: str
    marking: str
    reference: str

    @property
    def title(self) -> str:
        """The document's title: its one Heading 1 and the title property of the file."""
        raise NotImplementedError

    @property
    def file_name(self) -> str:
        """The neutral file name that readers see: "MASE-2027-01 minutes.docx"."""
        return f"{self.reference.replace('/', '-')} {self.NAME.replace('_', ' ')}.docx"

    @classmethod
    def sample(cls) -> Self:
        """Return the document with sample data, for previews and tests."""
        raise NotImplementedError


def in_part(words: str, part: int) -> str:
    """Return the words, with "part 2" after them where the document is of the restricted part."""
    return f"{words}, part {part}" if part > 1 else words
