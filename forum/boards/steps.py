"""The steps of a report to a board: when each opens, and its deadline (clauses 2 and 3).

The dates of the boards' meetings: their reports' references, and changes that come too late. The reports
to boards in lists and calendars: those under way with their steps, and those to come.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from forum.calendar.steps import OWN, Step
from forum.calendar.timetable import StepLine
from forum.calendar.working_days import WorkingDays
from forum.questions.lifecycle import TIME_TO_ANSWER
from forum.terms.faults import Fault
from forum.terms.parts.duties import Body, Reports
from forum.terms.policy import Policy


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

    While they are not agreed it waits, as long as the unit still has two working days to write in its boxes.
    """
    earliest = days.add(deadline, -rules.drafted_before)
    latest = max(earliest, days.add(deadline, -rules.back_before - TIME_TO_ANSWER))
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


DATES_REACH = dt.timedelta(days=90)  # boards meet about every three months


def report_reference(group: str, body: str, date: dt.date) -> str:
    """Return the reference of a report: "MASE/KSCB-BG/2027-04-29"."""
    return f"{group}/{body}/{date}"


def board_action_reference(body: str, date: dt.date, number: int) -> str:
    """Return the reference of what a board asks of the group at a meeting: "KSCB-BG/2027-04/01"."""
    return f"{body}/{date:%Y-%m}/{number:02}"


def ends_soon(body: Body, today: dt.date) -> bool:
    """Say whether a board's last date is less than ninety days away, or has been (own rule): for a date that
    nobody has entered no report is planned (clause 3). A board without any date gets no reports."""
    return bool(body.dates) and body.dates[-1] - today < DATES_REACH


@dataclass(frozen=True)
class DatesMoved:
    """What the policy's dates change in the register: each report to its new date, and those without one."""

    moved: Mapping[dt.date, dt.date]
    dropped: tuple[dt.date, ...]


def dates_moved(body: Body, open_dates: Collection[dt.date], today: dt.date) -> DatesMoved:
    """Match reports under way whose date a board has no more with dates that have none, the earliest
    first."""
    gone = [date for date in sorted(open_dates) if date >= today and date not in body.dates]
    new = [date for date in body.dates if date >= today and date not in open_dates]
    moved = dict(zip(gone, new, strict=False))
    return DatesMoved(moved, tuple(date for date in gone if date not in moved))


def changes_of_the_past(
    policy: Policy, known: Mapping[str, Collection[dt.date]], today: dt.date
) -> Iterator[Fault]:
    """Yield the board dates by which a policy would change the past of a group that is running.

    ``known`` are the dates of the reports in the register, by the code of the board. A date that has passed
    stays as it was: what a board was told, or not told, for it is on record.
    """
    for number, body in enumerate(policy.bodies, start=1):
        dates = known.get(body.code, ())
        for at, date in enumerate(body.dates, start=1):
            if policy.group.go_live <= date < today and date not in dates:
                found = f"{date}, which has passed and had no report"
                yield Fault(
                    f"bodies[{number}].dates[{at}]", found, f"dates from {today} on, and those on record"
                )
        for date in sorted(dates):
            if date < today and date not in body.dates:
                found = f"dates without {date}, for which a report is on record"
                yield Fault(f"bodies[{number}].dates", found, f"{date} among them, as it was")


@dataclass(frozen=True)
class ReportTimetable:
    """A report for a board's meeting on ``date``, with its steps in their order."""

    group: str
    board: str
    date: dt.date
    state: ReportState
    steps: tuple[StepLine, ...]


@dataclass(frozen=True)
class ComingDate:
    """A board's meeting whose report is not worked on yet; its papers are due on a day."""

    group: str
    board: str
    date: dt.date
    papers_due: dt.date
