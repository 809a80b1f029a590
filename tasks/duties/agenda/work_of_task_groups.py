"""The work of the group's task groups, as its agenda says it (clause 6)."""

from __future__ import annotations

from collections.abc import Sequence

from forum.task_groups.stages import AT_WORK, TaskGroup, stage_on
from forum.text.look_at import entries_to_look_at
from forum.text.wording import day_month
from tasks.duties.base.group_context import GroupContext
from tasks.register.tables import TaskGroupRow
from tasks.register.task_groups import open_task_groups, task_group_value


def work_in_words(forum: GroupContext) -> str:
    """Say how each task group that is at work stands, in its lead's last words; empty for none."""
    said = [_standing(value, row) for value, row in _at_work(forum)]
    return f"Task and finish groups: {'; '.join(said)}." if said else ""


def work_to_look_at(forum: GroupContext) -> Sequence[str]:
    """Return the task groups in whose lead's words a person or a place may be named, with what that may
    be."""
    texts = {value.code: row.standing for value, row in _at_work(forum)}
    return entries_to_look_at(texts, forum.organisations)


def _at_work(forum: GroupContext) -> Sequence[tuple[TaskGroup, TaskGroupRow]]:
    session = forum.tx.session
    rows = [(task_group_value(session, row), row) for row in open_task_groups(session, forum.group.id)]
    return [(value, row) for value, row in rows if stage_on(value, forum.on) in AT_WORK]


def _standing(group: TaskGroup, row: TaskGroupRow) -> str:
    ends = f"{group.short_name}, until {day_month(group.end)}"
    if row.course is None or row.heard_on is None:
        return f"{ends}: no update yet"
    words = f", {row.standing.strip(' .')}" if row.standing else ""
    return f"{ends}: {row.course}{words} ({day_month(row.heard_on)})"
