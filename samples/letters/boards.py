"""The letters about reports to boards, with sample data."""

from __future__ import annotations

import datetime as dt

from forum.boards.answers import asks_in
from forum.boards.report import Box, empty_boxes, sections
from forum.letters.boards import BoardOutcome, BoardReportLetter, ReportDraft
from forum.letters.foot import reason_for_role
from forum.members.membership import Role
from samples.boards import BODY, FACTS, WRITTEN
from samples.letters.shared import COMMON, MARKING, TO_UNIT, UNIT

SECRETARY = reason_for_role(Role.BOARD_SECRETARY, COMMON["group"])

LETTERS = (
    ReportDraft(
        **TO_UNIT,
        addressee="Business Unit",
        marking=MARKING,
        why=UNIT,
        board=BODY.name,
        body=BODY.code,
        date=BODY.dates[0],
        by=dt.date(2027, 4, 2),
        due=dt.date(2027, 4, 19),
        empty=empty_boxes(WRITTEN, BODY),
    ),
    BoardReportLetter(
        **COMMON,
        addressee="KSCB Board Secretary",
        marking=MARKING,
        why=SECRETARY,
        board=BODY.name,
        body=BODY.code,
        date=BODY.dates[0],
        since=FACTS.first,
        until=FACTS.last,
        purpose=BODY.report,
        sender="the Independent Chair",
        standing="Agreed by the Chair on 12 April 2027",
        sections=sections(FACTS, WRITTEN, BODY, is_draft=False),
    ),
    BoardOutcome(
        **COMMON,
        addressee="KSCB Board Secretary",
        marking="",
        why=SECRETARY,
        board=BODY.name,
        body=BODY.code,
        date=BODY.dates[0],
        by=dt.date(2027, 5, 12),
        asks=asks_in(WRITTEN[Box.ASKS]),
    ),
)
