"""Once the record is filed: each member hears of their actions and is asked for items."""

from __future__ import annotations

import datetime as dt

from prefect import State, flow

from config.wiring import working_day
from tasks import secretary
from tasks.duties.calendar import due
from tasks.reporting import report
from tasks.results import PREFECTS_FOLDER
from tasks.run_names import run_name


@flow(name="follow-up-meeting", flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)
async def follow_up_meeting(as_of: dt.date | None = None, group: str | None = None) -> State[None]:
    """Write to each member: your actions, and items for the next meeting by a date (own lead time)."""
    with working_day("follow_up_meeting", as_of, group) as day:
        if found := day.due(due.meetings_to_follow_up):
            await secretary.write_after_meeting(day, found)
        return await report(day)
