"""Each morning: joiners are welcomed, leavers thanked, and the list of members is kept right (clause 6)."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.duties.calendar.work import Work
from tasks.duties.members.welcome import groups_to_see_to, see_to_members
from tasks.secretary import do_work

WORKS = (Work(groups_to_see_to, (see_to_members,)),)


@calendar_flow("maintain-members")
async def maintain_members(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Maintain an up to date list of members and their contact details (clause 6)."""
    with working_day("maintain_members", as_of, group) as day:
        return await do_work(day, WORKS)
