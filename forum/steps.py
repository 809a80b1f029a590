"""The steps of a meeting's month: when each opens, its deadline, when it was done and what is to be said of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class StepKind(StrEnum):
    INVITE = "invite"
    AGENDA_AGREED = "agenda agreed"
    PAPERS_COLLECTED = "papers collected"
    PAPERS_OUT = "papers out"
    QUORUM_FORECAST = "quorum forecast"
    RECORD = "record"
    FOLLOW_UP = "follow up"
    ATTENDANCE_REVIEWED = "attendance reviewed"
    MINUTES_AGREED = "minutes agreed"
    MINUTES_OUT = "minutes and action log out"


class Verdict(StrEnum):
    NOT_YET_OPEN = "not yet open"
    OPEN = "open"
    ON_TIME = "on time"
    LATE = "late"
    MISSED = "missed"
    NOT_POSSIBLE = "not possible"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True)
class Step:
    """One step of one meeting.

    ``opens`` is None while the step waits for an event (the record filed, the agenda agreed); ``deadline`` is None
    for a step that has none. ``clause`` is the clause of the terms of reference, or "own" for a lead time of ours.
    """

    kind: StepKind
    opens: dt.date | None
    deadline: dt.date | None
    clause: str
    done: dt.date | None = None
