"""The steps of a meeting's month: when each opens, its deadline, when it was done, and its verdict.

The limits of the terms of reference (clause 6), and the working day by which each is met. The figures of
the terms by which the steps of a meeting are planned, as the register keeps them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from forum.calendar.working_days import WorkingDays
from forum.terms.parts.deadlines import Deadlines, LeadTimes, Limit
from forum.terms.policy import Policy
from forum.text.wording import count


def limit_before(limit: Limit, days: WorkingDays, meeting_date: dt.date) -> dt.date:
    """Return the last day that is "at least" the limit before the meeting (clause 6).

    One week before Tuesday 9 February is Tuesday 2 February. With five clear days it is Wednesday 3 February:
    neither the day of sending nor the day of the meeting is counted. With five clear working days it is
    Monday 1 February.
    """
    return limit.from_meeting(meeting_date, days.closed, -1)


def limit_after(limit: Limit, days: WorkingDays, meeting_date: dt.date) -> dt.date:
    """Return the last day that is "no later than" the limit after the meeting (clause 6)."""
    return limit.from_meeting(meeting_date, days.closed, 1)


def deadline_before(limit: Limit, days: WorkingDays, meeting_date: dt.date) -> dt.date:
    """Return the working day that meets a limit before the meeting: rounded to the day before (clause 6)."""
    return days.on_or_before(limit_before(limit, days, meeting_date))


def deadline_after(limit: Limit, days: WorkingDays, meeting_date: dt.date) -> dt.date:
    """Return the working day that meets a limit after the meeting: rounded to the day before (clause 6)."""
    return days.on_or_before(limit_after(limit, days, meeting_date))


OF_STEPS = (
    "record_opens_before_meeting",
    "record_due_after_meeting",
    "follow_up_due_after_meeting",
    "minutes_agreed_before_out",
    "agenda_opens_before_deadline",
    "papers_asked_before_collected",
    "papers_collected_before_out",
    "papers_open_before_out",
    "forecast_opens_before_meeting",
    "forecast_due_before_meeting",
    "attendance_due_after_meeting",
)
"""The lead times that place a step; all others are those of the policy's file as it stands."""


def figures_of(policy: Policy) -> dict[str, Any]:
    """Return the limits and the lead times of a policy that place steps, as JSON."""
    return {
        "deadlines": policy.deadlines.model_dump(mode="json", exclude_none=True),
        "lead_times": {name: getattr(policy.lead_times, name) for name in OF_STEPS},
    }


def with_figures(policy: Policy, figures: Mapping[str, Any] | None) -> Policy:
    """Return the policy with the figures by which a meeting was planned; as it is, where none are known."""
    if figures is None:
        return policy
    lead_times = policy.lead_times.model_dump() | figures["lead_times"]
    return policy.model_copy(
        update={
            "deadlines": Deadlines.model_validate(figures["deadlines"]),
            "lead_times": LeadTimes.model_validate(lead_times),
        }
    )


OWN = "own"
WAIVED = ", waived"  # behind the clause of a step for which the Chair waived the notice


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
    BRIEFINGS_OUT = "briefings out"


class StepVerdict(StrEnum):
    NOT_YET_OPEN = "not yet open"
    OPEN = "open"
    ON_TIME = "on time"
    LATE = "late"
    MISSED = "missed"
    NOT_POSSIBLE = "not possible"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True)
class Step:
    """A step of one meeting, or of a report to a board.

    ``opens`` is None while the step waits for an event (the record filed, the agenda agreed); ``deadline``
    is None for a step that has none. ``clause`` is the clause of the terms of reference, or "own" for a lead
    time of ours. ``planned_on`` is the day this deadline was set, by planning or moving the meeting. One that
    is not ``is_needed`` was set aside: nobody waits for it any more.
    """

    kind: StrEnum
    opens: dt.date | None
    deadline: dt.date | None
    clause: str
    planned_on: dt.date
    done: dt.date | None = None
    is_needed: bool = True


