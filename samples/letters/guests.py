"""The letters to a guest for one item, with sample data."""

from __future__ import annotations

import datetime as dt

from forum.letters.foot import reason_for_guest
from forum.letters.guests import GuestInvitation, GuestNotNeeded, GuestPaper
from samples.letters.shared import COMMON, MARKING, NEXT

GUEST = "Consultant Paediatrician"
WHY = reason_for_guest(COMMON["group"])
STARTS = dt.datetime.combine(NEXT.date, dt.time(10, 40))
ENDS = STARTS + dt.timedelta(minutes=15)
OBSTACLES = "Obstacles in service provision"
LETTERS = (
    GuestInvitation(
        **COMMON,
        addressee=GUEST,
        marking="",
        why=WHY,
        number="7",
        title=OBSTACLES,
        starts=STARTS,
        ends=ENDS,
        place=NEXT.place,
        joining="",
        is_settled=False,
        paper_follows=True,
        agreement=True,
    ),
    GuestPaper(
        **COMMON,
        addressee=GUEST,
        marking=MARKING,
        why=WHY,
        number="7",
        title=OBSTACLES,
        starts=STARTS + dt.timedelta(minutes=5),
        ends=ENDS + dt.timedelta(minutes=5),
        place=NEXT.place,
        joining="",
        was=STARTS,
    ),
    GuestNotNeeded(
        **COMMON,
        addressee=GUEST,
        marking="",
        why=WHY,
        title=OBSTACLES,
        meeting=NEXT.date,
        is_cancelled=False,
    ),
)
