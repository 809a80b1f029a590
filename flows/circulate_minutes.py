"""Within two weeks after a meeting: minutes and action log are written, agreed and sent out (clause 6)."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.reporting import report
from tasks.secretary import do_work


@calendar_flow("circulate-minutes")
async def circulate_minutes(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Draft the minutes; send them with the action log once agreed, within two weeks (clause 6)."""
    with working_day("circulate_minutes", as_of, group) as day:
        await do_work(day, "circulate_minutes")
        return await report(day)
