"""The actions report with sample data."""

from __future__ import annotations

import datetime as dt

from forum.actions.over_time import MonthOfActions
from forum.documents.actions import ActionsReport
from samples.documents.shared import COMMON

# The last day; open, overdue, opened and discharged.
MONTHS = (
    ((2026, 4, 30), 7, 1, 4, 3),
    ((2026, 5, 31), 9, 2, 5, 3),
    ((2026, 6, 30), 10, 2, 4, 3),
    ((2026, 7, 31), 12, 4, 5, 3),
    ((2026, 8, 31), 14, 6, 3, 1),
    ((2026, 9, 30), 11, 5, 4, 7),
    ((2026, 10, 31), 10, 3, 5, 6),
    ((2026, 11, 30), 11, 3, 4, 3),
    ((2026, 12, 31), 9, 4, 2, 4),
    ((2027, 1, 31), 10, 2, 5, 4),
    ((2027, 2, 28), 8, 1, 3, 5),
    ((2027, 3, 31), 9, 2, 4, 3),
)

DOCUMENT = ActionsReport(
    **COMMON,
    reference="MASE, 2026 to 2027",
    first=dt.date(2026, 4, 1),
    last=dt.date(2027, 3, 31),
    rows=tuple(MonthOfActions(dt.date(*last), *counts) for last, *counts in MONTHS),
)
