"""Each morning: what is asked of a person that day, in one letter; and the unit's desk letter."""

from __future__ import annotations

import datetime as dt

from prefect import State, flow

from config.wiring import working_day
from tasks import secretary
from tasks.duties.calendar import due_letters
from tasks.reporting import report
from tasks.results import PREFECTS_FOLDER
from tasks.run_names import run_name
from tasks.status_artifact import leave_status_board


@flow(name="put-questions", flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)
async def put_questions(as_of: dt.date | None = None, group: str | None = None) -> State[None]:
    """Ask, chase and escalate what waits for an answer; tell the unit what needs a hand (own rule)."""
    with working_day("put_questions", as_of, group) as day:
        if found := day.due(due_letters.groups_with_questions):
            await secretary.put_questions(day, found)
        if needing := day.due(due_letters.groups_needing_a_hand):
            await secretary.write_desk_letters(day, needing)
        await leave_status_board(day)
        return await report(day)
