"""Before the two weeks: the draft agenda is put to the Chair (clause 6)."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.reporting import report
from tasks.secretary import do_work


@calendar_flow("agree-agenda")
async def agree_agenda(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Draft the agenda and put it to the Chair, to be agreed two weeks before the meeting (clause 6)."""
    with working_day("agree_agenda", as_of, group) as day:
        await do_work(day, "agree_agenda")
        return await report(day)
