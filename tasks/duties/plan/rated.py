"""The plan of a group as it stands on a day: each line with its colour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from sqlalchemy.orm import Session

from forum.plan.cycles import UpdateCycle, silences, update_cycle
from forum.plan.history import lines_as_at
from forum.plan.lines import LineState, PlanLine
from forum.plan.rag import Rating, rate, strands_by_colour
from forum.text.standings import Standing
from tasks.duties.base.group_context import GroupContext
from tasks.duties.base.office import Office
from tasks.register.plan import history, history_on_record, papers_out_days, plan_of
from tasks.register.tables import GroupRow

LOOK_BACK = dt.timedelta(days=400)  # longer ago no silence began that is not red already


@dataclass(frozen=True)
class RatedLine:
    """A line with its colour, and the last days of the cycles in which its lead gave no update."""

    line: PlanLine
    rating: Rating
    silences: Sequence[dt.date] = ()


def cycles_of(office: Office, session: Session, group: GroupRow, as_of: dt.date) -> tuple[UpdateCycle, ...]:
    """Return the cycles of the last year and of the meetings to come, the earliest first."""
    return tuple(_cycles(office, session, group, as_of, by=dt.date.min))


def next_cycle(office: Office, session: Session, group: GroupRow, as_of: dt.date) -> UpdateCycle | None:
    """Return the first cycle that is not over; None while no meeting is planned."""
    return next(_cycles(office, session, group, as_of, by=as_of), None)


def _cycles(
    office: Office, session: Session, group: GroupRow, as_of: dt.date, by: dt.date
) -> Iterator[UpdateCycle]:
    """Yield the cycles that end on a day or later."""
    rules, days = office.policy(group).plan, office.days(group)
    with_first = [(None, None), *papers_out_days(session, group.id, as_of - LOOK_BACK)]
    for (before, _), (meeting, papers) in pairwise(with_first):
        if meeting is not None and papers is not None and papers >= by:
            yield update_cycle(meeting, before, papers, rules, days)


def rated_plan(forum: GroupContext) -> tuple[RatedLine, ...]:
    """Return all lines of the plan with their colours today; none for a group without a plan."""
    return plan_on(forum.office, forum.tx.session, forum.group, forum.on)


def lines_of_lead(plan: Iterable[RatedLine], lead: UUID, on: dt.date) -> list[RatedLine]:
    """Return the lines of a plan about which a lead is asked while they run."""
    return [each for each in plan if each.line.lead_id == lead and each.line.wants_update(on)]


def plan_on(office: Office, session: Session, group: GroupRow, on: dt.date) -> tuple[RatedLine, ...]:
    """Do as ``rated_plan`` for a group on a day."""
    return _rated(office, session, group, on, plan_of(session, group.id))


def plan_as_at(forum: GroupContext, day: dt.date) -> tuple[RatedLine, ...]:
    """Return the lines of the plan as they stood at the end of a day, with the colours that they had."""
    session = forum.tx.session
    then = lines_as_at(history(session, forum.group.id), day)
    return _rated(forum.office, session, forum.group, day, then)


def standings(lines: Iterable[RatedLine]) -> tuple[Standing, ...]:
    """Return the open ones of these lines by strand and colour."""
    return strands_by_colour(
        (each.line.strand, each.rating.colour) for each in lines if each.line.state is LineState.OPEN
    )


def plan_on_record(forum: GroupContext) -> tuple[RatedLine, ...]:
    """Do as ``plan_as_at`` with what was on record by then alone."""
    session = forum.tx.session
    then = lines_as_at(history_on_record(session, forum.group.id, forum.on), forum.on)
    return _rated(forum.office, session, forum.group, forum.on, then)


def _rated(
    office: Office, session: Session, group: GroupRow, on: dt.date, lines: Sequence[PlanLine]
) -> tuple[RatedLine, ...]:
    """Return lines with their colours on a day."""
    all_cycles = cycles_of(office, session, group, on) if lines else ()
    rules = office.policy(group).plan
    without_update = {line.id: silences(line, all_cycles, on) for line in lines}
    return tuple(
        RatedLine(line, rate(line, on, without_update[line.id], rules), without_update[line.id])
        for line in lines
    )
