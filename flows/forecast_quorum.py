"""The week before: are enough seats sure to be filled (clause 4)?"""

from __future__ import annotations

import datetime as dt

from prefect import State, flow

from config.wiring import working_day
from tasks import secretary
from tasks.duties.calendar import due
from tasks.reporting import report
from tasks.results import PREFECTS_FOLDER
from tasks.run_names import run_name


@flow(name="forecast-quorum", flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)
async def forecast_quorum(as_of: dt.date | None = None, group: str | None = None) -> State[None]:
    """Say how many seats are confirmed, and whom to ring when they are too few (clause 4)."""
    with working_day("forecast_quorum", as_of, group) as day:
        if found := day.due(due.quorums_to_forecast):
            await secretary.forecast_quorum(day, found)
        return await report(day)
