"""The steps of a meeting's month: when each opens, its deadline, when it was done and what is to be said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from forum.policy import Policy
from forum.working_days import WorkingDays


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
    ``planned_on`` is the day this deadline was set: when the meeting was planned, or last moved.
    """

    kind: StepKind
    opens: dt.date | None
    deadline: dt.date | None
    clause: str
    planned_on: dt.date
    done: dt.date | None = None


@dataclass(frozen=True)
class Finding:
    """What is to be said of a step: the verdict, the words for a table, and the clause it is judged by."""

    verdict: Verdict
    words: str
    clause: str


def plan_steps(
    policy: Policy, days: WorkingDays, meeting_date: dt.date, planned_on: dt.date
) -> tuple[Step, ...]:
    """Return the ten steps of a meeting, in the order of ``StepKind``.

    Steps that wait for an event (papers collected, follow up, attendance reviewed, minutes agreed) have ``opens``
    None until the event opens them. Minutes out opens on the day of the meeting.
    """
    raise NotImplementedError


def finding(step: Step, *, meeting_date: dt.date, as_of: dt.date) -> Finding:
    """Judge a step by its deadline, when it was done and when it was planned; by ``as_of`` only while it is not done.

    Words: "on time", "2 days late", "missed", "not possible, planned at −9" (days from the meeting), "open",
    "not yet open".
    """
    raise NotImplementedError


def replan(steps: Iterable[Step], new_steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps of a moved meeting: a step that is done stays as it was, an open one takes its new dates.

    A step whose deadline had been missed before the move keeps it, unless the move gives it time again.
    """
    raise NotImplementedError


def is_near(step: Step, *, as_of: dt.date, within: int) -> bool:
    """Say whether a step that is not done has its deadline today or in the next ``within`` calendar days."""
    raise NotImplementedError
