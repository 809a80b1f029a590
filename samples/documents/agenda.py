"""The agenda with sample data.

The forward plan with sample data: twelve months from January 2027. The cover sheet of a paper with sample
data. The pack cover with sample data.
"""

from __future__ import annotations

import datetime as dt

from forum.agenda import Purpose
from forum.documents.agenda import (
    Agenda,
    AgendaLine,
    CoverSheet,
    ForwardPlan,
    ItemOfMonth,
    MonthAhead,
    PackCover,
    PackLine,
)
from forum.forward_plan import DateAhead, first_of_months
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


AGENDA = agenda()


AS_OF = dt.date(2027, 1, 22)
AGREED = "paper agreed"
MEETINGS = (12, 9, 9, 13, 11, 8, 13, 10, 14, 12, 9, 14)  # days of the months
ITEMS = {
    2: (("In depth: The workforce is educated and equipped", "KCC Education", AGREED),
        ("Refresh of the Kent and Medway CSE Action Plan", "", ""),
        ("Action plan in depth: Prevent", "", "")),
    3: (("In depth: Operational staff are supported and obstacles addressed", "CAMHS", AGREED),
        ("Review of the terms of reference", "Business Unit", AGREED),
        ("Action plan in depth: Protect", "", "")),
    4: (("In depth: Communities are aware and help to prevent", "District Councils", ""),
        ("Attendance report and compliance with the terms of reference", "Business Unit", ""),
        ("Priorities of the group for the year", "KSCB", ""),
        ("Adoption of the Kent and Medway CSE Action Plan", "", ""),
        ("Action plan in depth: Pursue", "", "")),
    5: (("In depth: Risk and harm to children are reduced", "Medway Social Care", ""),
        ("Action plan in depth: Prepare", "", "")),
    6: (("In depth: Strategic oversight and collective accountability", "KSCB", ""),
        ("Training of the workforce: what is needed this year", "MSCB", ""),
        ("Action plan in depth: Prevent", "", "")),
    7: (("In depth: Cases are well managed and coordinated", "KCC SCS", ""),
        ("In depth: Patterns are identified and acted on", "Kent Police", ""),
        ("Action plan in depth: Protect", "", "")),
    8: (("In depth: The workforce is educated and equipped", "KCC Education", ""),
        ("Action plan in depth: Pursue", "", "")),
    9: (("In depth: Operational staff are supported and obstacles addressed", "CAMHS", ""),
        ("Action plan in depth: Prepare", "", "")),
    10: (("In depth: Communities are aware and help to prevent", "District Councils", ""),
         ("Self-assessment of the group", "Business Unit", ""),
         ("Action plan in depth: Prevent", "", "")),
    11: (("In depth: Risk and harm to children are reduced", "Medway Social Care", ""),
         ("Action plan in depth: Protect", "", "")),
    12: (("In depth: Strategic oversight and collective accountability", "KSCB", ""),
         ("Action plan in depth: Pursue", "", "")),
}  # fmt: skip
DATES = (
    DateAhead(dt.date(2027, 3, 18), "National Child Exploitation Awareness Day"),
    DateAhead(dt.date(2027, 4, 19), "report for the KSCB Business Group of 29 April"),
    DateAhead(dt.date(2027, 5, 4), "report for the MSCB Board of 13 May"),
    DateAhead(dt.date(2027, 5, 26), "report for the Kent Safeguarding Children Board of 10 June"),
    DateAhead(dt.date(2027, 6, 14), "report for the KSCB Business Group of 24 June"),
)
FORWARD_PLAN = ForwardPlan(
    **COMMON,
    reference="MASE",
    as_of=AS_OF,
    standing=(
        "CSE action plan: progress and actions to discharge",
        "Obstacles in service provision",
        "Training and awareness of the workforce",
        "Community engagement and prevention",
        "Children’s needs and voice: what we heard",
    ),
    months=tuple(
        MonthAhead(
            month=month,
            meetings=(month.replace(day=day),) if month.month > 1 else (),
            items=tuple(
                ItemOfMonth(title=title, lead=lead, paper=paper)
                for title, lead, paper in ITEMS.get(month.month, ())
            ),
            dates=tuple(date for date in DATES if date.date.replace(day=1) == month),
        )
        for month, day in zip(first_of_months(AS_OF), MEETINGS, strict=True)
    ),
)


COVER_SHEET = CoverSheet(
    **COMMON,
    reference="MASE/2027-02",
    date=NEXT,
    number="6",
    item="Return interviews: how quickly they are offered",
    purpose=Purpose.DECISION,
    author="Designated Nurse",
)


def pack_cover() -> PackCover:
    rows = (
        ("", "Agenda", 3),
        ("3", "Minutes of the last meeting", 5),
        ("5", "CSE action plan: progress and actions to discharge", 11),
        ("6", "Training and awareness of the workforce", None),
        ("8", "Community engagement and prevention", 17),
    )
    return PackCover(
        **COMMON,
        reference="MASE/2027-02",
        date=NEXT,
        start=START,
        place=PLACE,
        contents=tuple(PackLine(number=number, title=title, page=page) for number, title, page in rows),
    )


PACK_COVER = pack_cover()
