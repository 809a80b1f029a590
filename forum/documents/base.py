"""The base of every Word document: its template, title and file name.

The documents of a meeting: their kinds, and the states of those that are no minutes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Document:
    """A kind of Word document. Its template sees its fields and properties, and nothing else.

    ``NAME`` names the template, ``templates/documents/<NAME>.docx``. ``group`` is the forum's full name,
    ``marking`` the protective marking shown on every page (empty for none), ``reference`` the meeting's
    ("MASE/2027-01"). ``part`` is 1, or 2 for a document of the restricted part.
    """

    NAME: ClassVar[str]

    group: str
    marking: str
    reference: str
    part: int = 1

    @property
    def title(self) -> str:
        """The document's one Heading 1, and the title property of the file: "Minutes, part 2"."""
        words = self.NAME.replace("_", " ").capitalize()
        return words if self.part == 1 else f"{words}, part {self.part}"

    @property
    def file_name(self) -> str:
        """The neutral file name that readers see: "MASE-2027-01 minutes, part 2.docx"."""
        return f"{self.reference.replace('/', '-')} {self.title.lower()}.docx"


class DocumentKind(StrEnum):
    AGENDA = "agenda"
    MINUTES = "minutes"
    ACTION_LOG = "action log"
    PACK_LOG = "action log in the pack"
    PACK_PLAN = "action plan in the pack"
    ATTENDANCE_TABLE = "attendance table"
    ATTENDANCE_REPORT = "attendance report"
    COMPLIANCE_PAGE = "compliance page"
    COMPLIANCE_CASES = "compliance workbook"
    RISK_REGISTER = "risk register"
    CHALLENGE_LOG = "challenge log"
    RECORD = "record"


class DocumentState(StrEnum):
    """The state of an agenda, an action log, an attendance table or a record; minutes have
    ``MinutesState``."""

    FILED = "filed"
    FOR_THE_CHAIR = "for the Chair"
    CIRCULATED = "circulated"
    REPLACED = "replaced"
