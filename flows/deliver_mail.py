"""Through the day: a pack just released and what waits in the outbox go out, and steps are done by it."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from forum.calendar.steps import StepKind
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.duties.boards.send import finish_sent_report
from tasks.duties.calendar.due import packs_to_complete
from tasks.duties.calendar.due_letters import groups_with_mail
from tasks.duties.calendar.due_reports import reports_gone
from tasks.duties.calendar.work import Work
from tasks.duties.calendar.write_again import groups_with_letters_to_write_again, write_letters_again
from tasks.duties.outbox.finish_sent_steps import finish_sent_steps
from tasks.duties.papers.send_packs import send_packs
from tasks.secretary import do_work

WORKS = (
    Work(packs_to_complete, (send_packs,), StepKind.PAPERS_OUT),
    Work(groups_with_letters_to_write_again, (write_letters_again,)),
    Work(groups_with_mail, (finish_sent_steps,), together=True, delivers=True),
    Work(reports_gone, (finish_sent_report,)),
)


@calendar_flow("deliver-mail")
async def deliver_mail(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Deliver what waits in the outbox, each letter once, and finish the steps that were waiting for it."""
    with working_day("deliver_mail", as_of, group) as day:
        return await do_work(day, WORKS)
