"""Through the day: a pack just released and what waits in the outbox go out, and steps are done by it."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.reporting import report
from tasks.secretary import do_work


@calendar_flow("deliver-mail")
async def deliver_mail(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Deliver what waits in the outbox, each letter once, and finish the steps that were waiting for it."""
    with working_day("deliver_mail", as_of, group) as day:
        return await report(day, await do_work(day, "deliver_mail"))
