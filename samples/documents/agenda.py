"""The agenda with sample data."""

from __future__ import annotations

import datetime as dt

from forum.documents.agenda import Agenda, AgendaLine
from samples.documents.shared import CHAIR, COMMON, NEXT, PLACE, START


def agenda() -> Agenda:
    police = "Detective Superintendent"
    rows = (
        ("10:00", "Welcome and apologies", "information", "Chair", "", 1),
        ("10:05", "Declarations of interest", "information", "Chair", "", 1),
        ("10:10", "Minutes of the last meeting", "decision", "Chair", "attached", 1),
        ("10:15", "Action log", "decision", "Chair", "attached", 1),
        (
            "10:30",
            "CSE action plan: progress and actions to discharge",
            "decision",
            "Chair",
            "attached",
            1,
        ),
        ("10:50", "Obstacles in service provision", "discussion", "Head of Safeguarding", "to follow", 1),
        (
            "11:05",
            "Training and awareness of the workforce",
            "information",
            "Programme Manager",
            "verbal",
            1,
        ),
        (
            "11:15",
            "Community engagement and prevention",
            "information",
            "Head of Community Safety",
            "",
            1,
        ),
        ("11:20", "Items to and from boards and partnerships", "information", "Programme Manager", "", 1),
        (
            "11:25",
            "Case management and coordination across agencies",
            "discussion",
            police,
            "attached",
            2,
        ),
        ("11:40", "Intelligence and patterns across the county", "discussion", police, "verbal", 2),
        ("11:55", "Next meeting", "information", "Chair", "", 1),
    )
    return Agenda(
        **COMMON,
        reference="MASE/2027-02",
        date=NEXT,
        start=START,
        finish=dt.time(12),
        place=PLACE,
        chair=CHAIR,
        agreed=dt.date(2027, 1, 25),
        next_meeting=dt.date(2027, 3, 9),
        items=tuple(
            AgendaLine(
                number=str(number),
                title=title,
                purpose=purpose,
                starts=dt.time.fromisoformat(starts),
                lead=lead,
                paper=paper,
                part=part,
                note="Help wanted: MASE/2026-11/02, One referral form." if number == 6 else "",
            )
            for number, (starts, title, purpose, lead, paper, part) in enumerate(rows, start=1)
        ),
    )


DOCUMENT = agenda()
