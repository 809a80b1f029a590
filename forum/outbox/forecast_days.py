"""The days for which the letters to come can be foretold."""

from __future__ import annotations

import datetime as dt

from forum.text.problem import Problem
from forum.text.wording import long_date

FURTHEST = dt.timedelta(days=92)  # a forecast assumes that nobody answers, which no longer time is true of


def check_days(first: dt.date, last: dt.date, today: dt.date) -> None:
    """Raise Problem for days in the past, in the wrong order, or too far ahead (own rule)."""
    if last < first:
        raise Problem(
            f"{long_date(last)} comes before {long_date(first)}: give the earlier day with --from and the "
            "later one with --to."
        )
    if first < today:
        raise Problem(
            f"{long_date(first)} has passed. Give today, {long_date(today)}, or a later day with --from."
        )
    if last > today + FURTHEST:
        raise Problem(
            f"{long_date(last)} is too far ahead to say. Give a day until {long_date(today + FURTHEST)} "
            "with --to."
        )
