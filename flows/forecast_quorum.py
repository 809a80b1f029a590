"""The week before: are enough seats sure to be filled (clause 4)?"""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.reporting import report
from tasks.secretary import do_work


@calendar_flow("forecast-quorum")
async def forecast_quorum(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Say how many seats are confirmed, and whom to ring when they are too few (clause 4)."""
    with working_day("forecast_quorum", as_of, group) as day:
        await do_work(day, "forecast_quorum")
        return await report(day)
