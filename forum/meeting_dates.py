"""When the forum meets (clause 5), and what a meeting is called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from forum.policy import EveryRule, ListRule, MonthlyRule
from forum.working_days import WorkingDays


def meeting_dates(
    rule: MonthlyRule | EveryRule | ListRule, first: dt.date, last: dt.date
) -> tuple[dt.date, ...]:
    """Return the dates the rule gives from ``first`` to ``last``, both included, earliest first."""
    raise NotImplementedError


def held_on(rule_date: dt.date, days: WorkingDays) -> dt.date:
    """Return the day to meet when the rule gives ``rule_date`` (where the terms are silent).

    The next working day; where that is in the next month, the working day before, so that each month keeps its
    meeting.
    """
    raise NotImplementedError


def meeting_reference(code: str, date: dt.date, taken: Collection[str]) -> str:
    """Return "MASE/2027-01", or for a second meeting in the month "MASE/2027-01b", and so on."""
    raise NotImplementedError
