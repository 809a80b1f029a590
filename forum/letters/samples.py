"""Sample data that the letters' samples share: role titles instead of people, and no case details."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict

from forum.letters.parts import ActionLine, DetailLine, MeetingLine

HELD = MeetingLine(
    reference="MASE/2027-01", date=dt.date(2027, 1, 12), start=dt.time(10), place="Room 2 and online"
)
NEXT = MeetingLine(
    reference="MASE/2027-02", date=dt.date(2027, 2, 9), start=dt.time(10), place="Room 2 and online"
)
MARKING = "OFFICIAL-SENSITIVE"

OVERDUE = ActionLine(
    reference="MASE/2026-11/02",
    title="Agree one referral form across agencies",
    due=dt.date(2027, 1, 4),
    days_overdue=14,
    last_update="Draft form sent to all agencies for comment",
)
OPEN = ActionLine(
    reference="MASE/2027-01/03",
    title="Circulate the training calendar for spring",
    due=dt.date(2027, 1, 29),
)
COMING = ActionLine(
    reference="MASE/2027-01/05",
    title="Report on return interviews to the February meeting",
    due=dt.date(2027, 2, 2),
)

DETAILS = tuple(
    DetailLine(label=label, value=value)
    for label, value in (
        ("Name", "Designated Nurse"),
        ("Job title", "Designated Nurse for Safeguarding Children"),
        ("Organisation", "CCGs (Designated Nurses)"),
        ("Address we write to", "designated.nurse@ccg.example"),
        ("Other addresses you may reply from", "nurse.phone@ccg.example"),
        ("Phone", "03000 000119"),
        ("PA", ""),
        ("Format", "large print"),
        ("Your place", "core member for CCGs (Designated Nurses)"),
    )
)


class Common(TypedDict):
    code: str
    group: str
    contact: str


COMMON = Common(
    code="MASE",
    group="MASE Group",
    contact="the Kent Safeguarding Children Board Business Unit, 03000 000000",
)
MEMBER = "you are a core member of the MASE Group"
UNIT = "the Business Unit supports the MASE Group"
CHAIR = "you chair the MASE Group"
