"""The private letter from the Chair to a member about their attendance (clause 4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar, Literal

from forum.letters.base import Letter


@dataclass(frozen=True, kw_only=True)
class AttendanceNotice(Letter):
    """Says where the member stands and asks what would help; it is sent to nobody else.

    ``came`` of ``meetings`` counts the member's own attendance and ``needed`` the fewest that the terms ask
    for; ``window`` is how they are counted.
    ``deputies_came`` is how often a deputy came instead, ``deputies_allowed`` the most the terms allow.
    ``by`` is the day a reply is asked for. ``chair`` is the Chair's name, ``clause`` the clause of the terms.
    ``seat`` is the seat concerned where the member holds another one as well, else empty.
    """

    NAME: ClassVar[str] = "attendance_notice"

    came: int
    meetings: int
    needed: int
    window: Literal["last meetings", "board year"]
    deputies_came: int
    deputies_allowed: int
    by: dt.date
    chair: str
    clause: str
    seat: str = ""
