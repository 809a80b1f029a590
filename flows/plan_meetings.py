"""Months ahead: the meetings of the year are planned, and their members invited (clause 5)."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.reporting import report
from tasks.secretary import do_work


@calendar_flow("plan-meetings")
async def plan_meetings(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Plan the meetings the rule gives some months ahead, and invite whoever is not yet (clause 5)."""
    with working_day("plan_meetings", as_of, group) as day:
        await do_work(day, "plan_meetings")
        return await report(day)
