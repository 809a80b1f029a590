"""The machine's clock held against the audit trail: what is due is computed from it."""

from __future__ import annotations

import datetime as dt

from forum.text.problem import Problem
from forum.text.wording import clock_time, long_date
from tasks.register.audit.trail import last_written
from tasks.register.database.register import Register

# Clocks are put back by an hour in October, and by minutes when they are set by the network.
PUT_BACK = dt.timedelta(hours=2)


def refuse_contradicting_clock(register: Register) -> None:
    """Raise Problem where the machine's clock is before the last entry of the audit trail."""
    if contradiction := contradiction_of_clock(register):
        raise Problem(contradiction)


def contradiction_of_clock(register: Register) -> str:
    """Say that the machine's clock is before the last entry of the audit trail, and what to do; empty where
    it is not."""
    now = register.clock.now()
    with register.reading() as session:
        last = last_written(session)
    if last is None or last - now <= PUT_BACK:
        return ""
    return (
        f"The clock of this machine says {_moment(now)}, but the last entry of the register was written "
        f"on {_moment(last)}. Nothing was done. Correct the clock. If it is right now, and was wrong "
        "then, look with “mase outbox sent” at what went out, then “mase audit clock-is-right --by WHO”."
    )


def _moment(at: dt.datetime) -> str:
    return f"{long_date(at)}, {clock_time(at.time())}"
