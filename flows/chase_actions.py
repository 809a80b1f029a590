"""Each week: owners hear of their actions, the Chair of those long overdue (clauses 3 and 6)."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.duties.actions.action_log import chase_actions as chase_the_actions
from tasks.duties.calendar.due_letters import actions_to_chase
from tasks.duties.calendar.work import Work
from tasks.duties.task_groups.follow_work import groups_with_task_groups, see_to_task_groups
from tasks.secretary import do_work

WORKS = (
    Work(groups_with_task_groups, (see_to_task_groups,)),
    Work(actions_to_chase, (chase_the_actions,)),
)


@calendar_flow("chase-actions")
async def chase_actions(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Write the weekly digests, and raise what is long overdue with Chair and organisation (clause 3)."""
    with working_day("chase_actions", as_of, group) as day:
        return await do_work(day, WORKS)
