"""The days on which the unit is reminded of what its terms ask for and no step of the service sees to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from forum.calendar.steps import deadline_after, deadline_before
from forum.calendar.working_days import WorkingDays
from forum.terms.parts.duties import Reminder
from forum.text.wording import MONTHS

STAYS = 20  # working days after its day for which a reminder that nobody has seen to is told


@dataclass(frozen=True)
class ReminderDue:
    """What is to be seen to by a day, how, and the clause that asks for it. The ``code`` is that of what the
    unit says it has seen to, and stays where the ``meeting`` moves: the one that it is about, or the next."""

    day: dt.date
    what: str
    how: str
    clause: str
    code: str = ""
    meeting: str = ""


def reminders_due(
    group: str,
    reminders: Iterable[Reminder],
    days: WorkingDays,
    meetings: Mapping[str, dt.date],
    first: dt.date,
    last: dt.date,
) -> Iterator[ReminderDue]:
    """Yield what a group is reminded of from ``first`` to ``last``, around ``meetings`` by their references,
    the earliest first."""
    for reminder in reminders:
        for when, meeting, day in _occasions(reminder, days, meetings, first, last):
            if first <= day <= last:
                code = sha256(f"{group}/{reminder.what}/{when}".encode()).hexdigest()[:8]
                how = (
                    "Your terms ask for it, and no step of the service sees to it. Once it is done, reply "
                    f"KEPT {code}: and what you did."
                )
                yield ReminderDue(day, reminder.what, how, reminder.clause, code, meeting)


def _occasions(
    reminder: Reminder, days: WorkingDays, meetings: Mapping[str, dt.date], first: dt.date, last: dt.date
) -> Iterator[tuple[str, str, dt.date]]:
    """Yield when it is, the meeting that it is about or that comes next, and its day."""
    for reference, meeting in meetings.items():
        if reminder.months and f"{meeting:%B}" not in reminder.months:
            continue
        if reminder.before_meeting:
            yield f"before {reference}", reference, deadline_before(reminder.before_meeting, days, meeting)
        if reminder.after_meeting:
            yield f"after {reference}", reference, deadline_after(reminder.after_meeting, days, meeting)
    if reminder.before_meeting or reminder.after_meeting:
        return
    for year in range(first.year, last.year + 1):
        for month in reminder.months:
            day = days.on_or_after(dt.date(year, MONTHS.index(month) + 1, 1))
            yield f"{month} {year}", next((name for name, of in meetings.items() if of >= day), ""), day
