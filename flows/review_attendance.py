"""Once the record is filed: attendance and quorum are looked at (clause 4)."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.reporting import report
from tasks.secretary import do_work


@calendar_flow("review-attendance")
async def review_attendance(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Make the attendance table, ask the Chair about a private word, and to rule when short (clause 4)."""
    with working_day("review_attendance", as_of, group) as day:
        await do_work(day, "review_attendance")
        return await report(day)
