"""Months ahead: the meetings of the year are planned, and their members invited (clause 5)."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.duties.calendar.due import groups_to_invite, groups_to_plan
from tasks.duties.calendar.work import Work
from tasks.duties.coming.invitations import invite
from tasks.duties.meetings.plan_move_cancel import plan_meetings as plan_the_meetings
from tasks.duties.meetings.replan import (
    ask_about_day_off,
    follow_calendar,
    groups_with_other_days_off,
    meetings_on_days_off,
)
from tasks.secretary import do_work

WORKS = (
    Work(groups_with_other_days_off, (follow_calendar,)),
    Work(meetings_on_days_off, (ask_about_day_off,)),
    Work(groups_to_plan, (plan_the_meetings,)),
    Work(groups_to_invite, (invite,)),
)


@calendar_flow("plan-meetings")
async def plan_meetings(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Plan the meetings the rule gives some months ahead, and invite whoever is not yet (clause 5)."""
    with working_day("plan_meetings", as_of, group) as day:
        return await do_work(day, WORKS)
