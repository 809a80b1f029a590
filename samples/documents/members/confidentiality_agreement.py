"""The confidentiality agreement with sample data."""

from __future__ import annotations

from forum.documents.members import ConfidentialityAgreement
from samples.documents.shared import COMMON

DOCUMENT = ConfidentialityAgreement(
    group=COMMON["group"],
    marking="",
    reference="MASE",
    person="Interim Lead, KCHFT",
    organisation="KCHFT",
    unit="Kent Safeguarding Children Board Business Unit",
    sharing_agreement="Kent and Medway Information Sharing Agreement",
)
