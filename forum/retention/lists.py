"""By when a list of records past their time is seen to (own rule)."""

from __future__ import annotations

import datetime as dt

from forum.calendar.working_days import WorkingDays

DAYS_FOR_A_STEP = 20  # working days


def next_step_due(days: WorkingDays, made_on: dt.date, decided_on: dt.date | None) -> dt.date:
    """Return the day by which the reviewer has decided or, where they have, a second person has it carried
    out: twenty working days after the list was made, or decided on (own rule)."""
    return days.add(decided_on or made_on, DAYS_FOR_A_STEP)
