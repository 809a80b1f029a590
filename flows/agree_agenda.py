"""Before the two weeks: the draft agenda is put to the Chair (clause 6)."""

from __future__ import annotations

import datetime as dt

from prefect import State, flow

from config.wiring import working_day
from tasks import secretary
from tasks.duties.calendar import due
from tasks.reporting import report
from tasks.results import PREFECTS_FOLDER
from tasks.run_names import run_name


@flow(name="agree-agenda", flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)
async def agree_agenda(as_of: dt.date | None = None, group: str | None = None) -> State[None]:
    """Draft the agenda and put it to the Chair, to be agreed two weeks before the meeting (clause 6)."""
    with working_day("agree_agenda", as_of, group) as day:
        if found := day.due(due.agendas_to_draft):
            await secretary.draft_agenda(day, found)
        return await report(day)
