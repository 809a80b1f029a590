"""The letters about attendance, with sample data."""

from __future__ import annotations

import datetime as dt

from forum.letters.attendance import (
    AttendanceNotice,
    AttendanceOfOrganisation,
    AttendanceReview,
    QuorumForecast,
    RingLine,
    SeatAttendance,
)
from forum.letters.foot import reason_for_contact
from samples.letters.shared import CHAIR, COMMON, HELD, MARKING, MEMBER, NEXT, TO_UNIT, UNIT

LETTERS = (
    AttendanceNotice(
        **COMMON,
        addressee="Designated Nurse",
        marking="",
        why=MEMBER,
        came=8,
        meetings=12,
        needed=9,
        window="last meetings",
        deputies_came=3,
        deputies_allowed=3,
        by=dt.date(2027, 1, 27),
        chair="Independent Chair",
        clause="4",
    ),
    AttendanceOfOrganisation(
        **COMMON,
        addressee="Chief Nurse",
        marking="",
        why=reason_for_contact("CCGs (Designated Nurses)"),
        organisation="CCGs (Designated Nurses)",
        member="Designated Nurse",
        came=7,
        represented=10,
        meetings=12,
        needed=9,
        clause="4",
        by=dt.date(2027, 2, 24),
        chair="Independent Chair",
    ),
    QuorumForecast(
        **COMMON,
        addressee="Independent Chair",
        marking="",
        why=CHAIR,
        meeting=NEXT,
        confirmed=6,
        needed=8,
        seats=12,
        unproved=("KCHFT",),
        ring=(
            RingLine(
                seat="KCHFT",
                person="Deputy Director",
                phone="03000 000001",
                why="apologies, not proved; deputy on the register",
            ),
            RingLine(seat="CAMHS", person="Service Manager", phone="03000 000002", why="not answered"),
        ),
    ),
    AttendanceReview(
        **TO_UNIT,
        addressee="Business Unit",
        marking=MARKING,
        why=UNIT,
        held=HELD.date,
        quorum="9 of 12 seats were filled and 8 are needed: quorate (clause 4).",
        seats=(
            SeatAttendance("CCGs", "Designated Nurse", 8, 11, 12, 0, "below", True),
            SeatAttendance("CRC", "Community Director", 9, 11, 12, 0, "one absence from falling below", True),
            SeatAttendance("NPS", "Head of Probation", 12, 12, 12, 3, "met", False),
            SeatAttendance("Kent Police", "Detective Superintendent", 11, 12, 12, 2, "met", False),
            SeatAttendance("KCHFT", "Head of Safeguarding", 4, 4, 4, None, "too early to say", False),
            SeatAttendance("CAMHS", "", 0, 5, 12, None, "vacant", False),
        ),
    ),
)
