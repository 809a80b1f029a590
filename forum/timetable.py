"""The timetable: the coming meetings, and those past with something left to do, each with its steps."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from forum.steps import Finding, Step


@dataclass(frozen=True)
class StepLine:
    """A step, and what is to be said of it today."""

    step: Step
    finding: Finding


@dataclass(frozen=True)
class MeetingTimetable:
    """A meeting and its steps, in the order of the month; ``start`` in London, ``minutes`` its length."""

    group: str
    reference: str
    date: dt.date
    start: dt.time
    minutes: int
    place: str
    steps: tuple[StepLine, ...]
