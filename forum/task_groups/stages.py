"""The stages of a task and finish group, and its steps with their days (clause 6).

The terms of a task and finish group: its parent's, but for what its commission says (clause 6).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from forum.agenda import purpose_codes
from forum.calendar.steps import Step
from forum.calendar.working_days import WorkingDays
from forum.task_groups.commission import Commission
from forum.terms.parts.ahead import ForwardPlanTerms
from forum.terms.parts.calendar import ListRule
from forum.terms.parts.deadlines import Deadlines, Limit
from forum.terms.parts.duties import Plan, StandingItem, TaskGroups
from forum.terms.parts.members import Seat
from forum.terms.parts.part import Part
from forum.terms.parts.quorum import Quorum, Votes
from forum.terms.policy import Policy
from forum.text.dates import months_after


class TaskStep(StrEnum):
    COMMISSIONED = "commissioned"
    SCOPED = "scope agreed"
    INTERIM = "interim report"
    FINAL = "final report"
    ACCEPTED = "report accepted"
    CLOSED = "closed"
    LOOKED_AT_AGAIN = "looked at again"


DUE_OF_GROUP: Mapping[str, str] = {
    TaskStep.SCOPED: "agreement to the scope",
    TaskStep.CLOSED: "closing",
    TaskStep.LOOKED_AT_AGAIN: "second look at the work",
}
"""The steps that are to come as nouns, where their names are not."""


class GroupStage(StrEnum):
    PROPOSED = "proposed"
    DECLINED = "declined"
    COMMISSIONED = "commissioned"
    SCOPED = "scoped"
    RUNNING = "running"
    INTERIM = "interim report given"
    FINAL = "final report given"
    ACCEPTED = "accepted"
    STOPPED = "stopped"
    CLOSED = "closed"
    LOOKED_AT_AGAIN = "looked at again"


class Course(StrEnum):
    """The lead's word on how the work stands."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


AT_WORK = (
    GroupStage.COMMISSIONED,
    GroupStage.SCOPED,
    GroupStage.RUNNING,
    GroupStage.INTERIM,
    GroupStage.FINAL,
)
"""The stages of a group that works; the others have not begun, or have ended."""


@dataclass(frozen=True)
class TaskGroup:
    """A task group as its stage depends on it. ``done`` has the day of each step that is done."""

    code: str
    short_name: str
    start: dt.date
    end: dt.date
    done: Mapping[TaskStep, dt.date]
    declined_on: dt.date | None = None
    extended_on: dt.date | None = None
    stopped_on: dt.date | None = None


_BY_STEP = {
    TaskStep.LOOKED_AT_AGAIN: GroupStage.LOOKED_AT_AGAIN,
    TaskStep.CLOSED: GroupStage.CLOSED,
    TaskStep.ACCEPTED: GroupStage.ACCEPTED,
    TaskStep.FINAL: GroupStage.FINAL,
    TaskStep.INTERIM: GroupStage.INTERIM,
}
"""The stage that a step leads to, the latest first."""


def stage_on(group: TaskGroup, on: dt.date) -> GroupStage:
    """Return the stage that a task group had reached on a day."""
    done = {step for step, day in group.done.items() if day <= on}
    if group.declined_on and group.declined_on <= on:
        return GroupStage.DECLINED
    if group.stopped_on and group.stopped_on <= on and TaskStep.CLOSED not in done:
        return GroupStage.STOPPED
    for step, stage in _BY_STEP.items():
        if step in done:
            return stage
    if TaskStep.SCOPED in done:
        return GroupStage.RUNNING if group.start <= on else GroupStage.SCOPED
    return GroupStage.COMMISSIONED if TaskStep.COMMISSIONED in done else GroupStage.PROPOSED


def is_report_overdue(group: TaskGroup, on: dt.date) -> bool:
    """Say whether the end of a group at work has passed without its final report (clause 6)."""
    stage = stage_on(group, on)
    return group.end < on and stage in AT_WORK and stage is not GroupStage.FINAL


def plan_task_steps(
    commission: Commission, rules: TaskGroups, days: WorkingDays, on: dt.date
) -> tuple[Step, ...]:
    """Return the steps of a group that is commissioned today, in the order of ``TaskStep``. Those after the
    final report have no deadline until it is accepted."""
    scoped = days.add(on, rules.scoped_within)

    def step(kind: TaskStep, opens: dt.date | None, deadline: dt.date | None) -> Step:
        return Step(kind, opens, deadline, rules.clause, on)

    return (
        step(TaskStep.COMMISSIONED, on, None),
        step(TaskStep.SCOPED, on, scoped),
        step(TaskStep.INTERIM, commission.start, commission.interim),
        step(TaskStep.FINAL, commission.interim, commission.end),
        step(TaskStep.ACCEPTED, None, None),
        step(TaskStep.CLOSED, None, None),
        step(TaskStep.LOOKED_AT_AGAIN, None, None),
    )


