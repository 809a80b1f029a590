"""The actions report of a group over a period, from the action log and its updates (clauses 3 and 6)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from forum.actions.over_time import ActionLife, ActionMove, months_of_actions
from forum.calendar.working_days import ONE_DAY
from forum.documents.actions import ActionsReport
from forum.text.problem import Problem
from forum.text.wording import long_date, years
from tasks.duties.base.group_context import group_context
from tasks.duties.base.unit_of_work import UnitOfWork
from tasks.register.actions import discharged_between, open_actions, updates_of


def actions_report(work: UnitOfWork, group_id: UUID, first: dt.date, last: dt.date) -> ActionsReport:
    """Return the report from ``first`` to ``last``, both days included. Problem when no action was open in
    it."""
    forum = group_context(work, group_id)
    rows = [
        row
        for row in (
            *open_actions(work.session, group_id),
            *discharged_between(work.session, group_id, first - ONE_DAY, dt.date.max),
        )
        if row.part == 1 and row.opened_on <= last
    ]
    if not rows:
        raise Problem(
            f"No action was open from {long_date(first)} to {long_date(last)}; choose another period."
        )
    updates = updates_of(work.session, [row.id for row in rows])
    lives = [
        ActionLife(
            opened_on=row.opened_on,
            due=row.due,
            discharged_on=row.discharged_on,
            moves=tuple(ActionMove(update.on, update.said, update.old_due) for update in updates[row.id]),
        )
        for row in rows
    ]
    return ActionsReport(
        group=forum.policy.group.in_headings,
        marking=forum.policy.marking,
        reference=f"{forum.group.code}, {years(first, last)}",
        first=first,
        last=last,
        rows=months_of_actions(lives, first, last),
    )
