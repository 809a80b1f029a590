"""The steps of a task and finish group, finished with their verdict; a step that is done stays as it is."""

from __future__ import annotations

import datetime as dt

from forum.calendar.steps import Verdict, judge_step
from forum.task_groups.stages import TaskStep
from tasks.register.database.register import Transaction
from tasks.register.meetings import step_value
from tasks.register.tables import TaskGroupRow
from tasks.register.task_groups import task_steps


def finish_task_step(tx: Transaction, row: TaskGroupRow, kind: TaskStep, on: dt.date) -> None:
    """Record that a step was done on a day, with its verdict."""
    step = task_steps(tx.session, row.id)[kind]
    if step.verdict is not None:
        return
    step.opens, step.done = step.opens or on, on
    step.verdict = judge_step(step_value(step), meeting_date=step.planned_on, as_of=on).verdict
    tx.audit("task group step done", task_group=row.id, step=kind, on=on, verdict=step.verdict)


def set_aside_task_steps(tx: Transaction, row: TaskGroupRow, *kinds: TaskStep) -> None:
    """Close the open steps among these for which nobody waits any more."""
    for kind, step in task_steps(tx.session, row.id).items():
        if kind in kinds and step.verdict is None:
            step.verdict = Verdict.NOT_NEEDED
    tx.audit("task group steps set aside", task_group=row.id)
