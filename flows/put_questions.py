"""Each morning: what is asked of a person that day, in one letter; and the unit's desk letter."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.reporting import report
from tasks.secretary import do_work
from tasks.status_artifact import leave_status_board


@calendar_flow("put-questions")
async def put_questions(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Ask, chase and escalate what waits for an answer; tell the unit what needs a hand (own rule)."""
    with working_day("put_questions", as_of, group) as day:
        await do_work(day, "put_questions")
        await leave_status_board(day)
        return await report(day)
