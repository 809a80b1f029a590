"""The week before: are enough seats sure to be filled (clause 4)?"""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from forum.calendar.steps import StepKind
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.duties.calendar.due import quorums_to_forecast
from tasks.duties.calendar.work import Work
from tasks.duties.coming.seats_to_fill import forecast_quorum as forecast_the_quorum
from tasks.secretary import do_work

WORKS = (Work(quorums_to_forecast, (forecast_the_quorum,), StepKind.QUORUM_FORECAST),)


@calendar_flow("forecast-quorum")
async def forecast_quorum(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Say how many seats are confirmed, and whom to ring when they are too few (clause 4)."""
    with working_day("forecast_quorum", as_of, group) as day:
        return await do_work(day, WORKS)
