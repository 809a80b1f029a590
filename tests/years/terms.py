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
