"""Once the record is filed: each member hears of their actions and is asked for items."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from forum.calendar.steps import StepKind
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.duties.actions.after_meeting import write_after_meeting
from tasks.duties.calendar.due import meetings_to_follow_up
from tasks.duties.calendar.work import Work
from tasks.secretary import do_work

WORKS = (Work(meetings_to_follow_up, (write_after_meeting,), StepKind.FOLLOW_UP),)


@calendar_flow("follow-up-meeting")
async def follow_up_meeting(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Write to each member: your actions, and items for the next meeting by a date (own lead time)."""
    with working_day("follow_up_meeting", as_of, group) as day:
        return await do_work(day, WORKS)
