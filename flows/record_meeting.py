"""The working day before a meeting: its record workbook goes to the unit, as a sign-in sheet too."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from forum.calendar.steps import StepKind
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.duties.calendar.due import records_to_ask_for
from tasks.duties.calendar.work import Work
from tasks.duties.record.file_record import ask_for_record
from tasks.secretary import do_work

WORKS = (Work(records_to_ask_for, (ask_for_record,), StepKind.RECORD),)


@calendar_flow("record-meeting")
async def record_meeting(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Send the unit the record workbook of tomorrow's meeting, filled in as far as known (own lead time)."""
    with working_day("record_meeting", as_of, group) as day:
        return await do_work(day, WORKS)
