"""Queries about task and finish groups and their steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select, text
from sqlalchemy.orm import Session

from forum.task_groups.commission import Commission, commission_of
from forum.task_groups.stages import TaskGroup, TaskStep
from forum.text.problem import Problem
from tasks.register.groups import Groups, of_group
from tasks.register.meetings import HELD, PLANNED
from tasks.register.papers import paper_of_item
from tasks.register.tables import AgendaItemRow, DecisionRow, GroupRow, MeetingRow, TaskGroupRow, TaskStepRow

# SQLite uses the index of unfinished groups only for queries in the words that define it.
TASK_GROUP_IS_OPEN = text("finished_on IS NULL")
_OPEN = (
    select(TaskGroupRow)
    .where(TaskGroupRow.group_id == bindparam("group"), TASK_GROUP_IS_OPEN)
    .order_by(TaskGroupRow.code)
)
_OF_CHILD = select(TaskGroupRow).where(TaskGroupRow.child_id == bindparam("child"))
_STEPS = select(TaskStepRow).where(TaskStepRow.task_group_id == bindparam("task_group"))
_ITEMS = (
    select(AgendaItemRow, MeetingRow)
    .join(MeetingRow, MeetingRow.id == AgendaItemRow.meeting_id)
    .where(
        AgendaItemRow.task_step_id == bindparam("step"),
        AgendaItemRow.dropped_on.is_(None),
        MeetingRow.state.in_((PLANNED, HELD)),
    )
    .order_by(MeetingRow.date.desc())
)


def open_task_groups(session: Session, group_id: UUID) -> Sequence[TaskGroupRow]:
    """Return the task groups of a group of which something is still to be done, by code."""
    return session.scalars(_OPEN, {"group": group_id}).all()


def task_groups_to_see_to(session: Session, only: Groups) -> Sequence[TaskGroupRow]:
    """Return the task groups of these groups of which something is still to be done, by code."""
    return sorted(session.scalars(_open_at_work(only)), key=lambda row: row.code)


@lru_cache  # to put it together takes longer than to ask it
def _open_at_work(only: Groups) -> Select[TaskGroupRow]:
    return select(TaskGroupRow).where(TASK_GROUP_IS_OPEN, *of_group(TaskGroupRow.group_id, only))


def task_groups_of(session: Session, group_id: UUID) -> Sequence[TaskGroupRow]:
    """Return all task groups of a group, the earliest proposed first."""
    query = select(TaskGroupRow).where(TaskGroupRow.group_id == group_id)
    return session.scalars(query.order_by(TaskGroupRow.proposed_on, TaskGroupRow.code)).all()


def task_group_by_code(session: Session, code: str) -> TaskGroupRow:
    """Return the task group with that code, in any capitals; Problem naming those known where there is
    none."""
    rows = {row.code: row for row in session.scalars(select(TaskGroupRow))}
    if row := rows.get(code.strip().upper()):
        return row
    known = ", ".join(sorted(rows)) or "none yet"
    raise Problem(f"There is no task and finish group “{code}”. Known: {known}.")


def task_group_of_child(session: Session, child_id: UUID) -> TaskGroupRow | None:
    """Return the task group that works as a group of the register; None for a group that is none."""
    return session.scalars(_OF_CHILD, {"child": child_id}).first()


def task_steps(session: Session, task_group_id: UUID) -> dict[TaskStep, TaskStepRow]:
    """Return the steps of a task group by their kind, in their order."""
    by_kind = {row.kind: row for row in session.scalars(_STEPS, {"task_group": task_group_id})}
    return {kind: by_kind[kind] for kind in TaskStep if kind in by_kind}


def task_group_over(session: Session, row: TaskGroupRow, on: dt.date) -> bool:
    """Say whether a task group works on after its end, without its final report."""
    return row.is_at_work and row.end < on and task_steps(session, row.id)[TaskStep.FINAL].verdict is None


def task_group_value(session: Session, row: TaskGroupRow) -> TaskGroup:
    """Return the task group as a value of the rules. A final report is given from the day of its paper on,
    though it is noted the next morning."""
    steps = task_steps(session, row.id)
    commission = commission_as_it_is(session, row)
    done = {kind: step.done for kind, step in steps.items() if step.done}
    found = item_of_step(session, steps[TaskStep.FINAL]) if TaskStep.FINAL in steps.keys() - done else None
    paper = paper_of_item(session, found[0]) if found else None
    if paper and paper.filed_on:
        done[TaskStep.FINAL] = paper.filed_on
    return TaskGroup(
        code=row.code,
        short_name=commission.short_name,
        start=commission.start,
        end=row.end,
        done=done,
        declined_on=row.declined_on,
        extended_on=row.extended_on,
        stopped_on=row.stopped_on,
    )


def commission_as_it_is(session: Session, row: TaskGroupRow) -> Commission:
    """Return the commission by which a task group works; before it is commissioned, as it was proposed."""
    child = session.get_one(GroupRow, row.child_id) if row.child_id else None
    return commission_of((child and child.commission) or row.page)


def item_of_step(session: Session, step: TaskStepRow) -> tuple[AgendaItemRow, MeetingRow] | None:
    """Return the item of the parent's agenda for a step as it is planned now, with its meeting; None before
    there is one, and where it was dropped or its meeting called off."""
    items = session.execute(_ITEMS, {"step": step.id})
    return next(((item, meeting) for item, meeting in items if item.proposed_on >= step.planned_on), None)


def decision_of(session: Session, group_id: UUID, reference: str) -> DecisionRow:
    """Return a decision of a group by its reference; Problem where there is none, or it waits to be
    ratified."""
    query = select(DecisionRow).where(
        DecisionRow.group_id == group_id, func.upper(DecisionRow.reference) == reference.strip().upper()
    )
    row = session.scalars(query).first()
    if row is None:
        raise Problem(
            f"There is no decision “{reference}” on record. Give its reference as the minutes have it, such "
            "as MASE/2027-02/D1; it is there once the record of the meeting is filed."
        )
    if row.to_ratify and row.ratified_at_id is None:
        raise Problem(f"Decision {row.reference} was taken without a quorum, and waits to be ratified first.")
    return row
