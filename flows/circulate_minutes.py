"""Within two weeks after a meeting: minutes and action log are written, agreed and sent out (clause 6)."""

from __future__ import annotations

import datetime as dt

from prefect import State, flow

from config.wiring import working_day
from tasks import secretary
from tasks.duties.calendar import due
from tasks.reporting import report
from tasks.results import PREFECTS_FOLDER
from tasks.run_names import run_name


@flow(name="circulate-minutes", flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)
async def circulate_minutes(as_of: dt.date | None = None, group: str | None = None) -> State[None]:
    """Draft the minutes; send them with the action log once agreed, within two weeks (clause 6)."""
    with working_day("circulate_minutes", as_of, group) as day:
        if found := day.due(due.minutes_to_move_on):
            await secretary.draft_minutes(day, found)
            await secretary.circulate_minutes(day, found)
        return await report(day)
