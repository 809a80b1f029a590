"""Within two weeks after a meeting: minutes and action log are written, agreed and sent out (clause 6)."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from forum.calendar.steps import StepKind
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.duties.calendar.due import minutes_to_move_on
from tasks.duties.calendar.work import Work
from tasks.duties.minutes.circulate import circulate_minutes as circulate_the_minutes
from tasks.duties.minutes.draft_and_file import draft_minutes
from tasks.secretary import do_work

WORKS = (Work(minutes_to_move_on, (draft_minutes, circulate_the_minutes), StepKind.MINUTES_OUT),)


@calendar_flow("circulate-minutes")
async def circulate_minutes(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Draft the minutes; send them with the action log once agreed, within two weeks (clause 6)."""
    with working_day("circulate_minutes", as_of, group) as day:
        return await do_work(day, WORKS)
