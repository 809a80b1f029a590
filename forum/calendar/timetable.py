"""The timetable: the coming meetings, and those past with something left to do, each with its steps."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from forum.calendar.meeting_dates import held_on, meeting_dates, meeting_reference
from forum.calendar.steps import Finding, Step, finding, plan_steps
from forum.calendar.working_days import WorkingDays
from forum.terms.policy import Policy


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


def foreseen(
    policy: Policy, days: WorkingDays, first: dt.date, last: dt.date, today: dt.date
) -> tuple[MeetingTimetable, ...]:
    """The meetings that the rule gives from one day to another (clause 5), as if planned today."""
    taken: list[str] = []
    meetings = []
    for date in (held_on(day, days) for day in meeting_dates(policy.meetings.rule, first, last)):
        taken.append(meeting_reference(policy.group.code, date, taken))
        steps = plan_steps(policy, days, date, today)
        meetings.append(
            MeetingTimetable(
                group=policy.group.short_name,
                reference=taken[-1],
                date=date,
                start=policy.meetings.start,
                minutes=policy.meetings.minutes,
                place=policy.meetings.place,
                steps=tuple(StepLine(step, finding(step, meeting_date=date, as_of=today)) for step in steps),
            )
        )
    return tuple(meetings)
