"""The working day before a meeting: its record workbook goes to the unit, as a sign-in sheet too."""

from __future__ import annotations

import datetime as dt

from prefect import State, flow

from config.wiring import working_day
from tasks import secretary
from tasks.duties.calendar import due
from tasks.reporting import report
from tasks.results import PREFECTS_FOLDER
from tasks.run_names import run_name


@flow(name="record-meeting", flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)
async def record_meeting(as_of: dt.date | None = None, group: str | None = None) -> State[None]:
    """Send the unit the record workbook of tomorrow's meeting, filled in as far as known (own lead time)."""
    with working_day("record_meeting", as_of, group) as day:
        if found := day.due(due.records_to_ask_for):
            await secretary.ask_for_record(day, found)
        return await report(day)
