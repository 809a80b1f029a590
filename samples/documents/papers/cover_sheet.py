"""The cover sheet of a paper with sample data."""

from __future__ import annotations

from forum.agenda.purpose import Purpose
from forum.documents.papers import CoverSheet
from samples.documents.shared import COMMON, NEXT

DOCUMENT = CoverSheet(
    **COMMON,
    reference="MASE/2027-02",
    date=NEXT,
    number="6",
    item="Return interviews: how quickly they are offered",
    purpose=Purpose.DECISION,
    author="Designated Nurse",
)
