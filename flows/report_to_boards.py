"""Before each board’s meeting a report is drafted, agreed and sent; after it the board answers (clause 3)."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.duties.boards.answers import ask_for_outcome, stand_on_agenda
from tasks.duties.boards.report import plan_reports
from tasks.duties.boards.send import offer_unagreed_report
from tasks.duties.calendar import due_reports
from tasks.duties.calendar import due_reports as due
from tasks.duties.calendar.work import Work
from tasks.secretary import do_work

WORKS = (
    Work(due.groups_with_dates, (plan_reports,)),
    Work(due.reports_to_draft, (due_reports.draft_due_report,)),
    Work(due.reports_to_put, (due_reports.put_due_report,)),
    Work(due.reports_to_look_at_again, (due_reports.look_again_at_report,)),
    Work(due.reports_to_send, (due_reports.send_due_report,)),
    Work(due.reports_to_offer, (offer_unagreed_report,)),
    Work(due.outcomes_to_ask, (ask_for_outcome,)),
    Work(due.asks_to_stand, (stand_on_agenda,)),
)


@calendar_flow("report-to-boards")
async def report_to_boards(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Have the reports to the boards written and agreed, send them, and ask for the outcome (clause 3)."""
    with working_day("report_to_boards", as_of, group) as day:
        return await do_work(day, WORKS)
