"""Every night: letters that went and mail that was dealt with leave the mailboxes after their days."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.mailbox import clear_mailboxes


@calendar_flow("clear-mailbox")
async def clear_mailbox(as_of: field.AsOf = None) -> State[None]:
    """Delete from each mailbox what has been there for the days of the policies, and nothing that is held."""
    with working_day("clear_mailbox", as_of, None) as day:
        return await clear_mailboxes(day)
