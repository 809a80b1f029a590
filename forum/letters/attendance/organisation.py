"""The Chair's letter to an organisation about the attendance of its member (clause 4)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from forum.letters.base import Letter


@dataclass(frozen=True, kw_only=True)
class AttendanceOfOrganisation(Letter):
    """Asks the contact of an ``organisation`` for help, in the Chair's name.

    The ``member`` came to ``came`` of ``meetings``, and anybody came for the seat to ``represented``; the
    terms ask for ``needed`` by the ``clause``. ``by`` is the day an answer is asked for, ``chair`` the
    Chair's name. ``copy_of`` is the name of the contact in the member's copy, else empty.
    """

    NAME: ClassVar[str] = "attendance_organisation"

    organisation: str
    member: str
    came: int
    represented: int
    meetings: int
    needed: int
    clause: str
    by: dt.date
    chair: str
    copy_of: str = ""
