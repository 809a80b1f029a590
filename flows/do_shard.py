"""Do what is due of a morning for some groups, beside other runs that do it for others."""

from __future__ import annotations

import datetime as dt

from prefect import State
from prefect.states import Completed

from config.wiring import working_day
from flows.do_what_is_due import CALENDAR
from forum.calendar.timetable import SHARD
from tasks.calendar_flow import calendar_flow
from tasks.reporting import leave_status_board, report
from tasks.secretary import do_all_work
from tasks.shards import do_part, is_over


@calendar_flow(SHARD)
async def do_shard(as_of: dt.date, portions: list[list[str]], shard: int, shards: int) -> State[None]:
    """Do a shard's part, one portion of groups after the other; the day's last shard does what is left.

    One that waited for a worker until its day was over does nothing.
    """
    with working_day("do_shard", as_of, None) as day:
        if is_over(day):
            return Completed(
                name="Its day is over", message="Its day is over. A later morning does its part."
            )
        if not await do_part(day, CALENDAR, portions, shard, shards):
            return await report(day)
        state = await do_all_work(day, CALENDAR)
        await leave_status_board(day)
        return state