@dataclass(frozen=True)
class StepFinding:
    """The finding on a step: the verdict, the words for a table, and the clause by which the step is
    judged."""

    verdict: StepVerdict
    words: str
    clause: str


BEFORE_MEETING = frozenset(
    {StepKind.AGENDA_AGREED, StepKind.PAPERS_COLLECTED, StepKind.PAPERS_OUT, StepKind.QUORUM_FORECAST}
)


TIME_TO_ANSWER = 2  # working days


def plan_steps(
    policy: Policy, days: WorkingDays, meeting_date: dt.date, planned_on: dt.date, *, waived: bool = False
) -> tuple[Step, ...]:
    """Return the ten steps that are planned with a meeting, in the order of ``StepKind``; briefings out is
    planned once the Chair agrees briefings.

    Steps that wait for an event (follow up, attendance reviewed, minutes agreed) have ``opens`` None until
    the event opens them. Minutes are agreed no earlier than their record is due, whatever a closure leaves
    between. Minutes out opens on the day of the meeting. No step opens
    before the day on which the meeting was planned. With ``waived`` the Chair has waived the notice that the
    terms ask for.
    """
    limits, lead_times = policy.deadlines, policy.lead_times
    agenda = deadline_before(limits.agenda_agreed, days, meeting_date)
    papers = deadline_before(limits.papers_out, days, meeting_date)
    collected = days.add(papers, -lead_times.papers_collected_before_out)
    minutes = deadline_after(limits.minutes_out, days, meeting_date)
    record = days.add(meeting_date, lead_times.record_due_after_meeting)
    agreed = max(days.add(minutes, -lead_times.minutes_agreed_before_out), min(record, minutes))

    # Of a meeting at short notice people have two working days to answer, but for its last one (own rule).
    day_before = days.add(meeting_date, -1)
    to_answer = min(days.add(planned_on, TIME_TO_ANSWER), day_before)
    forecast = max(days.add(meeting_date, -lead_times.forecast_due_before_meeting), to_answer)

    def opening(day: dt.date, lead: int) -> dt.date:
        return max(days.add(day, -lead), planned_on)

    def step(kind: StepKind, opens: dt.date | None, deadline: dt.date | None, clause: str = OWN) -> Step:
        return Step(kind, opens, deadline, clause, planned_on)

    steps = (
        step(StepKind.INVITE, planned_on, None),
        step(
            StepKind.AGENDA_AGREED,
            opening(agenda, lead_times.agenda_opens_before_deadline),
            agenda,
            limits.agenda_agreed.clause,
        ),
        step(
            StepKind.PAPERS_COLLECTED,
            opening(collected, lead_times.papers_asked_before_collected),
            collected,
        ),
        step(
            StepKind.PAPERS_OUT,
            opening(papers, lead_times.papers_open_before_out),
            papers,
            limits.papers_out.clause,
        ),
        step(
            StepKind.QUORUM_FORECAST,
            opening(meeting_date, lead_times.forecast_opens_before_meeting),
            forecast,
        ),
        step(
            StepKind.RECORD,
            opening(meeting_date, lead_times.record_opens_before_meeting),
            record,
        ),
        step(StepKind.FOLLOW_UP, None, days.add(meeting_date, lead_times.follow_up_due_after_meeting)),
        step(
            StepKind.ATTENDANCE_REVIEWED,
            None,
            days.add(meeting_date, lead_times.attendance_due_after_meeting),
        ),
        step(StepKind.MINUTES_AGREED, None, agreed),
        step(StepKind.MINUTES_OUT, max(meeting_date, planned_on), minutes, limits.minutes_out.clause),
    )
    return tuple(_without_notice(planned, day_before) if waived else planned for planned in steps)


