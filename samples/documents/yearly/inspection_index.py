"""The index of an inspection bundle with sample data."""

from __future__ import annotations

import datetime as dt

from forum.documents.yearly import InspectionIndex
from forum.text.wording import long_date
from forum.yearly.inspection import BundleFile, BundlePart, Missing
from samples.documents.shared import COMMON
from samples.documents.yearly.compliance_page import LAST, MEETINGS

_OF_A_MEETING = (
    (BundlePart.MEETINGS, "agenda", "docx"),
    (BundlePart.MEETINGS, "minutes", "docx"),
    (BundlePart.MEETINGS, "action log", "docx"),
    (BundlePart.PLAN, "action plan in the pack", "docx"),
    (BundlePart.ATTENDANCE, "attendance table", "docx"),
)
FILES = (
    BundleFile(BundlePart.TERMS, "MASE terms of reference.docx", "The terms of reference"),
    BundleFile(BundlePart.TERMS, "MASE members list.docx", f"Members as at {long_date(LAST)}"),
    *(
        BundleFile(
            section, f"MASE-{meeting:%Y-%m} {kind}.{ending}", f"{kind.capitalize()} of {long_date(meeting)}"
        )
        for meeting in MEETINGS[:-1]
        for section, kind, ending in _OF_A_MEETING
    ),
    BundleFile(
        BundlePart.REPORTS,
        "MASE-KSCB-BG-2027-03-18 report.docx",
        "Report to the KSCB Business Group, 18 March 2027",
    ),
    BundleFile(
        BundlePart.COMPLIANCE, "MASE, as at 31 March 2027 compliance page.docx", "How each clause was met"
    ),
)
MISSING = (
    Missing(BundlePart.MEETINGS, "minutes of MASE/2027-03", "not out, due on 23 March 2027"),
    Missing(
        BundlePart.REPORTS,
        "answer of the Kent Safeguarding Children Board, 9 December 2026",
        "the board has not said",
    ),
)
DOCUMENT = InspectionIndex(
    **COMMON,
    reference="MASE, as at 31 March 2027",
    first=dt.date(2025, 10, 1),
    last=LAST,
    files=tuple(sorted(FILES)),
    missing=tuple(missing.in_words for missing in MISSING),
    sealed="14 files of part 2: in “Part 2, sealed.pdf”, which opens with a password that comes separately.",
)
