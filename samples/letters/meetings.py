"""The letters about meetings, with sample data.

The letters about attendance, with sample data.
"""

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
from forum.letters.base import reason_for_contact, reason_for_invitee
from forum.letters.meetings import ByMail, Cancelled, DeputyWanted, GoingOn, Invitation, Moved
from forum.letters.parts import MeetingLine
from samples.letters.shared import CHAIR, COMMON, HELD, MARKING, MEMBER, NEXT, TO_UNIT, UNIT

LETTERS = (
    Cancelled(
        **COMMON,
        addressee="Designated Nurse",
        marking="",
        why=MEMBER,
        meeting=NEXT,
        reason="The Chair has agreed that there is too little business for a meeting this month.",
        next_date=dt.date(2027, 3, 9),
        minutes_of=(dt.date(2027, 1, 12),),
        carried=(
            GoingOn(date=dt.date(2027, 3, 9), items=2),
            GoingOn(date=dt.date(2027, 4, 13), items=1),
        ),
        if_held_instead=True,
    ),
    ByMail(
        **COMMON,
        addressee="Designated Nurse",
        marking=MARKING,
        why=MEMBER,
        reference="MASE/2027-01b",
        decision="Fund eight places on the course for hotel staff",
        reason="the places are given away on 29 January",
        until=dt.date(2027, 1, 28),
        needed=8,
        seats=12,
        next_date=dt.date(2027, 2, 9),
    ),
    DeputyWanted(
        **COMMON,
        addressee="Designated Nurse",
        marking="",
        why=MEMBER,
        meeting=NEXT,
        seat="CCGs",
        deputies=("Deputy Designated Nurse", "Head of Safeguarding"),
        by=dt.date(2027, 2, 5),
        who="of like seniority",
    ),
    Invitation(
        **COMMON,
        addressee="all",
        marking="",
        why=reason_for_invitee(COMMON["group"]),
        meeting=NEXT,
        joining="https://meet.council.example/mase",
    ),
    Moved(
        **COMMON,
        addressee="Designated Nurse",
        marking="",
        why=MEMBER,
        meeting=MeetingLine(
            reference=NEXT.reference, date=dt.date(2027, 2, 11), start=NEXT.start, place=NEXT.place
        ),
        was=dt.datetime.combine(NEXT.date, NEXT.start),
        reason="The room is not available on Tuesday.",
        papers_stand=True,
    ),
)


ATTENDANCE_LETTERS = (
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
            SeatAttendance("CCGs", "Designated Nurse", 8, 11, 12, None, "below", True),
            SeatAttendance("CRC", "Community Director", 9, 11, 12, 0, "one absence from falling below", True),
            SeatAttendance("NPS", "Head of Probation", 12, 12, 12, 3, "met", False),
            SeatAttendance("Kent Police", "Detective Superintendent", 11, 12, 12, 2, "met", False),
            SeatAttendance("KCHFT", "Head of Safeguarding", 4, 4, 4, None, "too early to say", False),
            SeatAttendance("CAMHS", "", 0, 5, 12, None, "vacant", False),
        ),
    ),
)
