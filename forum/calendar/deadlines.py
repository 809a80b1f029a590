"""The limits of the terms of reference (clause 6), and the working day by which each is met."""

from __future__ import annotations

import datetime as dt

from forum.calendar.working_days import WorkingDays
from forum.terms.parts.calendar import Limit


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
