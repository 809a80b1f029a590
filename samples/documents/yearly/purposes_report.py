"""The purposes report with sample data."""

from __future__ import annotations

import datetime as dt

from forum.documents.yearly import PurposeRow, PurposesReport
from samples.documents.shared import COMMON

MEETINGS = (
    (2026, 4, 14), (2026, 5, 12), (2026, 6, 9), (2026, 7, 14), (2026, 8, 11), (2026, 9, 8),
    (2026, 10, 13), (2026, 11, 10), (2026, 12, 8), (2027, 1, 12), (2027, 2, 9), (2027, 3, 9),
)  # fmt: skip
# Items, decisions, actions, papers; the number at each meeting; silent or not.
ROWS = (
    ("1a", "Cases are well managed and coordinated", (11, 4, 9, 2), "132212222333", False),
    ("1b", "Patterns are identified and acted on", (8, 2, 6, 7), "221131222232", False),
    ("1c", "The workforce is educated and equipped", (6, 3, 5, 4), "210212122131", False),
    ("1d", "Operational staff are supported and obstacles addressed", (7, 1, 4, 0), "102011211111", False),
    ("1e", "Communities are aware and help to prevent", (3, 1, 2, 1), "110210200000", True),
    ("1f", "Risk and harm to children are reduced", (9, 2, 3, 3), "121111312121", False),
    ("1g", "Strategic oversight and collective accountability", (12, 6, 2, 4), "222222222222", False),
)

DOCUMENT = PurposesReport(
    **COMMON,
    reference="MASE, 2026 to 2027",
    first=dt.date(2026, 4, 1),
    last=dt.date(2027, 3, 31),
    meetings=tuple(dt.date(*day) for day in MEETINGS),
    silent_after=3,
    rows=tuple(
        PurposeRow(
            code=code,
            name=name,
            by_kind=by_kind,
            by_meeting=tuple(map(int, at_each)),
            silent=silent,
        )
        for code, name, by_kind, at_each, silent in ROWS
    ),
)
