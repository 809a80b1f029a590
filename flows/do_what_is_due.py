"""Do all that the calendar has for a day, in its order: by hand, to catch up, and each morning in shards."""

from __future__ import annotations

from importlib import import_module

from prefect import State
from prefect.states import Completed

from config.wiring import working_day
from flows import deliver_mail
from forum.calendar.timetable import MORNING_FLOWS
from forum.text.wording import count
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.duties.calendar.work import Calendar
from tasks.reporting import leave_status_board
from tasks.secretary import do_all_work
from tasks.shards import hand_out

MORNING: Calendar = {flow: import_module(f"flows.{flow}").WORKS for flow in MORNING_FLOWS}
CALENDAR: Calendar = {**MORNING, "deliver_mail": deliver_mail.WORKS}
WORKS = [work for works in CALENDAR.values() for work in works]


@calendar_flow("do-what-is-due")
async def do_what_is_due(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Do all that is due: the morning's flows in their order, then the delivery of mail. Where several runs
    share a morning, start them."""
    with working_day("do_what_is_due", as_of, group) as day:
        if number := await hand_out(day, MORNING):
            return Completed(name=f"{count(number, 'shard')} started")
        state = await do_all_work(day, CALENDAR)
        await leave_status_board(day)
        return state
