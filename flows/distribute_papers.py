"""At least one week before: agenda and papers go out once the unit releases them (clause 6)."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from forum.calendar.steps import StepKind
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.duties.calendar.due import packs_to_check, packs_to_complete
from tasks.duties.calendar.work import Work
from tasks.duties.guests import guests_to_tell, write_to_guests
from tasks.duties.papers.ask_for_release import ask_for_release
from tasks.duties.papers.publish import groups_to_publish, publish
from tasks.duties.papers.send_packs import send_packs, send_supplement
from tasks.secretary import do_work

WORKS = (
    Work(packs_to_check, (ask_for_release,), StepKind.PAPERS_OUT),
    Work(packs_to_complete, (send_supplement, send_packs), StepKind.PAPERS_OUT),
    Work(guests_to_tell, (write_to_guests,)),
    Work(groups_to_publish, (publish,)),
)


@calendar_flow("distribute-papers")
async def distribute_papers(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Ask the unit to release the pack; send supplements, and the pack to whoever joined since (clause 6)."""
    with working_day("distribute_papers", as_of, group) as day:
        return await do_work(day, WORKS)
