"""Through the day: a pack just released and what waits in the outbox go out, and steps are done by it."""

from __future__ import annotations

import datetime as dt

from prefect import State, flow

from config.wiring import working_day
from tasks import secretary
from tasks.duties.calendar import due, due_letters
from tasks.reporting import report
from tasks.results import PREFECTS_FOLDER
from tasks.run_names import run_name


@flow(name="deliver-mail", flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)
async def deliver_mail(as_of: dt.date | None = None, group: str | None = None) -> State[None]:
    """Deliver what waits in the outbox, each letter once, and finish the steps that were waiting for it."""
    with working_day("deliver_mail", as_of, group) as day:
        if found := day.due(due.packs_to_complete):
            await secretary.send_packs(day, found)
        stopped = ""
        if waiting := day.due(due_letters.groups_with_mail):
            stopped = await secretary.deliver_mail(day, waiting)
            await secretary.finish_sent_steps(day, waiting)
        elif day.owes_check_number:
            stopped = await secretary.deliver_mail(day, [])
        return await report(day, stopped)
