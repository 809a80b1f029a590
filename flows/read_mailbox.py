"""Through the day: what came by mail is read, put on record as far as it can be, and confirmed."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.mailbox import read_and_confirm
from tasks.reporting import report


@calendar_flow("read-mailbox")
async def read_mailbox(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Read what is new in each mailbox, and confirm it. A group narrows the report alone."""
    with working_day("read_mailbox", as_of, group) as day:
        return await report(day, await read_and_confirm(day))
