"""Do all that the calendar has for a day, in its order; by hand, to catch up."""

from __future__ import annotations

import datetime as dt

from prefect import State

from config.wiring import working_day
from tasks.calendar_flow import calendar_flow
from tasks.reporting import report
from tasks.secretary import do_all_work
from tasks.status_artifact import leave_status_board


@calendar_flow("do-what-is-due")
async def do_what_is_due(as_of: dt.date | None = None, group: str | None = None) -> State[None]:
    """Do all that is due in one run: the morning's flows in their order, then the delivery of mail."""
    with working_day("do_what_is_due", as_of, group) as day:
        stopped = await do_all_work(day)
        await leave_status_board(day)
        return await report(day, stopped)
