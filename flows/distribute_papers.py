"""At least one week before: agenda and papers go out once the unit releases them (clause 6)."""

from __future__ import annotations

import datetime as dt

from prefect import State, flow

from config.wiring import working_day
from tasks import secretary
from tasks.duties.calendar import due
from tasks.reporting import report
from tasks.results import PREFECTS_FOLDER
from tasks.run_names import run_name


@flow(name="distribute-papers", flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)
async def distribute_papers(as_of: dt.date | None = None, group: str | None = None) -> State[None]:
    """Ask the unit to release the pack; send supplements, and the pack to whoever joined since (clause 6)."""
    with working_day("distribute_papers", as_of, group) as day:
        if found := day.due(due.packs_to_check):
            await secretary.ask_for_release(day, found)
        if found := day.due(due.packs_to_complete):
            await secretary.send_supplement(day, found)
            await secretary.send_packs(day, found)
        return await report(day)
