"""The steps of a report to a board: when each opens, and its deadline (clauses 2 and 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from forum.calendar.steps import OWN, Step
from forum.calendar.working_days import WorkingDays
from forum.questions.answer_by import TIME_TO_ANSWER
from forum.terms.parts.duties import Body, Reports


class ReportStep(StrEnum):
    DRAFTED = "report drafted"
    BACK = "report back from the unit"
    AGREED = "report agreed"
    SENT = "report sent"
    RECEIVED = "report acknowledged"
    ANSWERED = "outcome heard"


class ReportState(StrEnum):
    """The state of a report. A dropped one was for a meeting that the board no longer has, or was overtaken
    by a later report."""

    PLANNED = "planned"
    WITH_THE_UNIT = "with the unit"
    BACK = "back from the unit"
    WITH_THE_CHAIR = "with the Chair"
    AGREED = "agreed"
    SENT = "sent"
    RECEIVED = "received"
    ANSWERED = "answered"
    DROPPED = "dropped"


UNSENT = frozenset(
    {
        ReportState.PLANNED,
        ReportState.WITH_THE_UNIT,
        ReportState.BACK,
        ReportState.WITH_THE_CHAIR,
        ReportState.AGREED,
    }
)
WENT = frozenset({ReportState.SENT, ReportState.RECEIVED, ReportState.ANSWERED})
FINAL = WENT | {ReportState.AGREED}
"""The states in which what a report tells, no other report to its board tells."""
TO_BE_WRITTEN = frozenset({ReportState.WITH_THE_UNIT, ReportState.BACK, ReportState.WITH_THE_CHAIR})
"""The states in which the unit may still send the report back."""


def paper_deadline(body: Body, days: WorkingDays, date: dt.date) -> dt.date:
    """Return the day by which the papers for a board's meeting are due (clause 3)."""
    return days.add(date, -body.paper_deadline)


def day_planned(rules: Reports, body: Body, days: WorkingDays, date: dt.date) -> dt.date:
    """Return the day from which a report is worked on: fifteen working days before the deadline (own)."""
    return days.add(paper_deadline(body, days, date), -rules.drafted_before)


def day_to_draft(
    rules: Reports, days: WorkingDays, deadline: dt.date, minutes_agreed: dt.date | None
) -> dt.date:
    """Return the day on which a report is drafted: fifteen working days before the deadline, or the working
    day after the last minutes were agreed if that is later (own rule).

    While they are not agreed it waits, at most until the day on which the unit has it back.
    """
    earliest, latest = (days.add(deadline, -before) for before in (rules.drafted_before, rules.back_before))
    after_minutes = days.add(minutes_agreed, 1) if minutes_agreed else latest
    return min(max(earliest, after_minutes), latest)


def waits_for_record(
    days: WorkingDays, deadline: dt.date, records_due: Iterable[dt.date | None], as_of: dt.date
) -> bool:
    """Say whether a report is not put to the Chair yet: the record of a meeting is still to come, and is due
    while the Chair has two working days left before the deadline (own rule).

    So the Chair reads of that meeting in the report, and not a few days later what it changed. A record that
    is late is not waited for.
    """
    latest = days.add(deadline, -TIME_TO_ANSWER)
    return as_of < latest and any(due and as_of <= due <= latest for due in records_due)


def plan_report_steps(
    rules: Reports, body: Body, days: WorkingDays, date: dt.date, planned_on: dt.date
) -> tuple[Step, ...]:
    """Return the steps of a report for a board's meeting, in the order of ``ReportStep``.

    The first has no deadline, since it waits for the minutes; the one that the terms ask for is that of
    sending.
    """
    deadline = paper_deadline(body, days, date)

    def step(kind: ReportStep, opens: dt.date, due: dt.date | None, clause: str = OWN) -> Step:
        return Step(kind, max(opens, planned_on), due, clause, planned_on)

    to_chair, agreed = (
        days.add(deadline, -before) for before in (rules.to_chair_before, rules.agreed_before)
    )
    drafted = days.add(deadline, -rules.drafted_before)
    return (
        step(ReportStep.DRAFTED, drafted, None),
        step(ReportStep.BACK, drafted, days.add(deadline, -rules.back_before)),
        step(ReportStep.AGREED, to_chair, agreed),
        step(ReportStep.SENT, agreed, deadline, body.clause),
        step(ReportStep.RECEIVED, deadline, days.add(deadline, rules.received_after)),
        step(
            ReportStep.ANSWERED,
            days.add(date, rules.outcome_asked_after),
            days.add(date, rules.outcome_heard_after),
        ),
    )