def _without_notice(step: Step, day_before: dt.date) -> Step:
    """Return a step that was too late when the meeting was called with the working day before the meeting as
    its deadline, by the Chair's waiver (where the terms are silent). Its clause becomes "6, waived": by
    that day the step is in time, and the clause itself is not kept.
    """
    if not is_step_too_late(step):
        return step
    return replace(step, deadline=max(day_before, step.planned_on), clause=step.clause + WAIVED)


def items_close(agenda: Step, days: WorkingDays) -> dt.date | None:
    """Return the last day for proposing an item: the working day before the agenda goes to the Chair (own
    rule)."""
    return days.add(agenda.opens, -1) if agenda.opens else None


def is_step_too_late(step: Step) -> bool:
    """Say whether a step before the meeting had its deadline before it was planned (clause 6)."""
    return step.kind in BEFORE_MEETING and step.deadline is not None and step.deadline < step.planned_on


def judge_step(step: Step, *, meeting_date: dt.date, as_of: dt.date) -> StepFinding:
    """Judge a step by its deadline, when it was done and when it was planned.

    ``as_of`` counts only while the step is not done. Words: "on time", "2 days late", "missed", "open", "not
    yet open", "not needed", "not possible, planned only 9 days before" (the meeting); "done" for a step
    without a deadline.
    """
    verdict = _verdict(step, as_of)
    return StepFinding(verdict, _words(step, verdict, meeting_date), step.clause)


def _verdict(step: Step, as_of: dt.date) -> StepVerdict:
    if not step.is_needed:
        return StepVerdict.NOT_NEEDED
    if step.deadline is not None and (step.done or as_of) > step.deadline:
        if step.deadline < step.planned_on:  # a meeting called at short notice (where the terms are silent)
            return StepVerdict.NOT_POSSIBLE
        return StepVerdict.LATE if step.done else StepVerdict.MISSED
    if step.done:
        return StepVerdict.ON_TIME
    return StepVerdict.NOT_YET_OPEN if step.opens is None or step.opens > as_of else StepVerdict.OPEN


def _words(step: Step, verdict: StepVerdict, meeting_date: dt.date) -> str:
    if verdict is StepVerdict.LATE and step.done and step.deadline:
        return f"{count((step.done - step.deadline).days, 'day')} late"
    if verdict is StepVerdict.NOT_POSSIBLE:
        return f"{verdict}, {_when_planned(step, meeting_date)}"
    if verdict is StepVerdict.ON_TIME and step.deadline is None:
        return "done"
    return verdict.value


def _when_planned(step: Step, meeting_date: dt.date) -> str:
    days = (meeting_date - step.planned_on).days
    if days > 0:
        return f"planned only {count(days, 'day')} before"
    return f"planned {count(-days, 'day')} after" if days else "planned on the day itself"


def replan(steps: Iterable[Step], new_steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps of a moved meeting: a step that is done stays, and so does one that is not planned
    with the meeting; an open one takes its new dates.

    A step that an event has opened stays open. A deadline that had been missed before the move stays missed,
    unless the move gives time again: moving a meeting excuses nobody. How late it is counts from the meeting
    as it is held (clause 6), and by an earlier date it is no later than it was.
    """
    new = {step.kind: step for step in new_steps}
    return tuple(_replanned(step, new.get(step.kind, step)) for step in steps)


def _replanned(step: Step, new: Step) -> Step:
    if step.done:
        return step
    if _passed(step, new.planned_on) and _passed(new, new.planned_on):
        by_new_date = replace(step, deadline=new.deadline)
        return max(step, by_new_date, key=lambda missed: missed.deadline or dt.date.min)
    return new if new.opens is not None else replace(new, opens=step.opens)


def _passed(step: Step, on: dt.date) -> bool:
    return step.deadline is not None and step.deadline < on


def is_near(step: Step, *, as_of: dt.date, within: int) -> bool:
    """Say whether a step that is not done has its deadline today or in the next ``within`` calendar days."""
    if step.done or step.deadline is None:
        return False
    return 0 <= (step.deadline - as_of).days <= within
