"""The plan of a group as it stands on a day: each line with its colour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from forum.plan.cycles import UpdateCycle, silences, update_cycle
from forum.plan.history import as_at
from forum.plan.lines import PlanLine
from forum.plan.rag import Rating, rate
from tasks.duties.base.group_context import GroupContext
from tasks.register.plan import history, papers_out_days, plan_of

LOOK_BACK = dt.timedelta(days=400)  # longer ago no silence began that is not red already


@dataclass(frozen=True)
class RatedLine:
    """A line with its colour, and the last days of the cycles in which its lead gave no update."""

    line: PlanLine
    rating: Rating
    silences: Sequence[dt.date] = ()


def cycles(forum: GroupContext) -> tuple[UpdateCycle, ...]:
    """Return the cycles of the last year and of the meetings to come, the earliest first."""
    days = papers_out_days(forum.tx.session, forum.group.id, forum.on - LOOK_BACK)
    with_first = [(None, None), *days]
    return tuple(
        update_cycle(meeting, before, papers, forum.policy.plan, forum.days)
        for (before, _), (meeting, papers) in pairwise(with_first)
        if meeting is not None and papers is not None
    )


def rated_plan(forum: GroupContext) -> tuple[RatedLine, ...]:
    """Return all lines of the plan with their colours today; none for a group without a plan."""
    lines = plan_of(forum.tx.session, forum.group.id)
    return rated(forum, lines) if lines else ()


def plan_as_at(forum: GroupContext) -> tuple[RatedLine, ...]:
    """Return the lines of the plan as they stood at the end of the day, with the colours that they had."""
    then = as_at(history(forum.tx.session, forum.group.id), forum.on)
    return rated(forum, then)


def rated(forum: GroupContext, lines: Sequence[PlanLine]) -> tuple[RatedLine, ...]:
    """Return lines with their colours on the day of the unit of work."""
    all_cycles = cycles(forum)
    return tuple(_rated(forum, line, silences(line, all_cycles, forum.on)) for line in lines)


def _rated(forum: GroupContext, line: PlanLine, without_update: Sequence[dt.date]) -> RatedLine:
    return RatedLine(line, rate(line, forum.on, without_update, forum.policy.plan), without_update)
