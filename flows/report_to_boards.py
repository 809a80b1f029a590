"""Before each board’s meeting a report is drafted, agreed and sent; after it the board answers (clause 3)."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.reporting import report
from tasks.secretary import do_work


@calendar_flow("report-to-boards")
async def report_to_boards(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Have the reports to the boards written and agreed, send them, and ask for the outcome (clause 3)."""
    with working_day("report_to_boards", as_of, group) as day:
        await do_work(day, "report_to_boards")
        return await report(day)