def day_of_warning(end: dt.date, rules: TaskGroups, days: WorkingDays) -> dt.date:
    """Return the day from which the unit hears that a group ends: twenty working days before (own rule)."""
    return days.add(end, -rules.warned_before_end)


def look_again_by(closed: dt.date, rules: TaskGroups) -> dt.date:
    """Return the day about which the parent looks at what came of the work: six months later (own rule)."""
    return months_after(closed, rules.looked_at_again_after)


def meeting_for(day: dt.date, planned: tuple[dt.date, ...]) -> dt.date | None:
    """Return the day of the parent's meeting that hears a report due on ``day``: the last in that month, else
    the last before it, else the first after it.

    ``planned`` are the meetings to come whose agenda is open. None while a meeting of that month may still be
    planned.
    """
    month = [date for date in planned if (date.year, date.month) == (day.year, day.month)]
    if month:
        return month[-1]
    later = [date for date in planned if date > day]
    earlier = [date for date in planned if date <= day]
    return (earlier[-1] if earlier else later[0]) if later else None


@dataclass(frozen=True)
class Round:
    """The time in which the lead says how the work stands, for a meeting of the parent: asked, reminded, and
    no longer asked after ``by``."""

    asked: dt.date
    chased: dt.date
    by: dt.date


def round_for(meeting: dt.date, rules: Plan, days: WorkingDays) -> Round:
    """Return the round for a meeting of the parent, which is that of its plan's lines (own lead times)."""
    asked, chased = (
        days.add(meeting, -before) for before in (rules.asked_before_meeting, rules.chased_before_meeting)
    )
    return Round(asked, chased, days.add(meeting, -1))


Table = TypeVar("Table", bound=Part)

OWN = "own"
WORK_SO_FAR = "The work so far, and what is next"
_LEAD_TIMES = {
    "record_due_after_meeting": 1,
    "minutes_draft_back_within": 2,
    "minutes_agreed_before_out": 1,
    "agenda_opens_before_deadline": 3,
    "papers_asked_before_collected": 5,
    "papers_collected_before_out": 1,
    "papers_open_before_out": 2,
}
"""The lead times that a month of minutes needs and an action note of one side does not, in working days."""


def lighter_policy(parent: Policy, commission: Commission) -> Policy:
    """Return the policy of a task group. It has seats by organisation, its own meetings, shorter lead times,
    an action note for minutes, and neither boards, partnerships nor a forward plan; attendance is not
    judged."""
    rules, group = parent.task_groups, parent.group
    objectives = _objectives(parent, commission)
    return _with(
        parent,
        group=_with(
            group,
            code=commission.code,
            name=commission.name,
            short_name=commission.short_name,
            go_live=commission.start,
            heading=f"{commission.name}, commissioned by the {group.short_name}",
            terms="",
        ),
        meetings=_with(
            parent.meetings,
            rule=ListRule(kind="list", dates=commission.meetings),
            start=commission.at or parent.meetings.start,
            minutes=commission.minutes or parent.meetings.minutes,
            place=commission.place or parent.meetings.place,
            plan_months_ahead=rules.most_months,
            purpose_raised_after=rules.most_meetings + 1,
            written_up_as="action note",
            at_least=0,
        ),
        deadlines=Deadlines(
            agenda_agreed=Limit(days=rules.agenda_before, clause=OWN),
            papers_out=Limit(days=rules.papers_before, clause=OWN),
            minutes_out=Limit(days=rules.note_within, clause=OWN),
        ),
        lead_times=_with(parent.lead_times, **_LEAD_TIMES),
        quorum=Quorum(share=rules.quorum, clause=rules.clause),
        votes=Votes(),
        attendance=_with(
            parent.attendance, from_meetings=rules.most_meetings + 1, absent_in_a_row=0, absent_months=0
        ),
        actions=_with(parent.actions, help_stands_under=""),
        seats=tuple(_seat(organisation) for organisation in commission.organisations),
        standing_items=(
            StandingItem(
                title=WORK_SO_FAR, purpose="discussion", minutes=20, objective=next(iter(objectives))
            ),
        ),
        objectives=objectives,
        boards=(),
        bodies=(),
        partnerships=(),
        forward_plan=ForwardPlanTerms(),
        members=_with(parent.members, details_months=(), list_months=()),
    )


def _with(table: Table, **changes: object) -> Table:
    return table.model_copy(update=changes)


def _seat(organisation: str) -> Seat:
    return Seat(name=organisation, short_name=organisation, clause=OWN)


def _objectives(parent: Policy, commission: Commission) -> dict[str, str]:
    """Return the purpose that the group serves, or all of the parent's where the commission names none."""
    name = purpose_codes(parent.objectives).get(commission.purpose)
    return {name: parent.objectives[name]} if name else dict(parent.objectives)
