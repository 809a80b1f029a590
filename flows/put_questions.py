"""Each morning: what is asked of a person that day, in one letter; and the unit's desk letter."""

from __future__ import annotations

from prefect import State

from config.wiring import working_day
from tasks import form_fields as field
from tasks.calendar_flow import calendar_flow
from tasks.duties.answers.put_questions import put_questions as put_the_questions
from tasks.duties.calendar.due_letters import groups_needing_a_hand, groups_with_questions
from tasks.duties.calendar.work import Work
from tasks.duties.challenge import groups_to_take_up, take_up
from tasks.duties.desk.letter import write_desk_letters
from tasks.duties.meetings.between_meetings import (
    chase_by_mail,
    close_by_mail,
    decisions_over,
    decisions_to_chase,
)
from tasks.duties.research.follow_research import groups_with_research, see_to_research
from tasks.reporting import leave_status_board
from tasks.secretary import do_work

WORKS = (
    Work(decisions_over, (close_by_mail,)),
    Work(decisions_to_chase, (chase_by_mail,)),
    Work(groups_with_research, (see_to_research,)),
    Work(groups_to_take_up, (take_up,)),
    Work(groups_with_questions, (put_the_questions,)),
    Work(groups_needing_a_hand, (write_desk_letters,), together=True),
)


@calendar_flow("put-questions")
async def put_questions(as_of: field.AsOf = None, group: field.Group = None) -> State[None]:
    """Ask, chase and escalate what waits for an answer; tell the unit what needs a hand (own rule)."""
    with working_day("put_questions", as_of, group) as day:
        state = await do_work(day, WORKS)
        await leave_status_board(day)
        return state
