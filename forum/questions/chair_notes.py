"""Notes for the Chair: what another recorded in their name, or changed among those who read the papers, and
meetings that are not held (own rule)."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from forum.calendar.working_days import WorkingDays

WITHIN = 2  # working days, where no letter to the Chair goes before


class NoteKind(StrEnum):
    """What a note is about."""

    ANSWERED = "answered in their name"
    CO_OPTED = "co-opted"
    GUEST = "guest invited"
    ADDRESS = "address changed"
    CORRECTION = "correction to the minutes"
    GAP = "meetings not held"


def goes_alone(kind: NoteKind, made_on: dt.date, days: WorkingDays, on: dt.date) -> bool:
    """Say whether a note is reason for a letter of its own: no other has brought it for two working days, or
    it tells of a correction to minutes, or of a meeting that is not held, and goes at once."""
    last = made_on if kind in (NoteKind.CORRECTION, NoteKind.GAP) else days.add(made_on, WITHIN)
    return days.is_working(on) and last <= on
