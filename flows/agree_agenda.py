"""Before the two weeks: the draft agenda is put to the Chair (clause 6)."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from forum.calendar.steps import StepKind
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.duties.agenda.agenda import draft_agenda
from tasks.duties.agenda.document import offer_unagreed_agenda
from tasks.duties.agenda.put_agenda import ask_authors
from tasks.duties.calendar.due import agendas_to_draft, agendas_to_offer, authors_to_ask
from tasks.duties.calendar.work import Work
from tasks.secretary import do_work

WORKS = (
    Work(agendas_to_draft, (draft_agenda,), StepKind.AGENDA_AGREED),
    Work(agendas_to_offer, (offer_unagreed_agenda,), StepKind.AGENDA_AGREED),
    Work(authors_to_ask, (ask_authors,), StepKind.PAPERS_COLLECTED),
)


@calendar_flow("agree-agenda")
async def agree_agenda(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Draft the agenda and put it to the Chair, to be agreed two weeks before the meeting (clause 6)."""
    with working_day("agree_agenda", as_of, group) as day:
        return await do_work(day, WORKS)
