"""The attendance report with sample data."""

from __future__ import annotations

import datetime as dt

from forum.documents.attendance import AttendanceReport
from forum.yearly.attendance import SeatInPeriod
from samples.documents.shared import COMMON, SEATS

# By the member, by a deputy, absent, vacant, days vacant, people, part 2 of so many.
COUNTS = (
    (11, 0, 1, 0, 0, 1, 3, 3),
    (8, 4, 0, 0, 0, 3, 3, 3),
    (11, 0, 1, 0, 0, 1, 3, 3),
    (11, 1, 0, 0, 0, 2, 3, 3),
    (12, 0, 0, 0, 0, 1, 3, 3),
    (10, 0, 2, 0, 0, 1, 2, 3),
    (12, 0, 0, 0, 0, 1, 3, 3),
    (11, 0, 1, 0, 0, 2, 3, 3),
    (4, 0, 0, 8, 229, 1, 1, 3),
    (5, 1, 1, 5, 163, 2, 2, 3),
    (8, 3, 1, 0, 0, 3, 2, 3),
    (10, 0, 2, 0, 0, 1, 2, 3),
)
SHORT_NAMES = (
    "NPS", "CRC", "KCC Education", "Kent Police", "KCC SCS", "Medway Social Care",
    "MSCB", "KSCB", "KCHFT", "CAMHS", "CCGs", "District Councils",
)  # fmt: skip

DOCUMENT = AttendanceReport(
    **COMMON,
    reference="MASE, 2026 to 2027",
    first=dt.date(2026, 4, 1),
    last=dt.date(2027, 3, 31),
    held=12,
    rows=tuple(
        SeatInPeriod(
            organisation=organisation,
            short_name=short_name,
            by_member=by_member,
            by_deputy=by_deputy,
            absent=absent,
            vacant=vacant,
            vacancy_days=days,
            people=people,
            part_two=part_two,
            parts_two=parts_two,
        )
        for (organisation, _), short_name, (
            by_member,
            by_deputy,
            absent,
            vacant,
            days,
            people,
            part_two,
            parts_two,
        ) in zip(SEATS, SHORT_NAMES, COUNTS, strict=True)
    ),
)
