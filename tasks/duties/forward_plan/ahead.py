"""What is ahead of a group: its meetings of twelve months, and what each is for (own rule)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import chain

from forum.boards.steps import paper_deadline
from forum.calendar.meetings import dates_without_meeting, day_to_meet, reach
from forum.calendar.working_days import ONE_DAY
from forum.forward_plan import DateAhead, ItemAhead, items_ahead, last_day_ahead
from forum.plan.lines import LineState
from forum.terms.parts.duties import ForwardPlanTerms
from forum.text.wording import day_month
from tasks.duties.base.group_context import GroupContext
from tasks.register.actions import plan_of
from tasks.register.meetings import held_until, ordinary_meetings, planned_from


def meetings_ahead(forum: GroupContext) -> tuple[dt.date, ...]:
    """Return the days of the meetings of the twelve months: those planned, then those that the rule gives."""
    last, rule = last_day_ahead(forum.on), forum.policy.meetings.rule
    planned = planned_from(forum.tx.session, forum.group.id, forum.on)
    known = ordinary_meetings(forum.tx.session, forum.group.id, forum.on - reach(rule))
    by_rule = dates_without_meeting(rule, forum.on + ONE_DAY, last, known)
    days = chain((row.date for row in planned), (day_to_meet(date, forum.days) for date in by_rule))
    return tuple(sorted(day for day in days if day <= last))


def items_of_meetings(forum: GroupContext, rules: ForwardPlanTerms) -> dict[dt.date, tuple[ItemAhead, ...]]:
    """Return what each of those meetings is for, by its day."""
    session, group_id = forum.tx.session, forum.group.id
    last_met = next((row.date for row in held_until(session, group_id, forum.on - ONE_DAY)), None)
    lines = [line for line in plan_of(session, group_id) if line.state is LineState.OPEN]
    plan = forum.policy.plan
    named = {
        plan.refreshed_in: f"Refresh of the {plan.title}",
        plan.adopted_in: f"Adoption of the {plan.title}",
    }
    return items_ahead(
        rules,
        meetings_ahead(forum),
        last_met,
        purposes=forum.policy.objectives,
        strands=list(dict.fromkeys(line.strand for line in lines)),
        plan_months=named if lines else {},
    )


def dates_ahead(forum: GroupContext, rules: ForwardPlanTerms) -> Sequence[DateAhead]:
    """Return the deadlines of reports to boards and the dates from outside in the twelve months, in order."""
    reports = [
        DateAhead(
            paper_deadline(body, forum.days, date),
            f"report for the {body.name} of {day_month(date)}",
        )
        for body in forum.policy.bodies
        for date in body.dates
    ]
    outside = [DateAhead(day.date, day.title) for day in rules.outside]
    last = last_day_ahead(forum.on)
    in_time = (day for day in (*reports, *outside) if forum.on <= day.date <= last)
    return sorted(in_time, key=lambda day: day.date)
