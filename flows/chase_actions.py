"""Each week: owners hear of their actions, the Chair of those long overdue (clauses 3 and 6)."""

from __future__ import annotations

import datetime as dt

from prefect import State, flow

from config.wiring import working_day
from tasks import secretary
from tasks.duties.calendar import due_letters
from tasks.reporting import report
from tasks.results import PREFECTS_FOLDER
from tasks.run_names import run_name


@flow(name="chase-actions", flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)
async def chase_actions(as_of: dt.date | None = None, group: str | None = None) -> State[None]:
    """Write the weekly digests, and raise what is long overdue with Chair and organisation (clause 3)."""
    with working_day("chase_actions", as_of, group) as day:
        if found := day.due(due_letters.actions_to_chase):
            await secretary.chase_actions(day, found)
        return await report(day)
