"""The timetable: the coming meetings, and those past with something left to do, each with its steps."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from forum.calendar.meeting_dates import day_to_meet, meeting_dates, meeting_reference
from forum.calendar.steps import Finding, Step, judge_step, plan_steps
from forum.calendar.working_days import WorkingDays
from forum.terms.policy import Policy


@dataclass(frozen=True)
class StepLine:
    """A step, and how it stands today."""

    step: Step
    finding: Finding


@dataclass(frozen=True, kw_only=True)
class WhereAndWhen:
    """A meeting by its ``reference`` ("MASE/2027-02"): its ``date``, its ``start`` in London time, its
    ``place`` ("Room 2 and online")."""

    reference: str
    date: dt.date
    start: dt.time
    place: str


@dataclass(frozen=True, kw_only=True)
class MeetingTimetable(WhereAndWhen):
    """A meeting and its steps, in the order of the month; ``minutes`` length."""

    group: str
    minutes: int
    steps: tuple[StepLine, ...]


def foresee_meetings(
    policy: Policy, days: WorkingDays, first: dt.date, last: dt.date, today: dt.date
) -> tuple[MeetingTimetable, ...]:
    """Return the meetings that the rule gives from one day to another (clause 5), with steps as if planned
    today."""
    references: list[str] = []
    meetings = []
    for date in (day_to_meet(day, days) for day in meeting_dates(policy.meetings.rule, first, last)):
        references.append(meeting_reference(policy.group.code, date, references))
        steps = plan_steps(policy, days, date, today)
        meetings.append(
            MeetingTimetable(
                group=policy.group.short_name,
                reference=references[-1],
                date=date,
                start=policy.meetings.start,
                minutes=policy.meetings.minutes,
                place=policy.meetings.place,
                steps=tuple(
                    StepLine(step, judge_step(step, meeting_date=date, as_of=today)) for step in steps
                ),
            )
        )
    return tuple(meetings)
