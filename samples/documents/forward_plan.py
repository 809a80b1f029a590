"""The forward plan with sample data: twelve months from January 2027."""

from __future__ import annotations

import datetime as dt

from forum.documents.forward_plan import ForwardPlan, ItemOfMonth, MonthAhead
from forum.forward_plan.months import DateAhead, first_of_months
from samples.documents.shared import COMMON

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
DOCUMENT = ForwardPlan(
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
