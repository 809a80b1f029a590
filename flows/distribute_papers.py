"""At least one week before: agenda and papers go out once the unit releases them (clause 6)."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.reporting import report
from tasks.secretary import do_work


@calendar_flow("distribute-papers")
async def distribute_papers(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Ask the unit to release the pack; send supplements, and the pack to whoever joined since (clause 6)."""
    with working_day("distribute_papers", as_of, group) as day:
        await do_work(day, "distribute_papers")
        return await report(day)
