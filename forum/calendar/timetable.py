"""The timetable: the coming meetings, and those past with something left to do, each with its steps.

The status board: each step of the coming meetings with its traffic light, and what waits for whom. The
secretary's morning: its flows by name, in the order in which they run.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from forum.calendar.meetings import day_to_meet, meeting_dates, meeting_reference
from forum.calendar.steps import Step, StepFinding, StepVerdict, is_near, judge_step, plan_steps
from forum.calendar.working_days import WorkingDays
from forum.terms.policy import Policy
from forum.text.wording import count, listed, short_date, short_day_month


@dataclass(frozen=True)
class StepLine:
    """A step, and how it stands today."""

    step: Step
    finding: StepFinding


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


NEAR = 3  # calendar days
STEPS = ("Light", "Step", "Deadline", "Clause", "Status")
NEARLY_ALL = 95  # percent
IN_SECONDS = 120  # up to so many a time is said in seconds


class Light(StrEnum):
    """A step's traffic light: green, red, grey, amber, red and none. The word tells it without the colour."""

    DONE = "done"
    LATE = "late"
    COMING = "coming"
    NEAR = "near"
    MISSED = "missed"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True)
class StatusTable:
    """A table of the board. In a ``lit`` one the first cell of each row is a Light."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lit: bool = False


@dataclass(frozen=True)
class GroupBoard:
    """A group's part of the board: a line that says what needs a hand, and tables, none of them empty."""

    code: str
    headline: str
    sections: tuple[StatusTable, ...]


@dataclass(frozen=True)
class StatusBoard:
    """All groups' boards on a day.

    ``held`` says since when and why no letter leaves; it is empty while letters leave. ``files_waiting``
    are the changed templates and policies that nobody has approved, ``paused`` says of each group that is
    paused why it is, ``check_number`` is the audit trail's. ``confirmed`` says how soon those who wrote in
    the last day heard what was recorded; it is empty where nobody did. ``backup`` says how old the newest
    backup is, and how long restoring it took; it is empty where none are made.
    ``faults`` are those of the service that the watcher has found and that are not over.
    """

    day: dt.date
    groups: tuple[GroupBoard, ...]
    held: str = ""
    files_waiting: tuple[str, ...] = ()
    paused: tuple[str, ...] = ()
    check_number: str = ""
    confirmed: str = ""
    backup: str = ""
    is_backup_late: bool = False
    faults: tuple[str, ...] = ()

    @property
    def files_in_words(self) -> str:
        """A sentence about the templates and policies that wait for approval; empty when none does."""
        if not self.files_waiting:
            return ""
        number = len(self.files_waiting)
        files = count(number, "template or policy", "templates or policies")
        are = "is" if number == 1 else "are"
        return f"{files} changed and {are} not used until a person approves the change (mase templates)"


def traffic_light(step: Step, finding: StepFinding, as_of: dt.date) -> Light:
    """Return a step's traffic light: its verdict when it is done or missed, near when its deadline is today
    or in the next three days, else coming (own rule).

    A deadline that had passed before the meeting was planned can't be missed: the step is near until done.
    """
    if finding.verdict in BY_VERDICT:
        return BY_VERDICT[finding.verdict]
    if finding.verdict is StepVerdict.NOT_POSSIBLE:
        return Light.DONE if step.done else Light.NEAR
    return Light.NEAR if is_near(step, as_of=as_of, within=NEAR) else Light.COMING


def steps_section(steps: Sequence[StepLine], title: str, today: dt.date, *, whole: bool) -> StatusTable:
    """Return the table of some steps: all of a ``whole`` thing, else those that are still to do."""
    return StatusTable(
        title,
        STEPS,
        tuple(
            (
                traffic_light(line.step, line.finding, today),
                line.step.kind,
                short_date(line.step.deadline) if line.step.deadline else "–",
                line.finding.clause,
                line.finding.words + (f", {short_day_month(line.step.done)}" if line.step.done else ""),
            )
            for line in steps
            if whole or not line.step.done
        ),
        lit=True,
    )


BY_VERDICT = {
    StepVerdict.ON_TIME: Light.DONE,
    StepVerdict.LATE: Light.LATE,
    StepVerdict.MISSED: Light.MISSED,
    StepVerdict.NOT_NEEDED: Light.NOT_NEEDED,
}


def confirmed_in_words(waits: Collection[dt.timedelta]) -> str:
    """Return how many mails were confirmed, and within which time of their arrival 95% of them were.

    Of twenty the longest wait does not count, of nineteen it does. Empty where none was confirmed.
    """
    if not waits:
        return ""
    nearly_all = (NEARLY_ALL * len(waits) + 99) // 100  # rounded up
    seconds = math.ceil(sorted(waits)[nearly_all - 1].total_seconds())
    within = count(seconds, "second") if seconds <= IN_SECONDS else count(math.ceil(seconds / 60), "minute")
    return f"Mails confirmed in the last day: {len(waits)}; {NEARLY_ALL}% within {within} of arrival"


def headline(sections: Iterable[StatusTable]) -> str:
    """Return a line of the titles of the sections that have rows ("2 questions open")."""
    return listed(section.title for section in sections if section.rows) or "nothing needs your attention"


MORNING_FLOWS = (
    "plan_meetings",
    "record_meeting",
    "review_attendance",
    "follow_up_meeting",
    "circulate_minutes",
    "report_to_boards",
    "agree_agenda",
    "distribute_papers",
    "forecast_quorum",
    "chase_actions",
    "maintain_members",
    "put_questions",
)
SHARD = "do-shard"  # the flow that does a morning for some groups, and its deployment
