"""Each morning: joiners are welcomed, leavers thanked, and the list of members is kept right (clause 6)."""

from __future__ import annotations

import datetime as dt

from prefect import State, flow

from config.wiring import working_day
from tasks import secretary
from tasks.duties.members import morning_round as members_round
from tasks.reporting import report
from tasks.results import PREFECTS_FOLDER
from tasks.run_names import run_name


@flow(name="maintain-members", flow_run_name=run_name, persist_result=False, result_storage=PREFECTS_FOLDER)
async def maintain_members(as_of: dt.date | None = None, group: str | None = None) -> State[None]:
    """Maintain an up to date list of members and their contact details (clause 6)."""
    with working_day("maintain_members", as_of, group) as day:
        if found := day.due(members_round.groups_to_see_to):
            await secretary.see_to_members(day, found)
        return await report(day)
