"""The draft of a report to a board with sample data."""

from __future__ import annotations

from forum.boards.report import sections
from forum.documents.board_report import BoardReport
from samples.boards import BODY, FACTS, REFERENCE, WRITTEN
from samples.documents.shared import COMMON

DOCUMENT = BoardReport(
    **COMMON,
    reference=REFERENCE,
    board=BODY.name,
    date=BODY.dates[0],
    first=FACTS.first,
    last=FACTS.last,
    purpose="assurance",
    sender="Independent Chair, MASE Group",
    prepared_by="Kent Safeguarding Children Board Business Unit",
    standing="DRAFT for the Business Unit",
    sections=sections(FACTS, WRITTEN, BODY, is_draft=True),
)
