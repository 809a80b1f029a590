"""The letters about meetings, with sample data."""

from __future__ import annotations

import datetime as dt

from forum.letters.foot import reason_for_invitee
from forum.letters.meetings import ByMail, Cancelled, DeputyWanted, GoingOn, Invitation, Moved
from forum.letters.parts import MeetingLine
from samples.letters.shared import COMMON, MARKING, MEMBER, NEXT

LETTERS = (
    Cancelled(
        **COMMON,
        addressee="Designated Nurse",
        marking="",
        why=MEMBER,
        meeting=NEXT,
        reason="The Chair has agreed that there is too little business for a meeting this month.",
        next_date=dt.date(2027, 3, 9),
        minutes_of=dt.date(2027, 1, 12),
        carried=(
            GoingOn(date=dt.date(2027, 3, 9), items=2),
            GoingOn(date=dt.date(2027, 4, 13), items=1),
        ),
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
