"""The figures of deadlines: the limits that the terms set around a meeting, and our own lead times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Annotated, Literal

from pydantic import Field, Strict

from forum.terms.faults import Allowed, Fault
from forum.terms.parts.part import (
    SATURDAY,
    Days,
    Line,
    Part,
    asked,
)
from forum.text.dates import months_after
from forum.text.wording import count, listed

COUNTS = {
    "days": "day",
    "clear_days": "clear day",
    "working_days": "working day",
    "clear_working_days": "clear working day",
    "statutory_clear_days": "statutory clear day",
    "months": "month",
}
"""What a limit may count, as the file names it → one of it in words."""
A_MONDAY = dt.date(2027, 3, 1)  # of a month as long as any


SUNDAY = 6


class Limit(Part):
    """A limit of the terms of reference, counted from the meeting; exactly one of its counts is given.

    Of clear days neither end is counted. Working days are those of the office. Statutory clear days are clear
    days, of which no Sunday and no holiday is counted (as of the summons of a council).
    """

    days: Days | None = None
    clear_days: Days | None = None
    working_days: Days | None = None
    clear_working_days: Days | None = None
    statutory_clear_days: Days | None = None
    months: Annotated[int, Strict(), Field(ge=1, le=6), Allowed("a whole number from 1 to 6")] | None = None
    clause: Line

    def contradictions(self) -> Iterator[Fault]:
        counts = [name for name in COUNTS if getattr(self, name) is not None]
        if len(counts) != 1:
            yield Fault("", listed(counts) or "no count", f"exactly one of {listed(tuple(COUNTS))}")

    @property
    def counted(self) -> str:
        """The count that is given, as the file names it."""
        return next(name for name in COUNTS if getattr(self, name) is not None)

    @property
    def number(self) -> int:
        """How many there are of what is counted."""
        number: int = getattr(self, self.counted)
        return number

    @property
    def is_clear(self) -> bool:
        """Say whether neither end is counted."""
        return "clear" in self.counted

    def counts(self, day: dt.date, closed: Collection[dt.date]) -> bool:
        """Say whether a day is among those that the limit counts, in an office with these days off."""
        if "working" in self.counted:
            return day.weekday() < SATURDAY and day not in closed
        return self.counted != "statutory_clear_days" or (day.weekday() != SUNDAY and day not in closed)

    def from_meeting(self, meeting: dt.date, closed: Collection[dt.date], step: Literal[-1, 1]) -> dt.date:
        """Return the day at this distance from a meeting, before it for −1."""
        if self.months is not None:
            return months_after(meeting, step * self.months)
        day, one = meeting, dt.timedelta(days=step)
        for _ in range(self.number):
            day += one
            while not self.counts(day, closed):
                day += one
        return day + one if self.is_clear else day


class Deadlines(Part):
    """The limits of the terms around a meeting. The action log goes alone by ``log_out``, None for with the
    minutes; the draft minutes are with the Chair by ``draft_to_chair``, None for our own lead times.

    A meeting that members ask for is within ``members_call`` of that day, and another within
    ``another_meeting`` of one without a quorum; None for no such limit."""

    agenda_agreed: Limit = asked("The agenda is agreed at least this long before the meeting")
    papers_out: Limit = asked("Agenda and papers go out at least this long before the meeting")
    minutes_out: Limit = asked("Minutes go out no later than this long after the meeting")
    log_out: Limit | None = asked(
        "The action log goes out no later than this long after the meeting",
        "Left empty: it goes with the minutes.",
        None,
    )
    draft_to_chair: Limit | None = asked(
        "The draft minutes are with the Chair no later than this long after the meeting",
        "Left empty: in time for the Chair to agree them.",
        None,
    )
    members_call: Limit | None = asked(
        "A meeting that members call is no later than this long after they ask for it",
        "Left empty: the terms do not say.",
        None,
    )
    another_meeting: Limit | None = asked(
        "After a meeting without a quorum there is another no later than this long after it",
        "Left empty: the next meeting of the rule.",
        None,
    )

    def contradictions(self) -> Iterator[Fault]:
        mondays_to_fridays = [A_MONDAY + dt.timedelta(days=weekday) for weekday in range(SATURDAY)]
        if any(
            self.agenda_agreed.from_meeting(meeting, (), -1) > self.papers_out.from_meeting(meeting, (), -1)
            for meeting in mondays_to_fridays
        ):
            yield Fault(
                "agenda_agreed",
                f"{in_words(self.agenda_agreed)} before the meeting",
                f"at least as early as papers_out, {in_words(self.papers_out)} before it",
            )
        for name, limit in (("log_out", self.log_out), ("draft_to_chair", self.draft_to_chair)):
            if limit and any(
                limit.from_meeting(meeting, (), 1) > self.minutes_out.from_meeting(meeting, (), 1)
                for meeting in mondays_to_fridays
            ):
                yield Fault(
                    name,
                    f"{in_words(limit)} after the meeting",
                    f"no later than minutes_out, {in_words(self.minutes_out)} after it",
                )


def in_words(limit: Limit) -> str:
    """Return "14 days", "5 clear working days" or "1 month"."""
    return count(limit.number, COUNTS[limit.counted])


class LeadTimes(Part):
    """Our own lead times, all in working days."""

    record_opens_before_meeting: Days = asked(
        "The unit gets the record workbook so long before the meeting",
        "In time to print it as the sign-in sheet.",
        unit="working day",
        usual=1,
    )
    record_due_after_meeting: Days = asked(
        "The record is filed within", "While it is fresh.", unit="working day", usual=2
    )
    follow_up_due_after_meeting: Days = asked(
        "Members hear what they took on within", "The day after the record.", unit="working day", usual=3
    )
    minutes_draft_back_within: Days = asked(
        "The unit sends the draft minutes back within",
        "A working week, or as long as the terms leave for it.",
        unit="working day",
        usual=5,
    )
    minutes_agreed_before_out: Days = asked(
        "The Chair agrees the minutes so long before they go out",
        "Time for a change of the Chair’s.",
        unit="working day",
        usual=2,
    )
    agenda_opens_before_deadline: Days = asked(
        "The agenda is put to the Chair so long before its deadline; items close on the working day before",
        "Members have a week from the last meeting, the Chair time for a change and a reminder.",
        unit="working day",
        usual=4,
    )
    agenda_deputy_chair_before_deadline: Days = asked(
        "The deputy chair is asked as well so long before that deadline",
        "The deadline holds when the Chair is away.",
        unit="working day",
        usual=1,
    )
    papers_asked_before_collected: Days = asked(
        "Authors of known papers are asked so long before papers come in",
        "Two working weeks to write one.",
        10,
        unit="working day",
    )
    papers_collected_before_out: Days = asked(
        "Papers come in so long before they go out",
        "Time to look at them, and to ring.",
        unit="working day",
        usual=2,
    )
    papers_open_before_out: Days = asked(
        "The unit sees who gets what so long before papers go out",
        "The day before papers are due.",
        unit="working day",
        usual=3,
    )
    forecast_opens_before_meeting: Days = asked(
        "Answers are counted so long before the meeting",
        "A working week to find deputies.",
        unit="working day",
        usual=5,
    )
    forecast_due_before_meeting: Days = asked(
        "The quorum forecast is said so long before the meeting",
        "Late enough to be true.",
        unit="working day",
        usual=2,
    )
    attendance_due_after_meeting: Days = asked(
        "Attendance is reviewed within", "A working week after the meeting.", unit="working day", usual=5
    )
    corrections_wanted_within: Days = asked(
        "Members send corrections to the minutes within", "A working week.", unit="working day", usual=5
    )
    chase_after: Days = asked(
        "A question is chased after", "Long enough to have been away for a day.", unit="working day", usual=3
    )
    ring_after: Days = asked(
        "After the chase, the unit is asked to ring after",
        "One chase in writing is enough.",
        unit="working day",
        usual=2,
    )

    def contradictions(self) -> Iterator[Fault]:
        for earlier, later in (
            ("forecast_opens_before_meeting", "forecast_due_before_meeting"),
            ("agenda_opens_before_deadline", "agenda_deputy_chair_before_deadline"),
            ("papers_open_before_out", "papers_collected_before_out"),
        ):
            if getattr(self, earlier) < getattr(self, later):
                yield Fault(earlier, str(getattr(self, earlier)), f"at least {later}, {getattr(self, later)}")
