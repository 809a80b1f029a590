"""Values that the sample documents share: the meetings, the Chair and the twelve seats."""

from __future__ import annotations

import datetime as dt
from typing import TypedDict


class DocumentHead(TypedDict):
    group: str
    marking: str


COMMON = DocumentHead(
    group="Multi-Agency Sexual Exploitation Group of the Kent and the Medway Safeguarding Children Boards",
    marking="OFFICIAL-SENSITIVE",
)
HELD = dt.date(2027, 1, 12)
NEXT = dt.date(2027, 2, 9)
START = dt.time(10)
PLACE = "Room 2 and online"
CHAIR = "Assistant Director, Specialist Children’s Services"

# The organisations of the twelve seats, as the terms name them, and who holds each.
SEATS = (
    ("National Probation Service", "Head of Probation"),
    ("Community Rehabilitation Companies, Kent, Surrey and Sussex", "Community Director"),
    ("KCC, Education and Young People’s Services", "Head of Education Safeguarding"),
    ("Kent Police", "Detective Superintendent"),
    ("KCC, Specialist Children’s Services", CHAIR),
    ("Medway Social Care", "Head of Children’s Social Care"),
    ("Medway Safeguarding Children Board", "Board Manager, Medway"),
    ("Kent Safeguarding Children Board", "Programme Manager"),
    ("KCHFT", "Head of Safeguarding"),
    ("Kent and Medway CAMHS", ""),
    ("CCGs (Designated Nurses)", "Designated Nurse"),
    ("District Councils", "Head of Community Safety"),
)
