"""The terms of reference as the bookkeeper read them, typed off by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction

OWN_SHARE, DEPUTIES_SHARE, QUORUM = Fraction(75, 100), Fraction(25, 100), Fraction(2, 3)  # clause 4
WINDOW, JUDGED_FROM = 12, 6  # meetings
SEATS = {
    "NPS": "National Probation Service",
    "CRC": "Community Rehabilitation Companies, Kent, Surrey and Sussex",
    "KCC Education": "KCC, Education and Young People’s Services",
    "Kent Police": "Kent Police",
    "KCC SCS": "KCC, Specialist Children’s Services",
    "Medway Social Care": "Medway Social Care",
    "MSCB": "Medway Safeguarding Children Board",
    "KSCB": "Kent Safeguarding Children Board",
    "KCHFT": "KCHFT",
    "CAMHS": "Kent and Medway CAMHS",
    "CCGs": "CCGs (Designated Nurses)",
    "District Councils": "District Councils",
}
NEEDED = -(-len(SEATS) * QUORUM.numerator // QUORUM.denominator)
BEGAN = dt.date(2026, 9, 1)
SERVICE_BEGAN = dt.date(2026, 12, 9)  # meetings before were entered afterwards
PLAN = {  # clause 3: strand, due, action
    "P1.1": ("Prepare", dt.date(2027, 3, 31), "Train all front-line staff"),
    "P1.2": ("Prepare", dt.date(2026, 11, 30), "Agree one risk assessment tool"),
    "P1.3": ("Prepare", dt.date(2027, 6, 30), "Publish a problem profile each year"),
    "P1.4": ("Prepare", dt.date(2027, 1, 29), "Review the sharing agreement"),
    "P2.1": ("Prevent", dt.date(2027, 7, 30), "Bring the lessons to every secondary school"),
    "P2.2": ("Prevent", dt.date(2026, 12, 18), "Brief all licensed premises"),
    "P2.3": ("Prevent", dt.date(2027, 5, 28), "Run a campaign in both areas"),
    "P2.4": ("Prevent", dt.date(2027, 9, 30), "Hear young people twice a year"),
    "P3.1": ("Protect", dt.date(2027, 4, 30), "Hold a panel in each district"),
    "P3.2": ("Protect", dt.date(2027, 2, 26), "Offer a return interview within 72 hours"),
    "P3.3": ("Protect", dt.date(2027, 3, 31), "Put a screening tool into sexual health clinics"),
    "P3.4": ("Protect", dt.date(2027, 8, 31), "Commission therapy for victims"),
    "P4.1": ("Pursue", dt.date(2027, 3, 31), "Use every civil order that fits"),
    "P4.2": ("Pursue", dt.date(2027, 6, 30), "Agree a plan for each offender on licence"),
    "P4.3": ("Pursue", dt.date(2027, 10, 29), "Send one return on intelligence a month"),
}
RED_AFTER, RED_AFTER_SILENCES, LEADS_ASKED_BEFORE = 28, 2, 20  # days; meetings; working days
BOARD_NAMES = {
    "KSCB Business Group": "KSCB-BG",
    "MSCB Board": "MSCB",
    "Kent Safeguarding Children Board": "KSCB",
}
BOARDS: Mapping[str, tuple[int, Sequence[dt.date]]] = {
    "KSCB-BG": (
        8,
        [dt.date(2027, *day) for day in ((2, 25), (4, 29), (6, 24), (9, 2), (11, 4))]
        + [dt.date(2028, 1, 20)],
    ),
    "MSCB": (7, [dt.date(2027, *day) for day in ((5, 13), (7, 15), (9, 23), (12, 2))]),
    "KSCB": (10, [dt.date(2027, *day) for day in ((6, 10), (9, 16), (12, 9))]),
}
"""The days on which each board meets, and how many working days before them its papers are due (clauses 2
and 3)."""
