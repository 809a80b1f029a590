"""The attendance report with sample data.

The attendance table with sample data. The letters in the Chair's name with sample data.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from forum.documents.attendance import (
    AttendanceReport,
    AttendanceTable,
    LetterInName,
    LettersInYourName,
    MeetingColumn,
    SeatLine,
    SeatStanding,
)
from forum.yearly import SeatInPeriod
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

ATTENDANCE_REPORT = AttendanceReport(
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


def attendance_table() -> AttendanceTable:
    marks = (
        "PPPRPPAPPRPP",
        "PDPPPPPDPPPD",
        "PPPPPPAPPPPR",
        "RPRPPPDPPPPR",
        "PPPPPPPPPPPP",
        "PPAPPPPPXPPP",
        "PPPPPPPPPPPP",
        "PPPPPPAPPPPP",
        "––––––––PPPP",
        "PPPPPDX–––––",
        "PPDPPDPPDXPP",
        "PPPPPPXPPPPX",
    )
    standings = {
        1: (SeatStanding.NEAR, 0),
        8: (SeatStanding.TOO_EARLY, None),
        9: (SeatStanding.VACANT, None),
        10: (SeatStanding.BELOW, 0),
    }
    rows = []
    for index, ((organisation, holder), line) in enumerate(zip(SEATS, marks, strict=True)):
        counted, attended = len(line) - line.count("–"), line.count("P") + line.count("R")
        filled = attended + line.count("D")
        absences = counted - attended
        standing, absences_left = standings.get(index, (SeatStanding.MET, 3 - absences))
        rows.append(
            SeatLine(
                organisation=organisation,
                holder=holder,
                marks=tuple(line),
                counted=counted if holder else 0,
                attended=attended if holder else 0,
                deputised=line.count("D") if holder else 0,
                represented=Fraction(filled, counted),
                absences_left=absences_left,
                standing=standing,
            )
        )
    days = (
        (2026, 2, 10), (2026, 3, 10), (2026, 4, 14), (2026, 5, 12), (2026, 6, 9), (2026, 7, 14),
        (2026, 8, 11), (2026, 9, 8), (2026, 10, 13), (2026, 11, 10), (2026, 12, 8), (2027, 1, 12),
    )  # fmt: skip
    meetings = []
    for column, day in enumerate(days):
        represented = sum(line[column] in "PRD" for line in marks)
        meetings.append(
            MeetingColumn(date=dt.date(*day), represented=represented, needed=8, quorate=represented >= 8)
        )
    return AttendanceTable(
        **COMMON,
        reference="MASE/2027-01",
        as_of=dt.date(2027, 1, 14),
        minimum=Fraction(3, 4),
        deputies=Fraction(1, 4),
        clause="4",
        meetings=tuple(meetings),
        rows=tuple(rows),
    )


ATTENDANCE_TABLE = attendance_table()


LETTERS_IN_YOUR_NAME = LettersInYourName(
    **COMMON,
    reference="MASE",
    letters=(
        LetterInName(
            number=3,
            to="Designated Nurse",
            subject="MASE Group: a word from the Chair",
            paragraphs=(
                "Dear Designated Nurse,",
                "Thank you for what you give the MASE Group. You were able to attend eight of the last 12 "
                "meetings; could we have a quick word about what would help?",
                "Independent Chair\nChair of the MASE Group",
            ),
        ),
        LetterInName(
            number=4,
            to="Chief Nurse",
            subject="MASE: the Chair asks for your help with one action, by Tue 9 Feb",
            paragraphs=(
                "Dear Chief Nurse,",
                "I am writing as Chair of the MASE Group to ask for your help with one action.",
                "Independent Chair\nChair of the MASE Group",
            ),
        ),
    ),
)
