"""Months ahead: the meetings of the year are planned, and their members invited (clause 5)."""

from __future__ import annotations

import datetime as dt

from prefect import State, flow

from config.wiring import working_day
from tasks import secretary
from tasks.duties.calendar import due
from tasks.reporting import report
from tasks.results import PREFECTS_FOLDER
from tasks.run_names import run_name


@flow(name="plan-meetings", flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)
async def plan_meetings(as_of: dt.date | None = None, group: str | None = None) -> State[None]:
    """Plan the meetings the rule gives some months ahead, and invite whoever is not yet (clause 5)."""
    with working_day("plan_meetings", as_of, group) as day:
        if found := day.due(due.groups_to_plan):
            await secretary.plan_meetings(day, found)
        if found := day.due(due.groups_to_invite):
            await secretary.invite(day, found)
        return await report(day)
