"""The attendance table with sample data."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from forum.documents.attendance import AttendanceTable, MeetingColumn, SeatLine, SeatStanding
from samples.documents.shared import COMMON, SEATS


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


DOCUMENT = attendance_table()
