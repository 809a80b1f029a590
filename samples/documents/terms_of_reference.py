"""The terms of reference with sample data."""

from __future__ import annotations

from forum.documents.terms_of_reference import Term, TermsOfReference
from samples.documents.shared import COMMON, SEATS

DOCUMENT = TermsOfReference(
    group=COMMON["group"],
    marking="",
    reference="MASE",
    purposes=("Cases are well managed and coordinated", "Patterns are identified and acted on"),
    seats=tuple(name for name, _ in SEATS),
    boards=("KSCB Business Group", "MSCB Board"),
    partnerships=("Community Safety Partnerships",),
    terms=(
        Term(about="Meetings", words="On the second Tuesday of each month, at 10am.", clause="5"),
        Term(
            about="Quorum",
            words="A meeting is quorate when these are filled: at least two thirds of the 12 seats.",
            clause="4",
        ),
        Term(about="Attendance", words="You come to at least 75% of meetings.", clause="4"),
    ),
)
