"""The days on which the unit is reminded of what its terms ask for and no step of the service sees to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forum.calendar.steps import deadline_after, deadline_before
from forum.calendar.working_days import WorkingDays
from forum.terms.parts.duties import Reminder
from forum.text.wording import MONTHS


@dataclass(frozen=True)
class ReminderDue:
    """What is to be seen to by a day, how, and the clause that asks for it."""

    day: dt.date
    what: str
    how: str
    clause: str


SEE_TO_IT = "Your terms ask for it, and no step of the service sees to it."


def reminders_due(
    reminders: Iterable[Reminder], days: WorkingDays, meetings: Iterable[dt.date], on: dt.date
) -> Iterator[ReminderDue]:
    """Yield the reminders whose day is today or the next working day: one lost day loses none (own rule)."""
    near = (on, days.add(on, 1))
    for reminder in reminders:
        for day in dict.fromkeys(_days(reminder, days, meetings, on)):
            if day in near:
                yield ReminderDue(day, reminder.what, SEE_TO_IT, reminder.clause)


def _days(
    reminder: Reminder, days: WorkingDays, meetings: Iterable[dt.date], on: dt.date
) -> Iterator[dt.date]:
    for meeting in meetings:
        if reminder.months and f"{meeting:%B}" not in reminder.months:
            continue
        if reminder.before_meeting:
            yield deadline_before(reminder.before_meeting, days, meeting)
        if reminder.after_meeting:
            yield deadline_after(reminder.after_meeting, days, meeting)
    if reminder.before_meeting or reminder.after_meeting:
        return
    for year in (on.year, on.year + 1):
        yield from (days.on_or_after(dt.date(year, MONTHS.index(month) + 1, 1)) for month in reminder.months)
